import JSON
import Timestamps

/// A made-up log file, and what is known of it without reading it.
public struct TrailRecordFile: Sendable {
    /// One record of the file.
    package struct Record: Sendable {
        /// Where it lies in the content.
        package var range: Range<Int>
        package var time: Timestamp
        /// Where its `eventID` begins: 36 bytes.
        var eventIDStart: Int
        var call: RecordCall
        var fails: Bool
    }

    /// `{"Records":[…]}`, not compressed.
    public internal(set) var content: [UInt8] = []
    package internal(set) var records: [Record] = []

    /// The number of records.
    public var count: Int { records.count }

    /// The ids of the events, in the order of the file.
    public var eventIDs: [String] {
        records.map { eventID(of: $0) }
    }

    func eventID(of record: Record) -> String {
        String(decoding: content[record.eventIDStart..<record.eventIDStart + 36], as: UTF8.self)
    }

    /// When the first and the last event happened; nil of a file without records.
    public var times: ClosedRange<Timestamp>? {
        guard let first = records.first?.time, let last = records.last?.time, first <= last else { return nil }
        return first...last
    }

    /// What a reader must find in the file.
    public var tally: TrailRecordTally {
        var tally = TrailRecordTally()
        for record in records {
            tally.eventNames[record.call.name, default: 0] += 1
            guard record.fails else { continue }
            if record.call.isSignIn { tally.failedLogins += 1 } else { tally.errors += 1 }
        }
        return tally
    }
}

/// Counts of records: known answers for tests of readers.
public struct TrailRecordTally: Sendable, Hashable {
    /// The records by `eventName`.
    public internal(set) var eventNames: [String: Int] = [:]
    /// The records with an `errorCode`.
    public internal(set) var errors = 0
    /// `ConsoleLogin` whose `responseElements` say `Failure`.
    public internal(set) var failedLogins = 0

    /// Creates counts of nothing.
    public init() {}

    /// Adds other counts.
    public mutating func add(_ other: TrailRecordTally) {
        eventNames.merge(other.eventNames) { $0 + $1 }
        errors += other.errors
        failedLogins += other.failedLogins
    }

    /// Counts a record.
    package mutating func add(_ record: JSONValue) {
        let name = record["eventName"]?.string
        if let name { eventNames[name, default: 0] += 1 }
        if record["errorCode"]?.string != nil { errors += 1 }
        if name == "ConsoleLogin", record["responseElements"]?["ConsoleLogin"] == "Failure" { failedLogins += 1 }
    }
}
