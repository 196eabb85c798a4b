import AWSClient
import AWSOperations

/// What is there, where not to be there is an answer.
extension AWSClient {
    /// Whether a bucket is there, and belongs to the account.
    func bucketExists(_ design: TrailDesign) async throws -> Bool {
        try await absent(["404", "NotFound", "NoSuchBucket"]) {
            try await self.send(HeadBucket(bucket: design.bucket, expectedBucketOwner: design.account))
        } != nil
    }

    func bucketPolicy(_ design: TrailDesign) async throws -> String? {
        try await absent(["NoSuchBucketPolicy"]) {
            try await self.send(
                GetBucketPolicy(bucket: design.bucket, expectedBucketOwner: design.account)
            ).policy
        }
    }

    /// The bucket's tags; none where it has never had any, nil where there is no bucket.
    func bucketTags(_ design: TrailDesign) async throws -> [String: String]? {
        try await absent(["NoSuchBucket"]) {
            try await self.absent(["NoSuchTagSet"]) {
                let tags = try await self.send(
                    GetBucketTagging(bucket: design.bucket, expectedBucketOwner: design.account)
                ).tagSet
                return dictionary((tags ?? []).map { ($0.key, $0.value) })
            } ?? [:]
        }
    }

    /// Whether a listing of the bucket shows nothing, which says nothing of old versions.
    func listsNothing(_ design: TrailDesign) async throws -> Bool {
        let page = try await send(
            ListObjectsV2(bucket: design.bucket, maxKeys: 1, expectedBucketOwner: design.account))
        return page.contents?.isEmpty ?? true
    }

    func topicAttributes(_ arn: String) async throws -> [String: String]? {
        try await absent(["NotFound"]) {
            try await self.send(GetTopicAttributes(topicARN: arn)).attributes ?? [:]
        }
    }

    func topicTags(_ arn: String) async throws -> [String: String] {
        let tags = try await send(ListTagsForResource(resourceARN: arn)).tags ?? []
        return dictionary(tags.map { ($0.key, $0.value) })
    }

    func queueURL(_ name: String) async throws -> String? {
        try await absent(["QueueDoesNotExist", "NonExistentQueue"]) {
            try await self.send(GetQueueUrl(queueName: name)).queueURL
        }
    }

    /// The subscriptions of a topic.
    func subscriptions(to topic: String) async throws -> [SNSSubscription] {
        var all: [SNSSubscription] = []
        for try await page in pages(ListSubscriptionsByTopic(topicARN: topic)) { all += page.subscriptions ?? [] }
        return all
    }

    /// The subscription of a design's queue to its topic.
    func subscription(of design: TrailDesign) async throws -> SNSSubscription? {
        try await subscriptions(to: design.topicARN).first { $0.isOfQueue(design.queueARN) }
    }

    func trail(_ arn: String) async throws -> Trail? {
        try await absent(["TrailNotFound"]) { try await self.send(GetTrail(name: arn)).trail }
    }

    func trailTags(_ arn: String) async throws -> [String: String] {
        let lists = try await send(ListTags(resourceIDList: [arn])).resourceTagList ?? []
        return dictionary(lists.flatMap { $0.tagsList ?? [] }.map { ($0.key, $0.value) })
    }

    private func absent<Value: Sendable>(
        _ codes: Set<String>, _ call: @Sendable () async throws -> Value?
    ) async throws -> Value? {
        do {
            return try await call()
        } catch let error as AWSError where error.isOne(of: codes) {
            return nil
        }
    }
}

private func dictionary(_ tags: [(String?, String?)]) -> [String: String] {
    Dictionary(tags.map { ($0.0 ?? "", $0.1 ?? "") }) { first, _ in first }
}

extension SNSSubscription {
    /// Whether it brings a queue what the topic says.
    func isOfQueue(_ arn: String) -> Bool { self.protocol == "sqs" && endpoint == arn }
}

extension AWSError {
    /// Whether the code is one of `codes`, without the name space and `Exception` that some protocols add.
    func isOne(of codes: Set<String>) -> Bool {
        var name = code.split { $0 == "#" || $0 == "." }.last.map { String($0) } ?? code
        if name.hasSuffix("Exception") { name.removeLast("Exception".count) }
        return codes.contains(name)
    }
}
