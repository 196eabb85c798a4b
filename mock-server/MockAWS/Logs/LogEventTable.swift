/// The events of one log stream: all messages in one run of bytes, and where each lies.
///
/// Events are kept ascending by time stamp, then ingestion time, then arrival.
struct LogEventTable: Sendable {
    /// One event.
    struct Entry: Sendable, Hashable {
        /// When it happened, in milliseconds since 1970.
        var timestamp: Int64
        /// When it came in.
        var ingestionTime: Int64
        /// The first byte of the message in ``LogEventTable/bytes``.
        var offset: Int
        /// The message's length in bytes.
        var length: Int
        /// Grows with every event that arrives; zero for the first.
        var arrival: Int

        static func precedes(_ a: Entry, _ b: Entry) -> Bool {
            if a.timestamp != b.timestamp { return a.timestamp < b.timestamp }
            if a.ingestionTime != b.ingestionTime { return a.ingestionTime < b.ingestionTime }
            return a.arrival < b.arrival
        }
    }

    /// The messages, one after another.
    private(set) var bytes: [UInt8] = []
    /// The events in order.
    private(set) var entries: [Entry] = []
    /// The latest ingestion time; nil where there is no event.
    private(set) var lastIngestionTime: Int64?

    var isEmpty: Bool { entries.isEmpty }
    var count: Int { entries.count }

    /// Makes room for messages of `byteCount` bytes in all.
    mutating func reserve(_ byteCount: Int) {
        bytes.reserveCapacity(byteCount)
    }

    /// Adds an event; ``sort()`` must follow before the table is read.
    ///
    /// - Parameters:
    ///   - timestamp: the event's time.
    ///   - ingestionTime: when it came in.
    ///   - arrival: its number; nil for the next one.
    ///   - message: its bytes.
    mutating func append(
        timestamp: Int64, ingestionTime: Int64, arrival: Int? = nil, message: some Collection<UInt8>
    ) {
        entries.append(
            Entry(
                timestamp: timestamp, ingestionTime: ingestionTime, offset: bytes.count, length: message.count,
                arrival: arrival ?? entries.count))
        bytes.append(contentsOf: message)
        lastIngestionTime = max(lastIngestionTime ?? .min, ingestionTime)
    }

    /// Brings the events into order; cheap where they are in order already.
    mutating func sort() {
        for index in entries.indices.dropFirst() where Entry.precedes(entries[index], entries[index - 1]) {
            entries.sort(by: Entry.precedes)
            return
        }
    }

    /// The message of an event.
    func message(_ entry: Entry) -> ArraySlice<UInt8> {
        bytes[entry.offset..<entry.offset + entry.length]
    }

    /// The index of the first event at or after `timestamp`.
    func firstIndex(from timestamp: Int64) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].timestamp < timestamp { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
