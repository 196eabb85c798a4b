import AWSClient
import AWSOperations

/// Makes a trail, and what its log files go through: bucket, topic, queue, policies and subscription.
///
/// Running it again changes only what differs from the design; statements and tags of others stay.
public struct TrailSetup: Sendable {
    /// Called after each step.
    public typealias Report = @Sendable (_ title: String, _ outcome: SetupStep.Outcome) -> Void

    private let client: AWSClient
    private let design: TrailDesign
    private let policies: TrailPolicies
    private let sleep: @Sendable (Duration) async throws -> Void
    private let report: Report

    /// How long CloudTrail may take to see a policy that was just written.
    private static let propagation = (attempts: 20, pause: Duration.seconds(3))

    /// Creates a set-up.
    ///
    /// - Parameters:
    ///   - design: the trail.
    ///   - client: a client of the trail's home region.
    ///   - sleep: waits while policies propagate.
    ///   - report: called after each step.
    public init(
        _ design: TrailDesign, client: AWSClient,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        report: @escaping Report = { _, _ in }
    ) {
        self.design = design
        self.client = client
        self.sleep = sleep
        self.report = report
        policies = TrailPolicies(design)
    }

    /// Sets everything up, and starts logging.
    ///
    /// - Returns: the URL of the queue to follow.
    /// - Throws: what a call throws; `SetupError` where something is in the way.
    public func run() async throws -> String {
        try await bucket()
        try await bucketPolicy()
        try await topic()
        try await topicPolicy()
        let queueURL = try await queue()
        try await queuePolicy(queueURL)
        try await subscription()
        try await trail()
        try await logging()
        return queueURL
    }

    private func bucket() async throws {
        do {
            _ = try await client.send(HeadBucket(bucket: design.bucket))
            report("bucket \(design.bucket)", .unchanged)
            return
        } catch let error as AWSError where error.httpStatus == 403 {
            throw SetupError("the bucket \(design.bucket) belongs to somebody else; choose another with --bucket")
        } catch let error as AWSError where error.httpStatus == 404 {}
        var creation = CreateBucket()
        creation.bucket = design.bucket
        if design.region != "us-east-1" {
            creation.createBucketConfiguration = CreateBucket.Configuration(locationConstraint: design.region)
        }
        _ = try await client.send(creation)
        var tagging = PutBucketTagging()
        tagging.bucket = design.bucket
        tagging.tagging = PutBucketTagging.Tagging(tagSet: design.tags.map { S3Tag(key: $0.key, value: $0.value) })
        _ = try await client.send(tagging)
        report("bucket \(design.bucket)", .created)
    }

    private func bucketPolicy() async throws {
        let text = try await client.bucketPolicy(design.bucket)
        var policy = try PolicyDocument.reading(text, of: "bucket \(design.bucket)")
        guard policy.put(policies.bucket) else { return report("bucket policy", .unchanged) }
        var call = PutBucketPolicy()
        call.bucket = design.bucket
        call.policy = policy.text
        _ = try await client.send(call)
        report("bucket policy", text == nil ? .created : .changed)
    }

    private func topic() async throws {
        if try await client.topicAttributes(design.topicARN) != nil {
            return report("topic \(design.topic)", .unchanged)
        }
        let tags = design.tags.map { SNSTag(key: $0.key, value: $0.value) }
        _ = try await client.send(CreateTopic(name: design.topic, tags: tags))
        report("topic \(design.topic)", .created)
    }

    private func topicPolicy() async throws {
        let attributes = try await client.topicAttributes(design.topicARN)
        var policy = try PolicyDocument.reading(attributes?["Policy"], of: "topic \(design.topic)")
        guard policy.put(policies.topic) else { return report("topic policy", .unchanged) }
        _ = try await client.send(
            SetTopicAttributes(
                topicARN: design.topicARN, attributeName: "Policy", attributeValue: policy.text))
        report("topic policy", .changed)
    }

    private func queue() async throws -> String {
        if let url = try await client.queueURL(design.queue) {
            report("queue \(design.queue)", .unchanged)
            return url
        }
        let made = try await client.send(
            CreateQueue(
                queueName: design.queue,
                attributes: Dictionary(design.queueAttributes.map { ($0.key, $0.value) }) { a, _ in a },
                tags: Dictionary(design.tags.map { ($0.key, $0.value) }) { a, _ in a }))
        guard let url = made.queueURL else { throw SetupError("sqs:CreateQueue answered no URL for \(design.queue)") }
        report("queue \(design.queue)", .created)
        return url
    }

