import AWSOperations
import Locking
import Timestamps

/// Queues: create, look up, set up, delete.
extension SQSService {
    func createQueue(_ input: CreateQueue, _ context: MockContext) throws(AWSError) -> CreateQueue.Output {
        guard let name = input.queueName else { throw AWSError.missingQueueParameter("QueueName") }
        guard !name.hasSuffix(".fifo") else {
            throw AWSError.sqs("UnsupportedOperation", "mock-aws has no FIFO queues.")
        }
        guard QueueName.isValid(name) else {
            throw AWSError.invalidQueueParameter(
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length")
        }
        let queueName = QueueName(account: context.account, region: context.region, name: name)
        var queue = MessageQueue(name: queueName, created: context.now)
        try queue.attributes.set(input.attributes ?? [:])
        queue.tags = input.tags ?? [:]
        let new = queue
        try queues.withLock { queues throws(AWSError) in
            guard let existing = queues[queueName] else {
                queues[queueName] = new
                return
            }
            let (wanted, found) = (new.attributes.all, existing.attributes.all)
            for attribute in (input.attributes ?? [:]).keys.sorted() where wanted[attribute] != found[attribute] {
                throw AWSError.sqs(
                    "QueueNameExists", old: "QueueAlreadyExists",
                    "A queue already exists with the same name and a different value for attribute \(attribute)")
            }
        }
        return CreateQueue.Output(queueURL: SQSService.url(queueName, context))
    }

    /// The URL at which the client found the server.
    private static func url(_ name: QueueName, _ context: MockContext) -> String {
        "\(context.endpoint)/\(name.account)/\(name.name)"
    }

    func getQueueURL(_ input: GetQueueUrl, _ context: MockContext) throws(AWSError) -> GetQueueUrl.Output {
        guard let name = input.queueName else { throw AWSError.missingQueueParameter("QueueName") }
        let queueName = QueueName(
            account: input.queueOwnerAWSAccountID ?? context.account, region: context.region, name: name)
        guard queues.withLock({ $0[queueName] != nil }) else { throw AWSError.noSuchQueue }
        return GetQueueUrl.Output(queueURL: SQSService.url(queueName, context))
    }

    func getQueueAttributes(
        _ input: GetQueueAttributes, _ context: MockContext
    ) throws(AWSError) -> GetQueueAttributes.Output {
        let names = input.attributeNames ?? []
        for name in names where !QueueAttributes.isKnown(name) {
            throw AWSError.sqs("InvalidAttributeName", "Unknown Attribute \(name).")
        }
        let all = try withQueue(input.queueURL, context) { queue throws(AWSError) in
            queue.expire(context.now)
            var all = queue.attributes.all
            let counts = queue.counts(context.now)
            all["QueueArn"] = queue.name.arn
            all["CreatedTimestamp"] = String(queue.created.seconds)
            all["LastModifiedTimestamp"] = String(queue.modified.seconds)
            all["ApproximateNumberOfMessages"] = String(counts.visible)
            all["ApproximateNumberOfMessagesNotVisible"] = String(counts.inFlight)
            all["ApproximateNumberOfMessagesDelayed"] = String(counts.delayed)
            return all
        }
        let found = names.contains("All") ? all : all.filter { names.contains($0.key) }
        return GetQueueAttributes.Output(attributes: found.isEmpty ? nil : found)
    }

    func setQueueAttributes(_ input: SetQueueAttributes, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        guard let attributes = input.attributes else { throw AWSError.missingQueueParameter("Attribute") }
        try withQueue(input.queueURL, context) { queue throws(AWSError) in
            try queue.attributes.set(attributes)
            queue.modified = context.now
        }
        return EmptyOutput()
    }

    func deleteQueue(_ input: DeleteQueue, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        let name = try SQSService.name(input.queueURL, context)
        guard queues.withLock({ $0.removeValue(forKey: name) != nil }) else { throw AWSError.noSuchQueue }
        return EmptyOutput()
    }

    func tagQueue(_ input: TagQueue, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        guard let tags = input.tags else { throw AWSError.missingQueueParameter("Tags") }
        try withQueue(input.queueURL, context) { queue throws(AWSError) in queue.tags.merge(tags) { $1 } }
        return EmptyOutput()
    }

    func listQueueTags(_ input: ListQueueTags, _ context: MockContext) throws(AWSError) -> ListQueueTags.Output {
        let tags = try withQueue(input.queueURL, context) { queue throws(AWSError) in queue.tags }
        return ListQueueTags.Output(tags: tags.isEmpty ? nil : tags)
    }
}
