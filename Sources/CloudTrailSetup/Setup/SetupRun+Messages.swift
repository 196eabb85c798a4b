import AWSClient
import AWSOperations

/// Topic, queue, their policies, and the subscription.
extension SetupRun {
    func topic() async throws {
        if try await client.topicAttributes(design.topicARN) != nil {
            return report("topic \(design.topic)", .unchanged)
        }
        _ = try await client.send(CreateTopic(name: design.topic, tags: design.snsTags))
        report("topic \(design.topic)", .created)
    }

    func topicPolicy() async throws {
        let attributes = try await client.topicAttributes(design.topicARN)
        var policy = try PolicyDocument.reading(attributes?["Policy"], of: "topic \(design.topic)")
        guard policy.put(policies.topic) else { return report("topic policy", .unchanged) }
        let call = SetTopicAttributes(
            topicARN: design.topicARN, attributeName: "Policy", attributeValue: policy.text)
        try await propagation.of(.topic) { _ = try await client.send(call) }
        report("topic policy", .changed)
    }

    func queue() async throws -> String {
        if let url = try await client.queueURL(design.queue) {
            report("queue \(design.queue)", .unchanged)
            return url
        }
        let call = CreateQueue(
            queueName: design.queue,
            attributes: Dictionary(design.queueAttributes.map { ($0.key, $0.value) }) { first, _ in first },
            tags: design.sqsTags)
        let made = try await propagation.of(.queueName) { try await client.send(call) }
        guard let url = made.queueURL else { throw SetupError("sqs:CreateQueue answered no URL for \(design.queue)") }
        report("queue \(design.queue)", .created)
        return url
    }

    func queuePolicy(_ url: String) async throws {
        let attributes = try await propagation.of(.queue) {
            try await client.send(GetQueueAttributes(queueURL: url, attributeNames: ["Policy"])).attributes
        }
        var policy = try PolicyDocument.reading(attributes?["Policy"], of: "queue \(design.queue)")
        guard policy.put(policies.queue) else { return report("queue policy", .unchanged) }
        let call = SetQueueAttributes(queueURL: url, attributes: ["Policy": policy.text])
        try await propagation.of(.queue) { _ = try await client.send(call) }
        report("queue policy", attributes?["Policy"] == nil ? .created : .changed)
    }

    func subscription() async throws {
        if try await client.subscription(of: design) != nil { return report("subscription", .unchanged) }
        let call = Subscribe(topicARN: design.topicARN, protocol: "sqs", endpoint: design.queueARN)
        try await propagation.of(.topic) { _ = try await client.send(call) }
        report("subscription", .created)
    }
}
