import AWSClient
import AWSOperations

/// What is there, where not to be there is an answer.
extension AWSClient {
    func bucketPolicy(_ bucket: String) async throws -> String? {
        var call = GetBucketPolicy()
        call.bucket = bucket
        return try await absent(["NoSuchBucketPolicy"]) { [call] in try await self.send(call).policy }
    }

    func topicAttributes(_ arn: String) async throws -> [String: String]? {
        try await absent(["NotFound", "NotFoundException"]) {
            try await self.send(GetTopicAttributes(topicARN: arn)).attributes ?? [:]
        }
    }

    func queueURL(_ name: String) async throws -> String? {
        try await absent(["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"]) {
            try await self.send(GetQueueUrl(queueName: name)).queueURL
        }
    }

    /// The ARN of the subscription of a queue to a topic.
    func subscription(of queue: String, to topic: String) async throws -> String? {
        for try await page in pages(ListSubscriptionsByTopic(topicARN: topic)) {
            for subscription in page.subscriptions ?? []
            where subscription.protocol == "sqs" && subscription.endpoint == queue {
                return subscription.subscriptionARN ?? ""
            }
        }
        return nil
    }

    func trail(_ arn: String) async throws -> Trail? {
        try await absent(["TrailNotFoundException"]) { try await self.send(GetTrail(name: arn)).trail }
    }

    private func absent<Value: Sendable>(
        _ codes: Set<String>, _ call: @Sendable () async throws -> Value?
    ) async throws -> Value? {
        do {
            return try await call()
        } catch let error as AWSError
            where codes.contains(where: { error.code == $0 || error.code.hasSuffix("#" + $0) })
        {
            return nil
        }
    }
}
