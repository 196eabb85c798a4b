import AWSClient
import AWSOperations

/// Subscription, topic and queue.
extension TeardownRun {
    func messages() async throws {
        let topic = try await client.topicAttributes(design.topicARN)
        let topicIsOurs = topic == nil ? false : design.made(try await client.topicTags(design.topicARN))
        let url = try await client.queueURL(design.queue)
        let queueIsOurs =
            if let url { design.made(try await client.send(ListQueueTags(queueURL: url)).tags) } else { false }
        var isSubscribed = false
        if topic != nil, let subscription = try await client.subscription(of: design) {
            isSubscribed = true
            if topicIsOurs || queueIsOurs, let arn = subscription.subscriptionARN, arn.hasPrefix("arn:") {
                _ = try await client.send(Unsubscribe(subscriptionARN: arn))
                report("subscription", .removed)
                isSubscribed = false
            }
        }
        if let topic { try await self.topic(topic, isOurs: topicIsOurs) }
        if let url { try await queue(url, isOurs: queueIsOurs, isSubscribed: isSubscribed) }
    }

    private func topic(_ attributes: [String: String], isOurs: Bool) async throws {
        let title = "topic \(design.topic)"
        var policy = PolicyDocument(attributes["Policy"])
        if let reason = try await reasonToKeepTopic(isOurs: isOurs, policy: policy) {
            // A topic cannot be without any statement.
            if isTrailGone, policy?.remove(policies.topic) == true, let policy, !policy.statements.isEmpty {
                _ = try await client.send(
                    SetTopicAttributes(
                        topicARN: design.topicARN, attributeName: "Policy", attributeValue: policy.text))
                report("the trail's statement in the policy of the \(title)", .removed)
            }
            return report(title + reason, .kept)
        }
        _ = try await client.send(DeleteTopic(topicARN: design.topicARN))
        report(title, .removed)
    }

    /// Why the topic stays; nil where it can go.
    private func reasonToKeepTopic(isOurs: Bool, policy: PolicyDocument?) async throws -> String? {
        guard isOurs else { return "" }
        if let trail = others.first(where: { $0.snsTopicARN == design.topicARN }) {
            return ", which the trail \(trail.name ?? "") uses"
        }
        if policy?.serves(besides: design.trailARN) == true { return ", whose policy lets others use it" }
        let subscriptions = try await client.subscriptions(to: design.topicARN)
        return subscriptions.allSatisfy { $0.isOfQueue(design.queueARN) } ? nil : ", which has other subscriptions"
    }

    private func queue(_ url: String, isOurs: Bool, isSubscribed: Bool) async throws {
        let title = "queue \(design.queue)"
        let attributes = try await client.send(GetQueueAttributes(queueURL: url, attributeNames: ["Policy"])).attributes
        var policy = PolicyDocument(attributes?["Policy"])
        let isUsed = policy?.serves(besides: design.topicARN) == true
        guard isOurs, !isUsed else {
            if !isSubscribed, policy?.remove(policies.queue) == true, let policy {
                _ = try await client.send(
                    SetQueueAttributes(
                        queueURL: url, attributes: ["Policy": policy.statements.isEmpty ? "" : policy.text]))
                report("the topic's statement in the policy of the \(title)", .removed)
            }
            return report(title + (isOurs ? ", whose policy lets others use it" : ""), .kept)
        }
        _ = try await client.send(DeleteQueue(queueURL: url))
        report(title, .removed)
    }
}
