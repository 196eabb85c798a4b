import JSON

/// One step of a set-up: a call of AWS, and what it is for.
public struct SetupStep: Sendable, Hashable {
    /// What became of a step.
    public enum Outcome: String, Sendable, Hashable {
        /// It was there as it should be.
        case unchanged
        /// It was made.
        case created
        /// It was there, and was changed.
        case changed
        /// It was removed.
        case removed
        /// It was left alone.
        case kept
    }

    /// What it is for, such as `bucket policy`.
    public var title: String
    /// The call, `service:Operation`.
    public var call: String
    /// The call's parameters; policies as documents rather than as text.
    public var parameters: JSONValue

    /// Creates a step.
    public init(_ title: String, _ call: String, _ parameters: JSONValue) {
        self.title = title
        self.call = call
        self.parameters = parameters
    }
}

extension TrailDesign {
    /// The calls that make the trail where nothing is there yet, in order.
    ///
    /// What is there already is looked at first, and only changed where it differs.
    public var plan: [SetupStep] {
        let policies = TrailPolicies(self)
        func policy(_ statements: [JSONValue]) -> JSONValue {
            var document = PolicyDocument()
            _ = document.put(statements)
            return document.json
        }
        let tags: JSONValue = .object(tags.map { JSONValue.Member($0.key, .string($0.value)) })
        var creation: [JSONValue.Member] = [JSONValue.Member("Bucket", .string(bucket))]
        if region != "us-east-1" { creation.append(JSONValue.Member("LocationConstraint", .string(region))) }
        var steps = [
            SetupStep("bucket", "s3:CreateBucket", .object(creation)),
            SetupStep("bucket tags", "s3:PutBucketTagging", ["Bucket": .string(bucket), "Tagging": tags]),
            SetupStep(
                "bucket policy", "s3:PutBucketPolicy",
                ["Bucket": .string(bucket), "Policy": policy(policies.bucket)]),
            SetupStep("topic", "sns:CreateTopic", ["Name": .string(topic), "Tags": tags]),
            SetupStep(
                "topic policy", "sns:SetTopicAttributes",
                [
                    "TopicArn": .string(topicARN), "AttributeName": "Policy",
                    "AttributeValue": policy(policies.topic),
                ]),
            SetupStep(
                "queue", "sqs:CreateQueue",
                [
                    "QueueName": .string(queue),
                    "Attributes": .object(queueAttributes.map { JSONValue.Member($0.key, .string($0.value)) }),
                    "tags": tags,
                ]),
            SetupStep(
                "queue policy", "sqs:SetQueueAttributes",
                ["QueueUrl": .string("<url of \(queue)>"), "Attributes": ["Policy": policy(policies.queue)]]),
            SetupStep(
                "subscription", "sns:Subscribe",
                ["TopicArn": .string(topicARN), "Protocol": "sqs", "Endpoint": .string(queueARN)]),
        ]
        if kmsKey != nil {
            steps.append(
                SetupStep("key policy (to be added by the key's owner)", "kms:PutKeyPolicy", policy(policies.key)))
        }
        steps.append(SetupStep("trail", "cloudtrail:CreateTrail", trailParameters))
        steps.append(SetupStep("logging", "cloudtrail:StartLogging", ["Name": .string(trail)]))
        return steps
    }

    /// By these tags a tear-down knows what a set-up made.
    var tags: KeyValuePairs<String, String> { ["created-by": "cloudtrail_reader", "trail": trail] }

    /// A message stays invisible for five minutes while its files are read, and is kept for two weeks.
    var queueAttributes: KeyValuePairs<String, String> {
        ["VisibilityTimeout": "300", "MessageRetentionPeriod": "1209600"]
    }

    private var trailParameters: JSONValue {
        var members: [JSONValue.Member] = [
            JSONValue.Member("Name", .string(trail)), JSONValue.Member("S3BucketName", .string(bucket)),
        ]
        if let prefix, !prefix.isEmpty { members.append(JSONValue.Member("S3KeyPrefix", .string(keyPrefix ?? prefix))) }
        members += [
            JSONValue.Member("SnsTopicName", .string(topic)),
            JSONValue.Member("IncludeGlobalServiceEvents", .boolean(true)),
            JSONValue.Member("IsMultiRegionTrail", .boolean(isMultiRegion)),
            JSONValue.Member("EnableLogFileValidation", .boolean(validatesLogFiles)),
        ]
        if let kmsKey { members.append(JSONValue.Member("KmsKeyId", .string(kmsKey))) }
        members += [
            JSONValue.Member("IsOrganizationTrail", .boolean(organization != nil)),
            JSONValue.Member("TagsList", .object(tags.map { JSONValue.Member($0.key, .string($0.value)) })),
        ]
        return .object(members)
    }

    /// The prefix without a slash behind it, as CloudTrail wants it; nil for none.
    var keyPrefix: String? {
        guard let prefix, !prefix.isEmpty else { return nil }
        return prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
    }
}
