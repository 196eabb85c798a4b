import JSON
import Timestamps
import TrafficSynthesis

/// A record that `LookupEvents` may find; it is read only when somebody asks for it.
struct TrailEvent: Sendable {
    private enum Source: Sendable {
        case value(JSONValue)
        /// A part of a log file.
        case text([UInt8], Range<Int>)
    }

    var time: Timestamp
    var account: String?
    var region: String?
    var isInsight: Bool
    private var source: Source

    /// A record of the world, or one that was given; nil where it has no time.
    init?(_ record: JSONValue) {
        guard let time = record["eventTime"]?.string.flatMap({ Timestamp(iso8601: $0) }) else { return nil }
        self.time = time
        account = record["recipientAccountId"]?.string
        region = record["awsRegion"]?.string
        isInsight = record["eventCategory"]?.string == "Insight"
        source = .value(record)
    }

    /// A made-up record.
    init(_ record: TrailRecordFile.Record, of file: TrailRecordFile, account: String, region: String) {
        time = record.time
        self.account = account
        self.region = region
        isInsight = false
        source = .text(file.content, record.range)
    }

    /// The record.
    var json: JSONValue {
        switch source {
        case .value(let value): value
        // Made up here, so it is JSON.
        case .text(let bytes, let range): (try? JSONValue(parsing: Array(bytes[range]))) ?? .null
        }
    }
}
