import CloudTrailReader
import GRDB

extension SQLiteScanState {
    /// Reads, on the database's own queue.
    func reading<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await database.read(body)
        } catch let error where !(error is CancellationError) {
            throw SQLiteScanState.stateError(error, file: file)
        }
    }

    /// Writes in one transaction, on the database's own queue.
    func writing(_ body: @escaping @Sendable (Database) throws -> Void) async throws {
        do {
            try await database.write(body)
            guard opened.isInPlace else { throw SQLiteScanState.replaced(file) }
        } catch let error where !(error is CancellationError) {
            throw SQLiteScanState.stateError(error, file: file)
        }
    }

    /// The file is not at its path any more.
    static func replaced(_ file: String) -> ScanStateError {
        ScanStateError(
            .unusable, "the state file \(file) was removed or replaced while it was open; begin the scan again")
    }

    /// What an error says about the file.
    static func stateError(_ error: any Error, file: String) -> ScanStateError {
        switch error {
        case let error as ScanStateError: error
        case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB:
            ScanStateError(.notAState, "\(file) is no state of a scan; give another --state")
        case let error as DatabaseError:
            ScanStateError(
                .unusable, "the state file \(file) cannot be used: \(error.message ?? "\(error.resultCode)")")
        default: ScanStateError(.unusable, "the state file \(file) cannot be used: \(error)")
        }
    }

    /// The row of a day, made where there is none.
    static func id(of day: ScanDay, _ database: Database) throws -> Int64 {
        try database.cachedStatement(sql: "INSERT OR IGNORE INTO folder (path) VALUES (?)")
            .execute(arguments: [day.folder])
        try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO day (folder, date) SELECT id, ? FROM folder WHERE path = ?"
        ).execute(arguments: [day.date.daysSince1970, day.folder])
        let id = try Int64.fetchOne(
            database,
            sql: "SELECT day.id FROM day JOIN folder ON folder.id = day.folder WHERE path = ? AND date = ?",
            arguments: [day.folder, day.date.daysSince1970])
        guard let id else { throw DatabaseError(message: "the day \(day.prefix) could not be made") }
        return id
    }
}
