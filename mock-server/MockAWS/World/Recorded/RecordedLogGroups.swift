import AWSOperations
import Timestamps

/// Log groups, streams and events, as the answers of CloudWatch Logs tell of them.
struct RecordedLogGroups: Sendable {
    private struct Group {
        var creationTime: Int?
        var retentionInDays: Int?
        var streams: [String: RecordedLogStream] = [:]
    }

    private var byID: [LogsStore.GroupID: Group] = [:]

    /// The groups by account, region and name.
    var groups: [WorldLogGroup] {
        byID.sorted { a, b in
            if a.key.account != b.key.account { return utf8Precedes(a.key.account, b.key.account) }
            if a.key.region != b.key.region { return utf8Precedes(a.key.region, b.key.region) }
            return utf8Precedes(a.key.name, b.key.name)
        }.map { id, group in
            WorldLogGroup(
                name: id.name, region: id.region, account: id.account, retentionInDays: group.retentionInDays,
                creationTime: group.creationTime.map { Timestamp(milliseconds: Int64($0)) } ?? World.epoch,
                streams: group.streams.sorted { utf8Precedes($0.key, $1.key) }.map { $1.stream(named: $0) })
        }
    }

    /// Takes what a call tells.
    mutating func add(_ call: RecordedCall, at place: RecordedPlace) throws(WorldError) {
        if let (_, output) = try call.read(DescribeLogGroups.self) {
            for found in output.logGroups ?? [] {
                guard let id = id(found.logGroupName, found.arn, at: place) else { continue }
                byID[id, default: Group()].creationTime = found.creationTime
                byID[id, default: Group()].retentionInDays = found.retentionInDays
            }
        } else if let (input, output) = try call.read(DescribeLogStreams.self) {
            guard let id = id(input.logGroupName, input.logGroupIdentifier, at: place) else { return }
            for found in output.logStreams ?? [] {
                guard let name = found.logStreamName else { continue }
                edit(id, name) { $0.creationTime = found.creationTime }
            }
        } else if let (input, output) = try call.read(FilterLogEvents.self) {
            guard let id = id(input.logGroupName, input.logGroupIdentifier, at: place) else { return }
            if byID[id] == nil { byID[id] = Group() }
            for event in output.events ?? [] {
                guard let name = event.logStreamName, let recorded = RecordedLogEvent(event) else { continue }
                edit(id, name) { $0.add(recorded, id: event.eventID) }
            }
        } else if let (input, output) = try call.read(GetLogEvents.self), let name = input.logStreamName {
            guard let id = id(input.logGroupName, input.logGroupIdentifier, at: place) else { return }
            edit(id, name) { $0.add(page: (output.events ?? []).compactMap { RecordedLogEvent($0) }) }
        }
    }

    private mutating func edit(_ id: LogsStore.GroupID, _ stream: String, _ body: (inout RecordedLogStream) -> Void) {
        body(&byID[id, default: Group()].streams[stream, default: RecordedLogStream()])
    }

    /// The group that a name or an ARN names.
    private func id(_ name: String?, _ identifier: String?, at place: RecordedPlace) -> LogsStore.GroupID? {
        if let arn = identifier.flatMap({ LogNames.parse(groupARN: $0) }) {
            return LogsStore.GroupID(account: arn.account, region: arn.region, name: arn.name)
        }
        return (name ?? identifier).map { LogsStore.GroupID(account: place.account, region: place.region, name: $0) }
    }
}

/// A log event without its id, which only `FilterLogEvents` tells.
struct RecordedLogEvent: Sendable, Hashable {
    var timestamp: Int64
    var ingestionTime: Int64
    var message: [UInt8]

    private init?(_ timestamp: Int?, _ ingestionTime: Int?, _ message: String?) {
        guard let timestamp, let message else { return nil }
        self.timestamp = Int64(timestamp)
        self.ingestionTime = Int64(ingestionTime ?? timestamp)
        self.message = Array(message.utf8)
    }

    init?(_ event: FilterLogEvents.Event) {
        self.init(event.timestamp, event.ingestionTime, event.message)
    }

    init?(_ event: GetLogEvents.Event) {
        self.init(event.timestamp, event.ingestionTime, event.message)
    }
}

/// The events of a stream, each once however often it was read.
struct RecordedLogStream: Sendable {
    /// How often events that look alike are there.
    private struct Count {
        var ids = 0
        var total = 0
    }

    var creationTime: Int?
    private var ids: Set<String> = []
    private var counts: [RecordedLogEvent: Count] = [:]
    private var events: [RecordedLogEvent] = []

    init() {}

    /// Adds an event that `FilterLogEvents` told.
    mutating func add(_ event: RecordedLogEvent, id: String?) {
        guard let id else { return add(page: [event]) }
        guard ids.insert(id).inserted else { return }
        counts[event, default: Count()].ids += 1
        grow(event, to: counts[event]?.ids ?? 1)
    }

    /// Adds what one answer of `GetLogEvents` told: events that look alike within it are several.
    mutating func add(page: [RecordedLogEvent]) {
        var seen: [RecordedLogEvent: Int] = [:]
        for event in page {
            seen[event, default: 0] += 1
            grow(event, to: seen[event] ?? 1)
        }
    }

    private mutating func grow(_ event: RecordedLogEvent, to count: Int) {
        guard counts[event]?.total ?? 0 < count else { return }
        counts[event, default: Count()].total = count
        events.append(event)
    }

    /// The stream of a world.
    func stream(named name: String) -> WorldLogStream {
        var table = LogEventTable()
        table.reserve(events.reduce(0) { $0 + $1.message.count })
        for event in events {
            table.append(timestamp: event.timestamp, ingestionTime: event.ingestionTime, message: event.message)
        }
        table.sort()
        let creation = creationTime.map { Timestamp(milliseconds: Int64($0)) }
        let first = table.entries.first.map { Timestamp(milliseconds: $0.timestamp) }
        return WorldLogStream(name: name, creationTime: creation ?? first ?? World.epoch, events: table)
    }
}
