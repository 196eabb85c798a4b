import AWSOperations
import Locking

/// A message that was received and is not done with.
final class HeldMessage: Sendable {
    /// A receipt of a message: its handle, and how often it was received by then.
    struct Receipt: Sendable {
        var handle: String
        var receiveCount: Int
    }

    private struct State {
        var receipt: Receipt
        var keeper: Task<Void, Never>?
        var isReleased = false
    }

    let id: String
    let body: String
    /// The message as it was received first.
    let message: SQSMessage
    private let state: Locked<State>

    /// Takes a message; nil where SQS left out what cannot be missing.
    init?(_ message: SQSMessage) {
        guard let id = message.messageID, let body = message.body, let receipt = Receipt(message) else { return nil }
        self.id = id
        self.body = body
        self.message = message
        state = Locked(State(receipt: receipt))
    }

    /// The last receipt.
    var receipt: Receipt { state.withLock { $0.receipt } }

    /// Has the visibility of the last receipt kept up from now on, instead of that of an earlier one.
    ///
    /// Of a message that was released meanwhile nothing is kept up: nobody would end it before its twelve hours.
    func keep(_ receipt: Receipt? = nil, by keeper: Task<Void, Never>) {
        let outdated: Task<Void, Never>? = state.withLock { state in
            guard !state.isReleased else { return keeper }
            if let receipt { state.receipt = receipt }
            return exchange(&state.keeper, with: keeper)
        }
        outdated?.cancel()
    }

    /// Lets the visibility run out.
    func release() {
        let keeper = state.withLock { state in
            state.isReleased = true
            return exchange(&state.keeper, with: nil)
        }
        keeper?.cancel()
    }
}

extension HeldMessage.Receipt {
    init?(_ message: SQSMessage) {
        guard let handle = message.receiptHandle else { return nil }
        self.init(
            handle: handle, receiveCount: message.attributes?["ApproximateReceiveCount"].flatMap { Int($0) } ?? 1)
    }
}
