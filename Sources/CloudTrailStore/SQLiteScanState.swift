import CloudTrail
import CloudTrailReader
import Foundation
import GRDB
import Timestamps

/// Remembers in an SQLite file what a scan has read.
///
/// A write-ahead log, one transaction a change: whenever the process is killed, the file opens and holds all changes that
/// were confirmed. An object takes at most 64 bytes while its day is open, a closed day at most 1 KiB.
public final class SQLiteScanState: ScanStateStore {
    let database: DatabaseQueue
    let file: String
    let opened: DatabaseFile
    private let lock: StateLock

    /// Opens a file, or creates it.
    ///
    /// - Parameters:
    ///   - file: where it is.
    ///   - location: what is scanned; the file is for nothing else.
    /// - Throws: ``ScanStateError``.
    public init(file: String, location: CloudTrailLocation) throws(ScanStateError) {
        // Through whatever link: one file, one lock.
        let path = realpath(file, nil).map { resolved in
            defer { free(resolved) }
            return String(cString: resolved)
        }
        self.file = file
        guard let plain = DatabaseFile.path(path ?? file) else {
            throw ScanStateError(.notAState, "an empty path names no state; give a file")
        }
        lock = try StateLock(of: path ?? file)
        do {
            var configuration = Configuration()
            configuration.label = "scan state"
            configuration.prepareDatabase { database in
                // Nothing is changed in a file that is not ours.
                try ScanStateSchema.check(database, file: file)
                try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
                try database.execute(sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: "PRAGMA synchronous = NORMAL")
            }
            database = try DatabaseQueue(path: plain, configuration: configuration)
            try ScanStateSchema.prepare(database, file: file, for: location)
            guard let opened = DatabaseFile(opened: plain) else { throw SQLiteScanState.replaced(file) }
            self.opened = opened
        } catch {
            throw SQLiteScanState.stateError(error, file: file)
        }
    }

    /// Writes everything into the one file and closes it.
    ///
    /// - Throws: ``ScanStateError``.
    public func close() throws(ScanStateError) {
        do {
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            try database.close()
        } catch {
            throw SQLiteScanState.stateError(error, file: file)
        }
    }

    /// The days of a region's folder that are closed and need not be listed.
    public func closedDates(in folder: String) async throws -> Set<ScanDate> {
        try await reading { database in
            let dates = try Int.fetchAll(
                database,
                sql: """
                    SELECT date FROM day JOIN folder ON folder.id = day.folder
                    WHERE path = ? AND ledger IS NOT NULL AND NOT is_reopened
                    """, arguments: [folder])
            return Set(dates.map { ScanDate(daysSince1970: $0) })
        }
    }

    /// What is known of a day.
    public func seen(on day: ScanDay) async throws -> SeenDay {
        try await reading { database in
            guard
                let row = try Row.fetchOne(
                    database,
                    sql: """
                        SELECT day.id, watermark, ledger, listed_at FROM day JOIN folder ON folder.id = day.folder
                        WHERE path = ? AND date = ?
                        """, arguments: [day.folder, day.date.daysSince1970])
            else { return SeenDay() }
            let id: Int64 = row["id"]
            var seen = SeenDay(watermark: row["watermark"])
            let rows = try Row.fetchCursor(
                database, sql: "SELECT name, hash FROM seen WHERE day = ?", arguments: [id])
            while let row = try rows.next() {
                let name: String = row[0]
                seen.names.insert(name)
                let hash: Data? = row[1]
                if let hash { seen.pending[name] = Array(hash) }
            }
            let bytes: Data? = row["ledger"]
            if let ledger = bytes.flatMap({ DayLedger(bytes: Array($0)) }) {
                let listedAt: Int64 = row["listed_at"] ?? 0
                seen.closed = ClosedDay(ledger: ledger, listedAt: Timestamp(milliseconds: listedAt))
            }
            return seen
        }
    }

    /// Records objects as read, in one transaction.
    public func record(_ objects: [ScanObject]) async throws {
        try await writing { database in
            var ids: [ScanDay: Int64] = [:]
            for object in objects {
                let id = try ids[object.day] ?? SQLiteScanState.id(of: object.day, database)
                ids[object.day] = id
                try database.cachedStatement(
                    sql: "INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash"
                ).execute(arguments: [id, object.name, object.pendingHash.map { Data($0) }])
                try database.cachedStatement(
                    sql: "UPDATE day SET watermark = ?2 WHERE id = ?1 AND (watermark IS NULL OR watermark < ?2)"
                ).execute(arguments: [id, object.name])
            }
        }
    }

    /// Closes a day: its names make room for 384 bytes.
    public func close(_ day: ScanDay, as closed: ClosedDay) async throws {
        try await writing { database in
            let id = try SQLiteScanState.id(of: day, database)
            try database.execute(
                sql: "UPDATE day SET ledger = ?, listed_at = ?, is_reopened = 0 WHERE id = ?",
                arguments: [Data(closed.ledger.bytes), closed.listedAt.milliseconds, id])
            try database.execute(sql: "DELETE FROM seen WHERE day = ?", arguments: [id])
            try database.execute(sql: "PRAGMA incremental_vacuum")
        }
    }

    /// Has a closed day listed again.
    public func reopen(_ day: ScanDay) async throws {
        try await writing { database in
            let id = try SQLiteScanState.id(of: day, database)
            try database.execute(sql: "UPDATE day SET is_reopened = 1 WHERE id = ?", arguments: [id])
        }
    }
}
