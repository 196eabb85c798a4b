import GRDB

/// The table of a store of events, version by version.
///
/// The version stands in `user_version`, so that the file has no tables but those that people look for.
enum EventStoreSchema {
    /// `CTEV` in the file's header tells what it is: SQLite, "Database File Format", application id.
    static let applicationID = 0x4354_4556
    /// The newest version.
    static let version = 1

    /// A column of `events`, and what it is declared as.
    ///
    /// What has no name of its own in a record has that of its path, without the dots.
    static let columns = [
        ("eventID", "TEXT NOT NULL PRIMARY KEY"), ("eventTime", "TEXT"), ("eventSource", "TEXT"),
        ("eventName", "TEXT"), ("awsRegion", "TEXT"), ("recipientAccountId", "TEXT"), ("userIdentityType", "TEXT"),
        ("userIdentityArn", "TEXT"), ("userIdentityUserName", "TEXT"), ("userIdentityAccessKeyId", "TEXT"),
        ("sessionIssuerArn", "TEXT"), ("sourceIPAddress", "TEXT"), ("errorCode", "TEXT"), ("readOnly", "INTEGER"),
        ("eventType", "TEXT"), ("eventCategory", "TEXT"), ("json", "TEXT NOT NULL"),
    ]

    /// Each is one more place to write to for every event, so there is one only for what picks few events out of many.
    ///
    /// Of one column each: equal values stand in the order of the rows then, and new rows go behind them.
    private static let indices = [
        "CREATE INDEX eventsByTime ON events (eventTime)",
        "CREATE INDEX eventsByName ON events (eventName)",
        "CREATE INDEX eventsByUser ON events (userIdentityArn)",
        "CREATE INDEX eventsByAccessKey ON events (userIdentityAccessKeyId)"
            + " WHERE userIdentityAccessKeyId IS NOT NULL",
        "CREATE INDEX eventsByAddress ON events (sourceIPAddress)",
        "CREATE INDEX eventsByError ON events (errorCode, eventTime) WHERE errorCode IS NOT NULL",
    ]

    /// Checks that a file is one of ours, or a new one; changes nothing.
    ///
    /// - Throws: ``EventStoreError``; what SQLite throws.
    static func check(_ database: Database, file: String) throws {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        guard id == applicationID || (id == 0 && tables == 0) else {
            throw EventStoreError(.notAStore, "\(file) is a database, but no store of events; give another --store")
        }
        guard try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 <= version else {
            throw EventStoreError(
                .newerVersion, "\(file) was written by a newer version of cloudtrail_reader; use that one")
        }
    }

    /// Makes the table in a new file; inside a transaction, so that two processes do not make it both.
    static func prepare(_ database: Database) throws {
        guard try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 == 0 else { return }
        let columns = columns.map { $0.0 + " " + $0.1 }.joined(separator: ", ")
        try database.execute(sql: "CREATE TABLE events (\(columns))")
        for index in indices { try database.execute(sql: index) }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }
}
