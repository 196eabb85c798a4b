import Timestamps

/// A made-up log file, and what is known of it without reading it.
public struct TrailRecordFile: Sendable {
    /// One record of the file.
    struct Record: Sendable {
        /// Where it lies in the content.
        var range: Range<Int>
        var time: Timestamp
        /// Where its `eventID` begins: 36 bytes.
        var eventIDStart: Int
        /// The index in `RecordCall.all`.
        var call: Int
        var fails: Bool
    }

    /// `{"Records":[…]}`, not compressed.
    public internal(set) var content: [UInt8] = []
    var records: [Record] = []

    /// The number of records.
    public var count: Int { records.count }

    /// The ids of the events, in the order of the file.
    public var eventIDs: [String] {
        records.map { String(decoding: content[$0.eventIDStart..<$0.eventIDStart + 36], as: UTF8.self) }
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
            let call = RecordCall.all[record.call]
            tally.eventNames[call.name, default: 0] += 1
            guard record.fails else { continue }
            if call.isSignIn { tally.failedLogins += 1 } else { tally.errors += 1 }
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
}
