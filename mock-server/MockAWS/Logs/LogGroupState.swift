import Timestamps

/// A log group as it is now.
struct LogGroupState: Sendable {
    var name: String
    var account: String
    var region: String
    var creationTime: Int64
    var retentionInDays: Int?
    var kmsKeyID: String?
    var logGroupClass = "STANDARD"
    var isProtected = false
    /// The streams, ascending by the bytes of their names.
    private(set) var streams: [LogStreamState] = []
    /// The number of the next event.
    var nextSequence: Int64 = 1

    init(name: String, account: String, region: String, creationTime: Timestamp) {
        self.name = name
        self.account = account
        self.region = region
        self.creationTime = creationTime.milliseconds
    }

    /// The group as the world has it.
    init(_ group: WorldLogGroup) {
        self.init(name: group.name, account: group.account, region: group.region, creationTime: group.creationTime)
        retentionInDays = group.retentionInDays
        for stream in group.streams {
            streams.append(
                LogStreamState(
                    name: stream.name, creationTime: stream.creationTime.milliseconds, events: stream.events,
                    sequenceBase: nextSequence, group: self))
            nextSequence += Int64(stream.events.count)
        }
    }

    var arn: String { LogNames.groupARN(name: name, account: account, region: region) }

    /// Bytes as the service counts them: messages, and 26 for each event.
    var storedBytes: Int {
        streams.reduce(0) { $0 + $1.events.bytes.count + 26 * $1.events.count }
    }

    func streamIndex(_ name: String) -> Int? {
        let index = insertionIndex(name)
        return isStream(at: index, named: name) ? index : nil
    }

    /// Adds a stream; false where there is one of this name.
    mutating func addStream(_ name: String, now: Timestamp) -> Bool {
        let index = insertionIndex(name)
        guard !isStream(at: index, named: name) else { return false }
        streams.insert(
            LogStreamState(
                name: name, creationTime: now.milliseconds, events: LogEventTable(), sequenceBase: nextSequence,
                group: self), at: index)
        return true
    }

    mutating func removeStream(at index: Int) {
        streams.remove(at: index)
    }

    /// Adds events to a stream.
    mutating func put(_ events: [(timestamp: Int64, message: String)], streamAt index: Int, now: Timestamp) {
        for event in events {
            streams[index].append(event, ingestionTime: now.milliseconds, sequence: nextSequence)
            nextSequence += 1
        }
        streams[index].sort()
    }

    /// Compares bytes: to Swift's `==`, é is the same in one code point and in two.
    private func isStream(at index: Int, named name: String) -> Bool {
        index < streams.count && streams[index].name.utf8.elementsEqual(name.utf8)
    }

    private func insertionIndex(_ name: String) -> Int {
        var low = 0
        var high = streams.count
        while low < high {
            let middle = (low + high) / 2
            if utf8Precedes(streams[middle].name, name) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A log stream as it is now.
struct LogStreamState: Sendable {
    let name: String
    let creationTime: Int64
    private(set) var events: LogEventTable
    /// What is added to an event's arrival number to get its number in the group.
    private let sequenceBase: Int64
    /// A number that goes into the ids of the stream's events: a digest of where the stream is.
    private let identity: UInt64

    init(name: String, creationTime: Int64, events: LogEventTable, sequenceBase: Int64, group: LogGroupState) {
        self.name = name
        self.creationTime = creationTime
        self.events = events
        self.sequenceBase = sequenceBase
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in "\(group.arn):log-stream:\(name):\(creationTime)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        identity = hash
    }

    var firstEventTimestamp: Int64? { events.entries.first?.timestamp }
    var lastEventTimestamp: Int64? { events.entries.last?.timestamp }

    func key(_ index: Int) -> LogEventKey {
        let entry = events.entries[index]
        return LogEventKey(
            timestamp: entry.timestamp, ingestionTime: entry.ingestionTime,
            sequence: sequenceBase + Int64(entry.arrival))
    }

    /// The index of the first event after `key`.
    func firstIndex(after key: LogEventKey) -> Int {
        var low = 0
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if self.key(middle) <= key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func message(_ index: Int) -> String {
        String(decoding: events.message(events.entries[index]), as: UTF8.self)
    }

    /// Appends the first 36 digits of the id of an event.
    ///
    /// An id has 56 digits: of the event's time, of the stream, and of the event's number, so that it is the same as long
    /// as the stream is there.
    func appendIDHead(at timestamp: Int64, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "3"))
        appendPadded(UInt64(clamping: timestamp), 15, to: &bytes)
        appendPadded(identity, 20, to: &bytes)
    }

    /// Appends the last 20 digits of the id of an event.
    func appendNumber(ofEventAt index: Int, to bytes: inout [UInt8]) {
        appendPadded(UInt64(clamping: key(index).sequence), 20, to: &bytes)
    }

    fileprivate mutating func append(
        _ event: (timestamp: Int64, message: String), ingestionTime: Int64, sequence: Int64
    ) {
        events.append(
            timestamp: event.timestamp, ingestionTime: ingestionTime, arrival: Int(sequence - sequenceBase),
            message: event.message.utf8)
    }

    fileprivate mutating func sort() {
        events.sort()
    }
}

/// Where an event stands in the order of its group: by time, then ingestion, then the order of arrival.
struct LogEventKey: Sendable, Hashable, Comparable {
    var timestamp: Int64
    var ingestionTime: Int64
    var sequence: Int64

    static func < (a: LogEventKey, b: LogEventKey) -> Bool {
        if a.timestamp != b.timestamp { return a.timestamp < b.timestamp }
        if a.ingestionTime != b.ingestionTime { return a.ingestionTime < b.ingestionTime }
        return a.sequence < b.sequence
    }

    /// The place before all events from `timestamp` on.
    static func before(_ timestamp: Int64) -> LogEventKey {
        LogEventKey(timestamp: max(timestamp, 0), ingestionTime: 0, sequence: 0)
    }

    /// 56 digits.
    var digits: String {
        padded(timestamp, 19) + padded(ingestionTime, 18) + padded(sequence, 19)
    }

    init(timestamp: Int64, ingestionTime: Int64, sequence: Int64) {
        self.timestamp = timestamp
        self.ingestionTime = ingestionTime
        self.sequence = sequence
    }

    /// Reads ``digits``.
    init?(digits: some StringProtocol) {
        let bytes = Array(digits.utf8)
        guard bytes.count == 56, bytes.allSatisfy({ (48...57).contains($0) }),
            let timestamp = Int64(String(decoding: bytes[0..<19], as: UTF8.self)),
            let ingestionTime = Int64(String(decoding: bytes[19..<37], as: UTF8.self)),
            let sequence = Int64(String(decoding: bytes[37..<56], as: UTF8.self))
        else { return nil }
        self.init(timestamp: timestamp, ingestionTime: ingestionTime, sequence: sequence)
    }
}

/// Appends the last digits of a number, with zeros before them.
private func appendPadded(_ value: UInt64, _ width: Int, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: width))
    var rest = value
    var position = bytes.count - 1
    while rest > 0, position >= start {
        bytes[position] += UInt8(rest % 10)
        rest /= 10
        position -= 1
    }
}

/// A number that is not negative, with zeros before it.
func padded(_ value: some BinaryInteger, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
