import AWSOperations
import JSON
import Timestamps
import TrafficSynthesis

/// Makes the files of one delivery, one after the other.
struct TrailFileMaker: Sendable {
    /// A log file before it is compressed.
    struct File: Sendable {
        var content: [UInt8]
        var count: Int
        /// When the first and the last event happened.
        var times: ClosedRange<Timestamp>?
        /// What `LookupEvents` is to find besides what it finds already.
        var events: [TrailEvent]
        var eventIDs: [String]
        var tally: TrailRecordTally
    }

    var random: SeededRandom
    /// How many records of the world were taken so far.
    private(set) var used: Int

    private let source: TrailDelivery.Source
    private let generator: TrailRecordGenerator
    private let place: TrailDigestBook.Place
    private let count: Int
    private let worldRecords: [JSONValue]

    /// Prepares a delivery.
    ///
    /// - Throws: where there are no records of the world left.
    init(
        _ delivery: TrailDelivery, place: TrailDigestBook.Place, random: SeededRandom, worldRecords: [JSONValue],
        used: Int
    ) throws(AWSError) {
        source = delivery.source
        self.random = random
        self.place = place
        self.used = used
        generator = TrailRecordGenerator(account: place.account, region: place.region)
        guard case .world = source else {
            self.worldRecords = []
            count = delivery.count ?? 1
            return
        }
        self.worldRecords = worldRecords.filter { record in
            delivery.recordRegion == nil || record["awsRegion"]?.string == delivery.recordRegion
        }
        let left = self.worldRecords.count - used
        guard left > 0 else {
            throw AWSError.trail(
                "Conflict", "Of the world's \(self.worldRecords.count) records, all were delivered.")
        }
        count = delivery.count ?? (left + delivery.files - 1) / delivery.files
    }

    /// Makes the next file; made-up records lie in the five minutes before `end`.
    mutating func next(before end: Timestamp) -> File {
        switch source {
        case .generator:
            let made = generator.file(count, before: end, &random)
            let events = made.records.map {
                TrailEvent($0, of: made, account: place.account, region: place.region)
            }
            return File(
                content: made.content, count: made.count, times: made.times, events: events, eventIDs: made.eventIDs,
                tally: made.tally)
        case .world:
            let records = worldRecords.dropFirst(used).prefix(count)
            used += records.count
            // LookupEvents finds them since the server began.
            return TrailFileMaker.file(Array(records), isFound: true)
        case .given(let records):
            return TrailFileMaker.file(records, isFound: false)
        }
    }

    private static func file(_ records: [JSONValue], isFound: Bool) -> File {
        let times = records.compactMap { $0["eventTime"]?.string.flatMap { Timestamp(iso8601: $0) } }
        var tally = TrailRecordTally()
        for record in records { tally.add(record) }
        var span: ClosedRange<Timestamp>?
        if let first = times.min(), let last = times.max() { span = first...last }
        return File(
            content: JSONValue.object([.init("Records", .array(records))]).encoded(), count: records.count,
            times: span, events: isFound ? [] : records.compactMap { TrailEvent($0) },
            eventIDs: records.compactMap { $0["eventID"]?.string }, tally: tally)
    }
}
