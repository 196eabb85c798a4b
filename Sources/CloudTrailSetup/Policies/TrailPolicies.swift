import JSON

/// The policies that let CloudTrail write to the bucket and to the topic, and the topic to the queue.
///
/// In today's form: the service principal, bound to this one trail by `aws:SourceArn`. The accounts of CloudTrail that
/// older guides list work in old regions only.
///
/// CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", "Amazon SNS topic policy for CloudTrail"; Amazon SNS
/// Developer Guide, "Subscribing an Amazon SQS queue to an Amazon SNS topic".
public struct TrailPolicies: Sendable {
    private let design: TrailDesign

    /// The policies of a design.
    public init(_ design: TrailDesign) {
        self.design = design
    }

    /// The bucket's statements: the check of its ACL, and the log files; of an organisation trail those of its members.
    public var bucket: [JSONValue] {
        var statements = [
            statement(
                "AWSCloudTrailAclCheck20150319", service: "cloudtrail", action: "s3:GetBucketAcl",
                resource: design.bucketARN, equals: [("aws:SourceArn", design.trailARN)]),
            write("AWSCloudTrailWrite20150319", owner: design.account),
        ]
        if design.organization != nil { statements.append(organizationWrite) }
        return statements
    }

    /// The statement of an organisation trail, for the log files of the members.
    var organizationWrite: JSONValue {
        write("AWSCloudTrailOrganizationWrite20150319", owner: design.organization ?? "")
    }

    /// The topic's statement: the trail may publish.
    public var topic: [JSONValue] {
        [
            statement(
                "AWSCloudTrailSNSPolicy20131101", service: "cloudtrail", action: "SNS:Publish",
                resource: design.topicARN, equals: [("aws:SourceArn", design.trailARN)])
        ]
    }

    /// The queue's statement: the topic may send.
    public var queue: [JSONValue] {
        [
            [
                "Sid": "CloudTrailReaderTopicToQueue", "Effect": "Allow",
                "Principal": ["Service": "sns.amazonaws.com"], "Action": "sqs:SendMessage",
                "Resource": .string(design.queueARN),
                "Condition": ["ArnEquals": ["aws:SourceArn": .string(design.topicARN)]],
            ]
        ]
    }

    /// What the policy of a KMS key needs, where the log files are encrypted; setting it up is its owner's business.
    public var key: [JSONValue] {
        [
            [
                "Sid": "AllowCloudTrailToEncryptLogs", "Effect": "Allow",
                "Principal": ["Service": "cloudtrail.amazonaws.com"], "Action": "kms:GenerateDataKey*",
                "Resource": "*",
                "Condition": [
                    "StringEquals": ["aws:SourceArn": .string(design.trailARN)],
                    "StringLike": [
                        "kms:EncryptionContext:aws:cloudtrail:arn":
                            .string("arn:\(design.partition):cloudtrail:*:\(design.account):trail/*")
                    ],
                ],
            ],
            statement(
                "AllowCloudTrailToDescribeKey", service: "cloudtrail", action: "kms:DescribeKey", resource: "*",
                equals: [("aws:SourceArn", design.trailARN)]),
        ]
    }

    private func write(_ sid: String, owner: String) -> JSONValue {
        statement(
            sid, service: "cloudtrail", action: "s3:PutObject",
            resource: "\(design.bucketARN)/\(design.folder)AWSLogs/\(owner)/*",
            equals: [("s3:x-amz-acl", "bucket-owner-full-control"), ("aws:SourceArn", design.trailARN)])
    }

    private func statement(
        _ sid: String, service: String, action: String, resource: String, equals: [(String, String)]
    ) -> JSONValue {
        [
            "Sid": .string(sid), "Effect": "Allow",
            "Principal": ["Service": .string("\(service).amazonaws.com")], "Action": .string(action),
            "Resource": .string(resource),
            "Condition": ["StringEquals": .object(equals.map { JSONValue.Member($0.0, .string($0.1)) })],
        ]
    }
}
