import Timestamps

/// A log file of CloudTrail, before its content is made.
public struct SynthesizedTrailObject: Sendable, Hashable {
    /// Its key.
    public let key: String
    /// When it was delivered.
    public let lastModified: Timestamp
    /// Whether it holds Insights events and no others.
    public let isInsight: Bool
    /// What is odd about it, if anything.
    public let pathology: TrailPathology?
    /// Whose records it holds.
    let network: Int
    /// Five minutes, counted since 1970: those in which its events happen.
    let slot: Int64
}

/// The content of a log file, and what a reader must find in it.
public struct SynthesizedTrailFile: Sendable {
    /// `{"Records":[…]}`, not compressed.
    public internal(set) var content: [UInt8] = []
    /// The ids of the events; odd ones are not among them.
    public internal(set) var eventIDs: [String] = []
    /// The calls that the records are of, one by one; none of Insights events.
    var calls: [TrailCall] = []
    /// Where the records of the calls lie in the content, before it was made odd.
    var ranges: [Range<Int>] = []
    /// Records that no session made.
    var oddRecords: [OddRecord] = []
    /// What gives no event, by the name of its cause.
    var skipped: [String: Int] = [:]
    /// Whose they are.
    var account: [UInt8] = []
    /// When the first and the last event happened.
    var times: ClosedRange<Timestamp>?

    /// How many records there are.
    public var recordCount: Int { eventIDs.count + oddRecords.count }

    /// Lets go of the content when it was written, and keeps what is known of it.
    public mutating func dropContent() { content = [] }
}
