import AWSOperations
import Locking
import Timestamps

/// ReceiveMessage, with long polling and the way to the dead-letter queue.
extension SQSService {
    func receiveMessage(
        _ input: ReceiveMessage, _ context: MockContext
    ) throws(AWSError) -> (now: ReceiveMessage.Output, later: HandlerTable.Later<ReceiveMessage.Output>?) {
        try SQSService.check(input)
        let name = try SQSService.name(input.queueURL, context)
        let messages = try receive(input, from: name, now: context.now)
        let waitTime = queues.withLock { $0[name]?.attributes.waitTimeSeconds } ?? 0
        let seconds = input.waitTimeSeconds ?? waitTime
        guard messages == nil, seconds > 0 else { return (ReceiveMessage.Output(messages: messages), nil) }
        return (
            ReceiveMessage.Output(),
            { () async throws(AWSError) -> ReceiveMessage.Output in
                let found = try await self.wait(seconds) { now throws(AWSError) in
                    try self.receive(input, from: name, now: now)
                }
                return ReceiveMessage.Output(messages: found)
            }
        )
    }

    private static func check(_ input: ReceiveMessage) throws(AWSError) {
        func check(_ name: String, _ value: Int?, _ range: ClosedRange<Int>) throws(AWSError) {
            guard let value, !range.contains(value) else { return }
            throw AWSError.invalidQueueParameter(
                name, String(value), "Must be between \(range.lowerBound) and \(range.upperBound), if provided.")
        }
        try check("MaxNumberOfMessages", input.maxNumberOfMessages, 1...10)
        try check("VisibilityTimeout", input.visibilityTimeout, 0...43_200)
        try check("WaitTimeSeconds", input.waitTimeSeconds, 0...20)
    }

    /// Takes messages now; nil where there are none.
    private func receive(
        _ input: ReceiveMessage, from name: QueueName, now: Timestamp
    ) throws(AWSError) -> [SQSMessage]? {
        let received = try queues.withLock { queues throws(AWSError) in
            guard var queue = queues[name] else { throw AWSError.noSuchQueue }
            queues[name] = nil
            let (received, dead) = queue.receive(
                input.maxNumberOfMessages ?? 1,
                visibilityTimeout: input.visibilityTimeout ?? queue.attributes.visibilityTimeout, now: now)
            queues[name] = queue
            if let redrive = queue.attributes.redrive {
                for var message in dead {
                    message.deadLetterSource = name.arn
                    message.visible = now
                    // Without the target the message is lost, as it would be with a target that was deleted.
                    queues[redrive.target]?.append(message)
                }
            }
            return received
        }
        guard !received.isEmpty else { return nil }
        return received.map { SQSService.message($0, input) }
    }

    private static func message(_ received: MessageQueue.Received, _ input: ReceiveMessage) -> SQSMessage {
        let message = received.message
        let wanted = (input.attributeNames ?? []) + (input.messageSystemAttributeNames ?? [])
        let system = message.systemAttributes.filter { wanted.contains("All") || wanted.contains($0.key) }
        let names = input.messageAttributeNames ?? []
        let attributes = message.attributes.filter { attribute in
            names.contains { name in
                name == "All" || name == ".*" || name == attribute.key
                    || (name.hasSuffix(".*") && attribute.key.hasPrefix(name.dropLast(1)))
            }
        }
        return SQSMessage(
            messageID: message.id, receiptHandle: received.handle.text, md5OfBody: message.md5, body: message.body,
            attributes: system.isEmpty ? nil : system, md5OfMessageAttributes: QueuedMessage.digest(of: attributes),
            messageAttributes: attributes.isEmpty ? nil : attributes)
    }
}
