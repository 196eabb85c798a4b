import Locking

/// Which events were delivered lately, by their `eventID`: for a sink that leaves out what comes twice.
///
/// Memory is fixed: 24 MB for the usual million events. An event counts only when its object was delivered, so that
/// nothing is missed if one of two copies fails. Shared by the readers, and committed to by one delivery at a time.
public final class EventWindow: Sendable {
    private let recent: Locked<RecentIdentifiers>

    /// Creates a window of the last `capacity` events.
    public init(capacity: Int = 1_000_000) {
        recent = Locked(RecentIdentifiers(capacity: capacity))
    }

    /// Whether an event was delivered.
    public func contains(_ event: HashedIdentifier) -> Bool {
        recent.withLock { $0.contains(event) }
    }

    /// Makes sure that none of these events was delivered since they were looked up.
    ///
    /// - Throws: ``ReadObjectAgain`` where one was.
    public func check(_ events: some Collection<HashedIdentifier> & Sendable) throws(ReadObjectAgain) {
        guard recent.withLock({ recent in !events.contains { recent.contains($0) } }) else { throw ReadObjectAgain() }
    }

    /// Enters events that were delivered.
    public func commit(_ events: some Collection<HashedIdentifier> & Sendable) {
        recent.withLock { recent in
            for event in events { recent.insert(event) }
        }
    }
}
