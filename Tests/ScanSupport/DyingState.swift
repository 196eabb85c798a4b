import CloudTrailReader
import Locking

/// A state that takes nothing more after some changes, as if the process had been killed.
public struct DyingState: ScanStateStore {
    private let base: any ScanStateStore
    private let left: Locked<Int>

    /// Creates a state that dies.
    ///
    /// - Parameters:
    ///   - base: where the changes before go to.
    ///   - count: how many changes that is.
    public init(_ base: any ScanStateStore, after count: Int) {
        self.base = base
        left = Locked(count)
    }

    private func live() throws {
        let isDead = left.withLock { left in
            left -= 1
            return left < 0
        }
        if isDead { throw CollectingSink.Crash() }
    }

    /// Asks the base.
    public func closedDates(in folder: String) async throws -> Set<ScanDate> {
        try await base.closedDates(in: folder)
    }

    /// Asks the base.
    public func seen(on day: ScanDay) async throws -> SeenDay { try await base.seen(on: day) }

    /// Changes the base while it lives.
    public func record(_ objects: [ScanObject]) async throws {
        try live()
        try await base.record(objects)
    }

    /// Changes the base while it lives.
    public func close(_ day: ScanDay, as closed: ClosedDay) async throws {
        try live()
        try await base.close(day, as: closed)
    }

    /// Changes the base while it lives.
    public func reopen(_ day: ScanDay) async throws {
        try live()
        try await base.reopen(day)
    }
}
