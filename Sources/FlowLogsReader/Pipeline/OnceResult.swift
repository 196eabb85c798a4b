import Locking

/// A value that the task that lists finds out before the workers begin.
final class OnceResult<Value: Sendable>: Sendable {
    private let stored = Locked<Value?>(nil)

    /// The value; nil until it is set.
    var value: Value? { stored.withLock { $0 } }

    /// Sets the value.
    func set(_ value: Value) {
        stored.withLock { $0 = value }
    }
}
