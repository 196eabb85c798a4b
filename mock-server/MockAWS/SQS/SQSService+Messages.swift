import AWSOperations

/// Messages: send, delete, hide.
extension SQSService {
    func sendMessage(_ input: SendMessage, _ context: MockContext) throws(AWSError) -> SendMessage.Output {
        guard let body = input.messageBody, !body.isEmpty else { throw AWSError.missingQueueParameter("MessageBody") }
        if let delay = input.delaySeconds, !(0...900).contains(delay) {
            throw AWSError.invalidQueueParameter(
                "DelaySeconds", String(delay), "DelaySeconds must be >= 0 and <= 900.")
        }
        guard SQSService.isText(body) else {
            throw AWSError.sqs(
                "InvalidMessageContents",
                "Invalid characters found. Valid unicode characters are #x9 | "
                    + "#xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF")
        }
        let attributes = input.messageAttributes ?? [:]
        guard attributes.count <= 10 else {
            throw AWSError.invalidQueueParameter(
                "Number of message attributes [\(attributes.count)] exceeds the allowed maximum [10].")
        }
        for (name, attribute) in attributes { try SQSService.check(attribute, name) }
        let trace = input.messageSystemAttributes?["AWSTraceHeader"]?.stringValue
        let sender = context.caller?.userID ?? context.account
        let message = try withQueue(input.queueURL, context) { queue throws(AWSError) in
            let message = QueuedMessage(
                id: RequestIDs.uuid(), body: body, attributes: attributes, traceHeader: trace, senderID: sender,
                sent: context.now, delaySeconds: input.delaySeconds ?? queue.attributes.delaySeconds)
            guard message.size <= queue.attributes.maximumMessageSize else {
                throw AWSError.invalidQueueParameter(
                    "One or more parameters are invalid. Reason: Message must be shorter than "
                        + "\(queue.attributes.maximumMessageSize) bytes.")
            }
            queue.append(message)
            return message
        }
        return SendMessage.Output(
            md5OfMessageBody: message.md5, md5OfMessageAttributes: QueuedMessage.digest(of: attributes),
            messageID: message.id)
    }

    private static func check(_ attribute: SQSMessageAttribute, _ name: String) throws(AWSError) {
        let kind = (attribute.dataType ?? "").prefix { $0 != "." }
        let isBinary = kind == "Binary"
        guard isBinary || kind == "String" || kind == "Number" else {
            throw AWSError.invalidQueueParameter(
                "The type of message (user) attribute '\(name)' is invalid. You must use only the following supported "
                    + "type prefixes: Binary, Number, String.")
        }
        guard isBinary ? attribute.binaryValue?.isEmpty == false : attribute.stringValue?.isEmpty == false else {
            throw AWSError.invalidQueueParameter(
                "Message (user) attribute '\(name)' must contain a non-empty value of type '\(kind)'.")
        }
    }

    /// Whether XML can hold the text: SQS API reference, "SendMessage".
    private static func isText(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
            default: false
            }
        }
    }

    func deleteMessage(_ input: DeleteMessage, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        guard let text = input.receiptHandle else { throw AWSError.missingQueueParameter("ReceiptHandle") }
        try withQueue(input.queueURL, context) { queue throws(AWSError) in
            queue.delete(try SQSService.handle(text, queue))
        }
        return EmptyOutput()
    }

    func deleteMessageBatch(
        _ input: DeleteMessageBatch, _ context: MockContext
    ) throws(AWSError) -> DeleteMessageBatch.Output {
        let entries = input.entries ?? []
        try SQSService.checkBatch(entries.map { $0.id ?? "" })
        return try withQueue(input.queueURL, context) { queue throws(AWSError) in
            var output = DeleteMessageBatch.Output(successful: [], failed: [])
            for entry in entries {
                do throws(AWSError) {
                    queue.delete(try SQSService.handle(entry.receiptHandle ?? "", queue))
                    output.successful?.append(DeleteMessageBatch.Success(id: entry.id))
                } catch {
                    output.failed?.append(
                        DeleteMessageBatch.Failure(
                            id: entry.id, senderFault: true, code: error.code, message: error.message))
                }
            }
            return output
        }
    }

    /// A batch has one to ten entries with ids of their own.
    private static func checkBatch(_ ids: [String]) throws(AWSError) {
        let prefix = "AWS.SimpleQueueService."
        guard !ids.isEmpty else {
            throw AWSError.sqs(
                "EmptyBatchRequest", old: prefix + "EmptyBatchRequest",
                "There should be at least one DeleteMessageBatchRequestEntry in the request.")
        }
        guard ids.count <= 10 else {
            throw AWSError.sqs(
                "TooManyEntriesInBatchRequest", old: prefix + "TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent \(ids.count).")
        }
        guard ids.allSatisfy(QueueName.isValid) else {
            throw AWSError.sqs(
                "InvalidBatchEntryId", old: prefix + "InvalidBatchEntryId",
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most "
                    + "80 letters long.")
        }
        guard Set(ids).count == ids.count else {
            throw AWSError.sqs(
                "BatchEntryIdsNotDistinct", old: prefix + "BatchEntryIdsNotDistinct",
                "Two or more batch entries in the request have the same Id.")
        }
    }

    func changeMessageVisibility(
        _ input: ChangeMessageVisibility, _ context: MockContext
    ) throws(AWSError) -> EmptyOutput {
        guard let text = input.receiptHandle else { throw AWSError.missingQueueParameter("ReceiptHandle") }
        guard let seconds = input.visibilityTimeout else { throw AWSError.missingQueueParameter("VisibilityTimeout") }
        guard (0...43_200).contains(seconds) else {
            throw AWSError.invalidQueueParameter(
                "VisibilityTimeout", String(seconds), "VisibilityTimeout must be >= 0 and <= 43200.")
        }
        let change = try withQueue(input.queueURL, context) { queue throws(AWSError) in
            queue.expire(context.now)
            return queue.changeVisibility(try SQSService.handle(text, queue), seconds: seconds, now: context.now)
        }
        switch change {
        case .done: return EmptyOutput()
        case .unknown:
            throw AWSError.invalidQueueParameter(
                "ReceiptHandle", text, "Message does not exist or is not available for visibility timeout change.")
        case .notInFlight:
            throw AWSError.sqs(
                "MessageNotInflight", old: "AWS.SimpleQueueService.MessageNotInflight",
                "The specified message isn't in flight.")
        }
    }

    /// Reads a handle, which must be one of this queue.
    private static func handle(_ text: String, _ queue: MessageQueue) throws(AWSError) -> ReceiptHandle {
        guard let handle = ReceiptHandle(text), handle.queue == queue.name.arn else {
            throw AWSError.invalidReceiptHandle(text)
        }
        return handle
    }
}
