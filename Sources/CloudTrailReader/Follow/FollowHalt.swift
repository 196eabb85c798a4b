import Locking

/// What ended the following, once something has.
final class FollowHalt: Sendable {
    private let first = Locked<(any Error)?>(nil)
    /// Raised when it is set.
    let interrupt = ReadingInterrupt()

    /// Whether nothing more is to be begun or delivered.
    var isSet: Bool { interrupt.isRaised }

    /// What came first.
    var error: (any Error)? { first.withLock { $0 } }

    /// Ends the following; what comes later is forgotten.
    func set(_ error: any Error) {
        first.withLock { $0 = $0 ?? error }
        interrupt.raise()
    }
}
