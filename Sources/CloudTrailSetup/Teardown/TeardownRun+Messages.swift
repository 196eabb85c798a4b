import AWSClient
import AWSOperations
import JSON

/// Subscription, topic and queue.
extension TeardownRun {
    func messages() async throws {
        let queue = try await client.foundQueue(of: design)
        var topics: [FoundTopic] = []
        if let topic = try await client.foundTopic(of: design, besides: others) { topics.append(topic) }
        var ours = policies.queue
        for former in try await client.formerTopics(of: design, in: queue?.policy, besides: others) {
            ours += TrailPolicies(former.design).queue
            if let topic = former.topic { topics.append(topic) }
        }
        // A queue that gets what others have a topic say is theirs as well: this is found out before anything goes.
        let keeper = topics.first { $0.subscription != nil && $0.user != nil }
        var isSubscribed = false
        for topic in topics {
            let isOurs = topic.isOurs || queue?.isOurs == true
            if let subscription = topic.subscription {
                if isOurs, topic.user == nil, let arn = subscription.subscriptionARN, arn.hasPrefix("arn:") {
                    _ = try await client.send(Unsubscribe(subscriptionARN: arn))
                    report("subscription", .removed)
                } else {
                    isSubscribed = true
                }
            }
            try await remove(topic)
        }
        guard let queue else { return }
        if queue.isOurs, let keeper {
            return report("queue \(design.queue), which gets what the topic \(keeper.name) says\(keeper.use)", .kept)
        }
        try await remove(queue, ours: ours, isSubscribed: isSubscribed)
    }

    private func remove(_ topic: FoundTopic) async throws {
        let title = "topic \(topic.name)"
        if let reason = reasonToKeep(topic) {
            // A topic cannot be without any statement.
            var policy = topic.policy
            if isTrailGoing, policy?.remove(TrailPolicies(topic.design).topic) == true, let policy,
                !policy.statements.isEmpty
            {
                _ = try await client.send(
                    SetTopicAttributes(
                        topicARN: topic.design.topicARN, attributeName: "Policy", attributeValue: policy.text))
                report("the trail's statement in the policy of the \(title)", .removed)
            }
            return report(title + reason, .kept)
        }
        _ = try await client.send(DeleteTopic(topicARN: topic.design.topicARN))
        report(title, .removed)
    }

    /// Why the topic stays; nil where it can go.
    private func reasonToKeep(_ topic: FoundTopic) -> String? {
        guard topic.isOurs else { return "" }
        if topic.user != nil { return topic.use }
        // A trail that stays notifies the topic, and the queue goes all the same.
        if let trail = others.first(where: { $0.snsTopicARN == topic.design.topicARN }) {
            return ", which the trail \(trail.name ?? "") uses"
        }
        let isAlone = topic.subscriptions.allSatisfy { $0.isOfQueue(design.queueARN) }
        return isAlone ? nil : ", which has other subscriptions"
    }

    private func remove(_ queue: FoundQueue, ours: [JSONValue], isSubscribed: Bool) async throws {
        let title = "queue \(design.queue)"
        let isUsed = queue.policy?.letsOthersIn(besides: ours) == true
        guard queue.isOurs, !isUsed else {
            var policy = queue.policy
            if !isSubscribed, policy?.remove(ours) == true, let policy {
                _ = try await client.send(
                    SetQueueAttributes(
                        queueURL: queue.url, attributes: ["Policy": policy.statements.isEmpty ? "" : policy.text]))
                report("the topic's statement in the policy of the \(title)", .removed)
            }
            return report(title + (queue.isOurs ? ", whose policy lets others use it" : ""), .kept)
        }
        _ = try await client.send(DeleteQueue(queueURL: queue.url))
        report(title, .removed)
    }
}
