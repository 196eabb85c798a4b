import AWSOperations
import Locking

/// The messages in hand, each once, whose visibility is kept up.
final class HeldMessages: Sendable {
    /// What becomes of a message that was received.
    enum Taken {
        /// It is in hand now.
        case new(HeldMessage)
        /// It was in hand already; its new handle took the place of the old one.
        case again
        /// SQS left out what cannot be missing.
        case unusable
    }

    private let messages = Locked<[String: HeldMessage]>([:])
    private let keeper: VisibilityKeeper

    init(keeper: VisibilityKeeper) {
        self.keeper = keeper
    }

    /// Takes a message that was received just now.
    func take(_ message: SQSMessage) -> Taken {
        guard let new = HeldMessage(message) else { return .unusable }
        let held: HeldMessage? = messages.withLock { messages in
            if let held = messages[new.id] { return held }
            messages[new.id] = new
            return nil
        }
        let receipt = new.receipt
        let task = Task { [keeper] in await keeper.keep(receipt.handle) }
        guard let held else {
            new.keep(by: task)
            return .new(new)
        }
        held.keep(receipt, by: task)
        return .again
    }

    /// Lets a message go.
    func release(_ message: HeldMessage) {
        messages.withLock { $0[message.id] = nil }
        message.release()
    }
}
