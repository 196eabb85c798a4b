import AWSOperations
import HTTPServer
import Locking
import Timestamps

/// The Simple Queue Service: standard queues in memory.
///
/// Times go by the world's clock: where that stands still, nothing becomes visible again.
final class SQSService: MockService {
    let queues = Locked<[QueueName: MessageQueue]>([:])
    private let clock: @Sendable () -> Timestamp
    private let sleep: @Sendable (Duration) async throws -> Void

    /// Creates the service without any queue.
    ///
    /// - Parameters:
    ///   - world: its clock tells those who wait what time it is.
    ///   - sleep: waits without holding a thread.
    init(
        world: World,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await HandlerThreads.shared.sleep(for: $0) }
    ) {
        let clock = world.clock
        self.clock = { clock.now }
        self.sleep = sleep
    }

    func register(in table: inout HandlerTable) {
        table.on(CreateQueue.self, createQueue)
        table.on(GetQueueUrl.self, getQueueURL)
        table.on(GetQueueAttributes.self, getQueueAttributes)
        table.on(SetQueueAttributes.self, setQueueAttributes)
        table.on(DeleteQueue.self, deleteQueue)
        table.on(TagQueue.self, tagQueue)
        table.on(ListQueueTags.self, listQueueTags)
        table.on(SendMessage.self, sendMessage)
        table.onWaiting(ReceiveMessage.self, receiveMessage)
        table.on(DeleteMessage.self, deleteMessage)
        table.on(DeleteMessageBatch.self, deleteMessageBatch)
        table.on(ChangeMessageVisibility.self, changeMessageVisibility)
    }

    /// The queue that a request names: by its URL, or in the query protocol by the path.
    static func name(_ url: String?, _ context: MockContext) throws(AWSError) -> QueueName {
        guard let url = url ?? (context.path == "/" ? nil : context.path) else {
            throw AWSError.missingQueueParameter("QueueUrl")
        }
        guard let name = QueueName(url: url, region: context.region) else {
            throw AWSError.sqs("InvalidAddress", "The address \(url) is not valid for this endpoint.", status: 404)
        }
        return name
    }

    /// Changes the queue that a request names.
    func withQueue<Result: Sendable>(
        _ url: String?, _ context: MockContext,
        _ body: @Sendable (inout MessageQueue) throws(AWSError) -> Result
    ) throws(AWSError) -> Result {
        let name = try SQSService.name(url, context)
        return try queues.withLock { queues throws(AWSError) in
            guard var queue = queues[name] else { throw AWSError.noSuchQueue }
            // So that the queue is changed in place, and not copied.
            queues[name] = nil
            defer { queues[name] = queue }
            return try body(&queue)
        }
    }

    /// Puts a message of another service into a queue, whose policy is asked `question` if there is one.
    ///
    /// False where there is no such queue, or its policy does not allow it.
    func deliver(
        _ body: String, attributes: [String: SQSMessageAttribute] = [:], to arn: String, sender: String,
        now: Timestamp, asking question: PolicyDocument.Question? = nil
    ) -> Bool {
        guard let name = QueueName(arn: arn) else { return false }
        return queues.withLock { queues in
            guard let settings = queues[name]?.attributes else { return false }
            if let question {
                let policy = settings.values["Policy"].flatMap { PolicyDocument($0) }
                guard policy?.allows(question) == true else { return false }
            }
            queues[name]?.append(
                QueuedMessage(
                    id: RequestIDs.uuid(), body: body, attributes: attributes, senderID: sender, sent: now,
                    delaySeconds: settings.delaySeconds))
            return true
        }
    }

    /// Whether there is a queue with this ARN.
    func exists(_ arn: String) -> Bool {
        guard let name = QueueName(arn: arn) else { return false }
        return queues.withLock { $0[name] != nil }
    }

    /// Asks `body` again and again until it has something, the time is over, or the client has gone.
    ///
    /// A client that has gone gets no message: nobody would see it before its visibility timeout is over.
    ///
    /// - Parameters:
    ///   - seconds: how long.
    ///   - body: what is asked; gets the time.
    /// - Returns: what it had last.
    /// - Throws: what `body` throws.
    func wait<Result: Sendable>(
        _ seconds: Int, _ body: @Sendable (Timestamp) throws(AWSError) -> Result?
    ) async throws(AWSError) -> Result? {
        let step = Duration.milliseconds(25)
        var left = Duration.seconds(seconds)
        while left > .zero {
            do {
                try await sleep(min(step, left))
            } catch {
                return nil  // the server stops
            }
            left -= step
            if WaitingClient.current.isGone { return nil }
            if let result = try body(clock()) { return result }
        }
        return nil
    }
}
