import AWSOperations
import JSON

/// The events of a page of `FilterLogEvents`, written as JSON straight from where they lie.
///
/// A page has up to ten thousand of them: their members, which are those of `FilterLogEvents.Event`, are written here
/// and not by way of values.
struct FilteredEvents {
    /// What events of a stream have in common as long as their times are the same.
    private struct Texts {
        var time: Int64?
        var ingestionTime: Int64?
        /// What stands before the message.
        var head: [UInt8] = []
        /// What stands behind the message, up to the number in the event's id.
        var tail: [UInt8] = []
    }

    private let streams: [LogStreamState]
    private var texts: [Texts]
    private var bytes: [UInt8] = [UInt8(ascii: "[")]
    /// How many there are.
    private(set) var count = 0

    /// Creates an empty page.
    ///
    /// - Parameters:
    ///   - streams: where the events lie.
    ///   - limit: how many there may be.
    init(of streams: [LogStreamState], limit: Int) {
        self.streams = streams
        texts = Array(repeating: Texts(), count: streams.count)
        bytes.reserveCapacity(320 * min(limit, streams.reduce(0) { $0 + $1.events.count }))
    }

    /// Ends the page: a JSON array.
    consuming func json() -> [UInt8] {
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }

    /// Adds an event of a stream.
    mutating func append(streamAt stream: Int, eventAt index: Int) {
        let entry = streams[stream].events.entries[index]
        prepare(stream, entry)
        if count > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: texts[stream].head)
        JSONText.append(utf8: streams[stream].events.message(entry), to: &bytes)
        bytes.append(contentsOf: texts[stream].tail)
        streams[stream].appendNumber(ofEventAt: index, to: &bytes)
        bytes.append(contentsOf: "\"}".utf8)
        count += 1
    }

    /// Makes the texts that go with an event: most are those of the one before.
    private mutating func prepare(_ stream: Int, _ entry: LogEventTable.Entry) {
        if texts[stream].time == entry.timestamp, texts[stream].ingestionTime == entry.ingestionTime { return }
        var texts = Texts()
        texts.time = entry.timestamp
        texts.ingestionTime = entry.ingestionTime
        texts.head = Array("{\"logStreamName\":".utf8)
        JSONText.append(streams[stream].name, to: &texts.head)
        texts.head += Array(",\"timestamp\":".utf8)
        JSONText.append(entry.timestamp, to: &texts.head)
        texts.head += Array(",\"message\":".utf8)
        texts.tail = Array(",\"ingestionTime\":".utf8)
        JSONText.append(entry.ingestionTime, to: &texts.tail)
        texts.tail += Array(",\"eventId\":\"".utf8)
        streams[stream].appendIDHead(at: entry.timestamp, to: &texts.tail)
        self.texts[stream] = texts
    }
}
