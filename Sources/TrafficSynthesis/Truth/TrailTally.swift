import Digests
import JSON
import Timestamps

/// Adds up what a reader of CloudTrail must find; no text is read.
public struct TrailTally: Sendable {
    /// The events.
    public private(set) var recordCount = 0
    /// The Insights events, which are in files of their own.
    public private(set) var insightCount = 0
    /// Events that change nothing.
    private var readOnly = 0
    /// What gives no event, by the name of its cause.
    public private(set) var skipped: [String: Int] = [:]
    /// By name, by error, and by whoever makes the calls.
    private var names: [String: Int] = [:]
    private var errors: [String: Int] = [:]
    private var principals: [String: Int] = [:]
    /// Rows of what `cloudtrail_reader` prints, without their counts.
    private var services: [String: [Int]] = [:]
    private var failures: [String: [Int]] = [:]
    private var logins: [String: [Int]] = [:]
    /// The calls of each incident, by its number.
    private(set) var incidents: [UInt8: [JSONValue]] = [:]

    /// Begins a tally of nothing.
    public init() {}

    /// Adds a log file.
    public mutating func add(_ object: SynthesizedTrailObject, _ file: SynthesizedTrailFile) {
        guard !object.isInsight else { return insightCount += file.recordCount }
        for (call, id) in zip(file.calls, file.eventIDs) { add(call, id: id, account: file.account) }
        for record in file.oddRecords {
            recordCount += 1
            if record.isReadOnly { readOnly += 1 }
            names[record.name, default: 0] += 1
            principals[record.principal, default: 0] += 1
            services["\(record.source)\t\(record.name)", default: [0]][0] += 1
        }
        skipped.merge(file.skipped) { $0 + $1 }
    }

    private mutating func add(_ call: TrailCall, id: String, account: [UInt8]) {
        let (kind, actor) = (call.call, call.actor)
        func text(_ template: RecordTemplate) -> String {
            let values = RecordValues(account: account, region: [], time: [], texts: call.texts, seed: 0)
            var text: [UInt8] = []
            values.append(template, to: &text)
            return String(decoding: text, as: UTF8.self)
        }
        recordCount += 1
        if kind.isReadOnly { readOnly += 1 }
        names[kind.name, default: 0] += 1
        let principal = text(actor.principal)
        principals[principal, default: 0] += 1
        let service = "\(kind.source).amazonaws.com\t\(kind.name)"
        services[service, default: [0]][0] += 1
        if kind.isSignIn {
            let row = "\(text(actor.address))\t\(text(actor.user))"
            let counts = [1, call.fails ? 1 : 0, !call.fails && !kind.usesMFA ? 1 : 0]
            logins[row] = zip(logins[row] ?? [0, 0, 0], counts).map { $0 + $1 }
        }
        if call.fails, let failure = kind.failure {
            let error = failure.code ?? failure.message
            errors[error, default: 0] += 1
            failures["\(principal)\t\(error)\t\(service)", default: [0]][0] += 1
        }
        guard call.incident > 0 else { return }
        incidents[call.incident, default: []].append([
            "time": .string(Timestamp(seconds: call.time).iso8601), "eventName": .string(kind.name),
            "eventID": .string(id), "principal": .string(principal), "failed": .boolean(call.fails),
        ])
    }

    /// What `cloudtrail_reader --action services` prints.
    public var servicesText: [UInt8] { TrailTally.text(services) }
    /// What `cloudtrail_reader --action errors` prints.
    public var errorsText: [UInt8] { TrailTally.text(failures) }
    /// What `cloudtrail_reader --action logins` prints.
    public var loginsText: [UInt8] { TrailTally.text(logins) }

    /// The greatest counts first, then by the bytes of the row.
    private static func text(_ rows: [String: [Int]]) -> [UInt8] {
        let sorted = rows.sorted { a, b in
            for (x, y) in zip(a.value, b.value) where x != y { return x > y }
            return a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
        }
        return sorted.flatMap { row in
            Array((row.value.map(String.init).joined(separator: "\t") + "\t" + row.key + "\n").utf8)
        }
    }

    /// Everything, with the members in a fixed order.
    var members: [JSONValue.Member] {
        func counts(_ counts: [String: Int]) -> JSONValue {
            .object(
                counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                    .map { .init($0.key, .integer(Int64($0.value))) })
        }
        func answer(_ text: [UInt8]) -> JSONValue {
            .object([
                .init("lines", .integer(Int64(text.count { $0 == 0x0A }))),
                .init("sha256", .string(SHA256.hash(text).hexString)),
            ])
        }
        let most = principals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20)
        return [
            .init("records", .integer(Int64(recordCount))), .init("insights", .integer(Int64(insightCount))),
            .init("readOnly", .integer(Int64(readOnly))), .init("byEventName", counts(names)),
            .init("byError", counts(errors)), .init("skipped", counts(skipped)),
            .init(
                "principals",
                .object([
                    .init("count", .integer(Int64(principals.count))),
                    .init("mostCalls", .object(most.map { .init($0.key, .integer(Int64($0.value))) })),
                ])),
            .init("services", answer(servicesText)), .init("errors", answer(errorsText)),
            .init("logins", answer(loginsText)),
        ]
    }
}
