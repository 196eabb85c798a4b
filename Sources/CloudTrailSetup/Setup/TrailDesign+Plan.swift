import JSON

/// What a set-up does where nothing is there.
extension TrailDesign {
    /// The calls that make the trail where nothing is there yet, in order.
    ///
    /// What is there already is looked at first, and only changed where it differs.
    public var plan: [SetupStep] { bucketSteps + messageSteps + trailSteps }

    /// A message stays invisible for five minutes while its files are read, and is kept for two weeks.
    var queueAttributes: KeyValuePairs<String, String> {
        ["VisibilityTimeout": "300", "MessageRetentionPeriod": "1209600"]
    }

    private var bucketSteps: [SetupStep] {
        var creation: [JSONValue.Member] = [JSONValue.Member("Bucket", .string(bucket))]
        if region != "us-east-1" {
            creation.append(
                JSONValue.Member("CreateBucketConfiguration", ["LocationConstraint": .string(region)]))
        }
        return [
            SetupStep("bucket", "s3:CreateBucket", .object(creation)),
            SetupStep(
                "bucket tags", "s3:PutBucketTagging",
                ["Bucket": .string(bucket), "Tagging": ["TagSet": tagList]]),
            SetupStep(
                "bucket policy", "s3:PutBucketPolicy",
                ["Bucket": .string(bucket), "Policy": Self.policy(TrailPolicies(self).bucket)]),
        ]
    }

    private var messageSteps: [SetupStep] {
        [
            SetupStep("topic", "sns:CreateTopic", ["Name": .string(topic), "Tags": tagList]),
            SetupStep(
                "topic policy", "sns:SetTopicAttributes",
                [
                    "TopicArn": .string(topicARN), "AttributeName": "Policy",
                    "AttributeValue": Self.policy(TrailPolicies(self).topic),
                ]),
            SetupStep(
                "queue", "sqs:CreateQueue",
                [
                    "QueueName": .string(queue), "Attributes": Self.object(queueAttributes),
                    "tags": Self.object(tags),
                ]),
            SetupStep(
                "queue policy", "sqs:SetQueueAttributes",
                [
                    "QueueUrl": .string("<url of \(queue)>"),
                    "Attributes": ["Policy": Self.policy(TrailPolicies(self).queue)],
                ]),
            SetupStep(
                "subscription", "sns:Subscribe",
                ["TopicArn": .string(topicARN), "Protocol": "sqs", "Endpoint": .string(queueARN)]),
        ]
    }

    private var trailSteps: [SetupStep] {
        var steps: [SetupStep] = []
        if let kmsKey {
            steps.append(
                SetupStep(
                    "statements that its owner has to add to the policy of the key \(kmsKey); setup does not", nil,
                    .array(TrailPolicies(self).key)))
        }
        steps.append(SetupStep("trail", "cloudtrail:CreateTrail", trailParameters))
        steps.append(SetupStep("logging", "cloudtrail:StartLogging", ["Name": .string(trail)]))
        return steps
    }

    private var trailParameters: JSONValue {
        var members: [JSONValue.Member] = [
            JSONValue.Member("Name", .string(trail)), JSONValue.Member("S3BucketName", .string(bucket)),
        ]
        if let prefix { members.append(JSONValue.Member("S3KeyPrefix", .string(prefix))) }
        members += [
            JSONValue.Member("SnsTopicName", .string(topic)),
            JSONValue.Member("IncludeGlobalServiceEvents", .boolean(true)),
            JSONValue.Member("IsMultiRegionTrail", .boolean(isMultiRegion ?? false)),
            JSONValue.Member("EnableLogFileValidation", .boolean(validatesLogFiles ?? true)),
        ]
        if let kmsKey { members.append(JSONValue.Member("KmsKeyId", .string(kmsKey))) }
        members += [
            JSONValue.Member("IsOrganizationTrail", .boolean(organization != nil)),
            JSONValue.Member("TagsList", tagList),
        ]
        return .object(members)
    }

    /// Tags as S3, SNS and CloudTrail take them.
    private var tagList: JSONValue {
        .array(tags.map { ["Key": .string($0.key), "Value": .string($0.value)] })
    }

    private static func object(_ pairs: KeyValuePairs<String, String>) -> JSONValue {
        .object(pairs.map { JSONValue.Member($0.key, .string($0.value)) })
    }

    private static func policy(_ statements: [JSONValue]) -> JSONValue {
        var document = PolicyDocument()
        document.statements = statements
        return document.json
    }
}
