import AWSOperations
import Timestamps

/// A queue with its messages.
struct MessageQueue: Sendable {
    var name: QueueName
    var created: Timestamp
    var modified: Timestamp
    var attributes = QueueAttributes()
    var tags: [String: String] = [:]
    /// The messages by their place.
    private(set) var messages: [UInt64: QueuedMessage] = [:]
    /// The places in the order of arrival; those of deleted messages stay for a while.
    private var order: [UInt64] = []
    private var lastSequence: UInt64 = 0

    /// How many messages may be in flight: SQS Developer Guide, "Quotas".
    static let inFlightLimit = 120_000

    init(name: QueueName, created: Timestamp) {
        self.name = name
        self.created = created
        modified = created
    }

    /// Puts a message at the end.
    mutating func append(_ message: QueuedMessage) {
        lastSequence += 1
        messages[lastSequence] = message
        order.append(lastSequence)
    }

    /// Drops what is older than the queue keeps messages.
    mutating func expire(_ now: Timestamp) {
        let oldest = now.adding(seconds: -Int64(attributes.retentionSeconds))
        var gone = 0
        for sequence in order {
            if let message = messages[sequence] {
                guard message.sent <= oldest else { break }
                messages[sequence] = nil
            }
            gone += 1
        }
        order.removeFirst(gone)
    }

    /// What a receipt takes out.
    struct Received: Sendable {
        var handle: ReceiptHandle
        var message: QueuedMessage
    }

    /// Takes up to `count` messages.
    ///
    /// - Parameters:
    ///   - count: how many at most.
    ///   - visibilityTimeout: how long they are hidden, in seconds.
    ///   - now: the time.
    /// - Returns: the messages, and those that were received too often already, which left the queue.
    mutating func receive(
        _ count: Int, visibilityTimeout: Int, now: Timestamp
    ) -> (received: [Received], dead: [QueuedMessage]) {
        expire(now)
        var received: [Received] = []
        var dead: [QueuedMessage] = []
        for sequence in order where received.count < count {
            guard var message = messages[sequence], message.visible <= now else { continue }
            if let redrive = attributes.redrive, message.receiveCount >= redrive.maxReceiveCount {
                messages[sequence] = nil
                dead.append(message)
                continue
            }
            message.receiveCount += 1
            message.receipt += 1
            message.firstReceived = message.firstReceived ?? now
            message.visible = now.adding(seconds: Int64(visibilityTimeout))
            messages[sequence] = message
            received.append(
                Received(
                    handle: ReceiptHandle(queue: name.arn, sequence: sequence, receipt: message.receipt),
                    message: message))
        }
        compact()
        return (received, dead)
    }

    /// Deletes a message by its last receipt; a handle of an earlier one deletes nothing, and succeeds as in AWS.
    mutating func delete(_ handle: ReceiptHandle) {
        guard messages[handle.sequence]?.receipt == handle.receipt else { return }
        messages[handle.sequence] = nil
        compact()
    }

    /// What becomes of a change of visibility.
    enum Change: Sendable { case done, unknown, notInFlight }

    /// Hides a message for `seconds` from now.
    mutating func changeVisibility(_ handle: ReceiptHandle, seconds: Int, now: Timestamp) -> Change {
        guard let message = messages[handle.sequence], message.receipt == handle.receipt else { return .unknown }
        guard message.visible > now else { return .notInFlight }
        messages[handle.sequence]?.visible = now.adding(seconds: Int64(seconds))
        return .done
    }

    /// How many messages there are: to receive, received, and delayed.
    func counts(_ now: Timestamp) -> (visible: Int, inFlight: Int, delayed: Int) {
        var counts = (visible: 0, inFlight: 0, delayed: 0)
        for message in messages.values {
            if message.visible <= now {
                counts.visible += 1
            } else if message.receiveCount > 0 {
                counts.inFlight += 1
            } else {
                counts.delayed += 1
            }
        }
        return counts
    }

    private mutating func compact() {
        guard order.count > 2 * messages.count + 64 else { return }
        order.removeAll { messages[$0] == nil }
    }
}
