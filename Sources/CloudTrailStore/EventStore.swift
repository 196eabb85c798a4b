import CloudTrail
import CloudTrailReader
import Foundation
import GRDB

/// An SQLite file of events, each of them once.
///
/// The table `events` has a row for each `eventID`: columns to search by, and the record's own bytes in `json`. Any
/// program that knows SQLite reads it, while it is written to as well. Several processes may write to one store.
///
/// A write-ahead log that is on the disk before ``insert(_:)`` returns: whenever the process or the machine stops, the
/// file holds what was confirmed, and of nothing else a part.
public final class EventStore: Sendable {
    private let database: DatabaseQueue
    private let file: String
    private let opened: DatabaseFile

    /// Opens a file, or creates it.
    ///
    /// - Parameters:
    ///   - file: where it is; a file that is something else is left as it is. Nothing but a path: no `:memory:`, no URI.
    ///   - interrupt: ends the wait for other processes that write when it is raised.
    /// - Throws: ``EventStoreError``.
    public init(file: String, interrupt: ReadingInterrupt = ReadingInterrupt()) throws(EventStoreError) {
        self.file = file
        guard let path = DatabaseFile.path(file) else {
            throw EventStoreError(.notAStore, "an empty path names no store; give a file")
        }
        do {
            var configuration = Configuration()
            configuration.label = "event store"
            let wait = EventStore.waitForOthers(interrupt)
            configuration.busyMode = .callback(wait)
            configuration.prepareDatabase { database in
                // Nothing is changed in a file that is not ours.
                // In one transaction: another process may be making the table.
                try database.inTransaction(.deferred) {
                    try EventStoreSchema.check(database, file: file)
                    return .commit
                }
                try EventStore.setUp(database, wait)
            }
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.write { try EventStoreSchema.prepare($0) }
            guard let opened = DatabaseFile(opened: path) else { throw EventStore.replaced(file) }
            self.opened = opened
        } catch {
            throw EventStore.storeError(error, file: file)
        }
    }

    /// Waits while another process writes: it can have a large object's transaction open.
    ///
    /// SQLite's own wait hears of no signal. This one runs on the database's queue.
    private static func waitForOthers(_ interrupt: ReadingInterrupt) -> Database.BusyCallback {
        { tries in
            // In steps that people do not notice: two minutes, or one second for who wants to end.
            guard tries < (interrupt.isRaised ? 20 : 2400) else { return false }
            usleep(50_000)  // SQLite asks on the thread that waits; there is nothing to wait for but time
            return true
        }
    }

    private static func replaced(_ file: String) -> EventStoreError {
        EventStoreError(
            .unusable, "the store \(file) was removed or replaced while it was open; what was read last is not in it")
    }

    private static func setUp(_ database: Database, _ wait: Database.BusyCallback) throws {
        // Records of a kilobyte or two fill large pages better; a file that exists keeps the size it has.
        try database.execute(sql: "PRAGMA page_size = 16384")
        try useWriteAheadLog(database, wait)
        // Sinks confirm what a scan then records as read, so that a power failure must not take it back.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        // In KiB: identifiers come in no order, and their index is written all over.
        try database.execute(sql: "PRAGMA cache_size = -16384")
        // 64 MiB: pages that are written again and again go into the file once.
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 4096")
    }

    /// Has the file written by way of a log.
    ///
    /// Who changes the journal of a file that others are opening reads it already, and so SQLite does not wait: the others
    /// might wait for this one.
    private static func useWriteAheadLog(_ database: Database, _ wait: Database.BusyCallback) throws {
        var tries = 0
        while true {
            do {
                return try database.execute(sql: "PRAGMA journal_mode = WAL")
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && wait(tries) {
                tries += 1
            }
        }
    }

    /// Writes what is in the log into the file and closes it; the last of several processes does so.
    ///
    /// - Throws: ``EventStoreError``.
    public func close() throws(EventStoreError) {
        do {
            try database.close()
        } catch {
            throw EventStore.storeError(error, file: file)
        }
    }

    /// Stores those events that are not in the file, all in one transaction.
    ///
    /// - Parameter events: what an ``EventStoreSink/Reader`` made of an object.
    /// - Returns: how many were stored, and how many were there.
    /// - Throws: ``EventStoreError``; nothing was stored then, or what was stored lies in a file that is no longer at its
    ///   path.
    public func insert(_ events: SpooledEvents) async throws -> Counts {
        do {
            let counts = try await database.write { database in
                let statement = try database.cachedStatement(sql: EventRow.insertion)
                var counts = Counts()
                try events.forEach { event in
                    try statement.execute(arguments: EventRow.arguments(of: event))
                    if database.changesCount > 0 { counts.stored += 1 } else { counts.alreadyThere += 1 }
                }
                return counts
            }
            // Before anybody hears that the events are safe.
            guard opened.isInPlace else { throw EventStore.replaced(file) }
            return counts
        } catch let error where !(error is CancellationError || error is TrailReaderError) {
            throw EventStore.storeError(error, file: file)
        }
    }

    /// What became of events.
    public struct Counts: Sendable, Hashable, CustomStringConvertible {
        /// Events that were stored.
        public var stored = 0
        /// Events whose `eventID` was in the file.
        public var alreadyThere = 0

        /// Creates counts of nothing.
        public init() {}

        /// Adds other counts.
        public static func += (a: inout Counts, b: Counts) {
            a.stored += b.stored
            a.alreadyThere += b.alreadyThere
        }

        /// One line.
        public var description: String { "\(stored) events stored, \(alreadyThere) were there already" }
    }

    private static func storeError(_ error: any Error, file: String) -> EventStoreError {
        switch error {
        case let error as EventStoreError: error
        case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB:
            EventStoreError(.notAStore, "\(file) is no store of events; give another --store")
        case let error as DatabaseError:
            EventStoreError(.unusable, "the store \(file) cannot be used: \(error.message ?? "\(error.resultCode)")")
        default: EventStoreError(.unusable, "the store \(file) cannot be used: \(error)")
        }
    }
}
