import Locking

/// Tells a running scan to end with what it has in hand.
public final class ReadingInterrupt: Sendable {
    private let raised = Locked(false)

    /// Creates an interrupt that is not raised.
    public init() {}

    /// Whether the scan is to end.
    public var isRaised: Bool { raised.withLock { $0 } }

    /// Lets no further object begin; those that were begun are read and recorded.
    public func raise() {
        raised.withLock { $0 = true }
    }
}
