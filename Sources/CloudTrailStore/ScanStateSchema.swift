import CloudTrail
import CloudTrailReader
import GRDB

/// The tables of a state file, version by version.
enum ScanStateSchema {
    /// `CTRS` in the file's header tells what it is: SQLite, "Database File Format", application id.
    static let applicationID = 0x4354_5253

    /// What brings a file of any version, and a new one, to the newest version.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE location (
                        id INTEGER PRIMARY KEY CHECK (id = 1), bucket TEXT NOT NULL, prefix TEXT NOT NULL);
                    CREATE TABLE folder (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
                    CREATE TABLE day (
                        id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, date INTEGER NOT NULL, watermark TEXT,
                        ledger BLOB, listed_at INTEGER, is_reopened INTEGER NOT NULL DEFAULT 0,
                        UNIQUE (folder, date));
                    CREATE TABLE seen (day INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (day, name)) WITHOUT ROWID;
                    """)
        }
        // What no digest covered when it was read: 16 bytes of its hash.
        migrator.registerMigration("2") { database in
            try database.execute(sql: "ALTER TABLE seen ADD COLUMN hash BLOB")
        }
        return migrator
    }

    /// Checks that a file is one of ours, or a new one; changes nothing.
    ///
    /// - Throws: ``ScanStateError``; what SQLite throws.
    static func check(_ database: Database, file: String) throws {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        guard id == applicationID || (id == 0 && tables == 0) else {
            throw ScanStateError(.notAState, "\(file) is a database, but no state of a scan; give another --state")
        }
        guard try !migrator.hasBeenSuperseded(database) else {
            throw ScanStateError(
                .newerVersion, "\(file) was written by a newer version of cloudtrail_reader; use that one")
        }
    }

    /// Brings the file to the newest version, and checks whose state it is.
    ///
    /// - Throws: ``ScanStateError``; what SQLite throws.
    static func prepare(_ database: DatabaseQueue, file: String, for location: CloudTrailLocation) throws {
        // First of all, so that a crash leaves no tables that nobody knows.
        try database.write { try $0.execute(sql: "PRAGMA application_id = \(applicationID)") }
        try migrator.migrate(database)
        try database.write { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT bucket, prefix FROM location") else {
                return try database.execute(
                    sql: "INSERT INTO location VALUES (1, ?, ?)", arguments: [location.bucket, location.prefix])
            }
            let (bucket, prefix): (String, String) = (row["bucket"], row["prefix"])
            guard bucket == location.bucket, prefix == location.prefix else {
                let owner = prefix.isEmpty ? bucket : bucket + "/" + prefix
                throw ScanStateError(
                    .otherLocation,
                    "\(file) is the state of s3://\(owner), not of s3://\(location); "
                        + "give each location a --state of its own")
            }
        }
    }
}
