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
        if let organization = design.organization {
            statements.append(write("AWSCloudTrailOrganizationWrite20150319", owner: organization))
        }
        return statements
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

/// A resource policy, to which statements are added.
public struct PolicyDocument: Sendable, Hashable {
    /// The statements in order.
    public private(set) var statements: [JSONValue]
    /// What stands besides the statements.
    private var members: [JSONValue.Member]

    /// A policy without statements.
    public init() {
        statements = []
        members = [JSONValue.Member("Version", "2012-10-17")]
    }

    /// Reads a policy; nil where the text is none.
    ///
    /// - Parameter text: the policy's JSON; nil and nothing for a policy that is not there.
    public init?(_ text: String?) {
        guard let text, !text.isEmpty else {
            self.init()
            return
        }
        guard let members = (try? JSONValue(parsing: text))?.object else { return nil }
        self.init()
        self.members = members.filter { $0.name != "Statement" }
        switch members.last(where: { $0.name == "Statement" })?.value {
        case .array(let statements)?: self.statements = statements
        case .object(let statement)?: statements = [.object(statement)]
        default: statements = []
        }
    }

    /// Adds statements; one with a `Sid` that is there is replaced, the others stay.
    ///
    /// - Returns: whether the policy is another now.
    public mutating func put(_ added: [JSONValue]) -> Bool {
        let before = statements
        for statement in added {
            let sid = statement["Sid"]
            if let index = statements.firstIndex(where: { $0["Sid"] == sid && sid != nil }) {
                statements[index] = statement
            } else {
                statements.append(statement)
            }
        }
        return statements != before
    }

    /// Takes statements out by their `Sid`.
    ///
    /// - Returns: whether the policy is another now.
    public mutating func remove(_ removed: [JSONValue]) -> Bool {
        let before = statements.count
        let sids = removed.compactMap { $0["Sid"] }
        statements.removeAll { statement in statement["Sid"].map { sids.contains($0) } ?? false }
        return statements.count != before
    }

    /// The policy's JSON.
    public var json: JSONValue {
        .object(members + [JSONValue.Member("Statement", .array(statements))])
    }
    /// The policy as AWS takes it.
    public var text: String { json.text() }
}