    private func queuePolicy(_ url: String) async throws {
        let attributes = try await client.send(
            GetQueueAttributes(queueURL: url, attributeNames: ["Policy"])
        ).attributes
        var policy = try PolicyDocument.reading(attributes?["Policy"], of: "queue \(design.queue)")
        guard policy.put(policies.queue) else { return report("queue policy", .unchanged) }
        _ = try await client.send(SetQueueAttributes(queueURL: url, attributes: ["Policy": policy.text]))
        report("queue policy", attributes?["Policy"] == nil ? .created : .changed)
    }

    private func subscription() async throws {
        if try await client.subscription(of: design.queueARN, to: design.topicARN) != nil {
            return report("subscription", .unchanged)
        }
        _ = try await client.send(
            Subscribe(topicARN: design.topicARN, protocol: "sqs", endpoint: design.queueARN))
        report("subscription", .created)
    }

    private func trail() async throws {
        guard let trail = try await client.trail(design.trailARN) else {
            let creation = CreateTrail(
                name: design.trail, s3BucketName: design.bucket, s3KeyPrefix: design.keyPrefix,
                snsTopicName: design.topic, includeGlobalServiceEvents: true,
                isMultiRegionTrail: design.isMultiRegion, enableLogFileValidation: design.validatesLogFiles,
                kmsKeyID: design.kmsKey, isOrganizationTrail: design.organization != nil,
                tagsList: design.tags.map { CloudTrailTag(key: $0.key, value: $0.value) })
            try await waitingForPolicies { _ = try await client.send(creation) }
            return report("trail \(design.trail)", .created)
        }
        if trail.matches(design) { return report("trail \(design.trail)", .unchanged) }
        let update = UpdateTrail(
            name: design.trail, s3BucketName: design.bucket, s3KeyPrefix: design.keyPrefix ?? "",
            snsTopicName: design.topic, includeGlobalServiceEvents: true, isMultiRegionTrail: design.isMultiRegion,
            enableLogFileValidation: design.validatesLogFiles, kmsKeyID: design.kmsKey,
            isOrganizationTrail: design.organization != nil)
        try await waitingForPolicies { _ = try await client.send(update) }
        report("trail \(design.trail)", .changed)
    }

    private func logging() async throws {
        let status = try await client.send(GetTrailStatus(name: design.trail))
        if status.isLogging == true { return report("logging", .unchanged) }
        _ = try await client.send(StartLogging(name: design.trail))
        report("logging", .changed)
    }

    /// Tries a call again while CloudTrail does not see the policies yet.
    private func waitingForPolicies(_ call: () async throws -> Void) async throws {
        for attempt in 1... {
            do {
                return try await call()
            } catch let error as AWSError
                where error.code.hasPrefix("InsufficientS3BucketPolicy")
                || error.code.hasPrefix("InsufficientSnsTopicPolicy")
            {
                guard attempt < Self.propagation.attempts else { throw error }
                try await sleep(Self.propagation.pause)
            }
        }
    }
}

extension Trail {
    /// Whether the trail is as the design wants it.
    func matches(_ design: TrailDesign) -> Bool {
        s3BucketName == design.bucket && (s3KeyPrefix ?? "") == (design.keyPrefix ?? "")
            && snsTopicARN == design.topicARN && isMultiRegionTrail == design.isMultiRegion
            && logFileValidationEnabled == design.validatesLogFiles
            && (isOrganizationTrail ?? false) == (design.organization != nil)
            && (design.kmsKey == nil) == (kmsKeyID == nil)
    }
}

/// What is in the way of a set-up.
public struct SetupError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What, and what to do, in one line.
    public var description: String

    init(_ description: String) {
        self.description = description
    }
}

extension PolicyDocument {
    /// Reads the policy of `owner`, which may have none.
    static func reading(_ text: String?, of owner: String) throws(SetupError) -> PolicyDocument {
        guard let policy = PolicyDocument(text) else {
            throw SetupError("the policy of the \(owner) is no JSON document; mend it by hand")
        }
        return policy
    }
}
