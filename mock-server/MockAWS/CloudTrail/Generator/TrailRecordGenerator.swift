import Timestamps
import TrafficSynthesis

/// Makes log files of CloudTrail up; the same seed gives the same bytes.
///
/// The records have the members of event version 1.11 and are of every kind that readers tell apart: users, roles of
/// people, instances and pipelines, services, other accounts and the root; calls that change something and calls that
/// only read; denied and failed ones; sign-ins with and without a second factor, and those that fail. Names and
/// addresses belong to nobody.
///
/// Source: CloudTrail User Guide, "CloudTrail record contents for management, data, and network activity events".
public struct TrailRecordGenerator: Sendable {
    private let account: [UInt8]
    private let region: [UInt8]
    /// Indices of calls, each as often as its weight.
    private let calls: [Int]

    /// Creates a generator of the records of an account in a region.
    ///
    /// - Parameters:
    ///   - account: the twelve digits of the account.
    ///   - region: the region; calls of global services only stand in us-east-1.
    public init(account: String, region: String) {
        self.account = Array(account.utf8)
        self.region = Array(region.utf8)
        calls = RecordCall.all.enumerated().filter { !$0.element.isGlobal || region == "us-east-1" }
            .flatMap { Array(repeating: $0.offset, count: $0.element.weight) }
    }

    /// Makes a log file.
    ///
    /// - Parameters:
    ///   - count: how many records it has.
    ///   - end: the records lie in the five minutes before, in the order of their times.
    ///   - seed: decides everything else.
    /// - Returns: its content, not compressed.
    public func file(_ count: Int, before end: Timestamp, seed: UInt64) -> TrailRecordFile {
        var random = SeededRandom(seed: seed)
        return file(count, before: end, &random)
    }

    func file(_ count: Int, before end: Timestamp, _ random: inout SeededRandom) -> TrailRecordFile {
        var file = TrailRecordFile()
        file.content.reserveCapacity(max(1, count) * 1536)
        file.content += #"{"Records":["#.utf8
        for index in 0..<max(0, count) {
            if index > 0 { file.content.append(UInt8(ascii: ",")) }
            let milliseconds = Int64(300_000) * Int64(index) / Int64(max(1, count)) - 300_000
            append(Timestamp(seconds: end.adding(milliseconds: milliseconds).seconds), &random, to: &file)
        }
        file.content += "]}".utf8
        return file
    }

    private func append(_ time: Timestamp, _ random: inout SeededRandom, to file: inout TrailRecordFile) {
        let number = calls[random.below(calls.count)]
        let call = RecordCall.all[number]
        let actor: RecordActor
        switch call.caller {
        case .anybody: actor = RecordActor.callers[random.below(RecordActor.callers.count)]
        case .one(let one): actor = one
        }
        let fails = random.below(100) < call.failurePercent
        let values = RecordValues(
            account: account, region: region, time: TrailRecordGenerator.text(time),
            created: TrailRecordGenerator.text(time.adding(seconds: -Int64(random.below(36_000)) - 1)),
            seed: random.next())

        let start = file.content.count
        file.content += #"{"eventVersion":"1.11","userIdentity":"#.utf8
        values.append(actor.identity, to: &file.content)
        file.content += #","eventTime":""#.utf8
        file.content += values.time
        file.content.append(UInt8(ascii: "\""))
        file.content += call.head
        file.content += region
        file.content += #"","sourceIPAddress":""#.utf8
        values.append(actor.address, to: &file.content)
        file.content += #"","userAgent":""#.utf8
        values.append(actor.agent, to: &file.content)
        file.content += #"","#.utf8
        if fails { file.content += call.failureText }
        file.content += #""requestParameters":"#.utf8
        values.append(call.request, to: &file.content)
        file.content += #","responseElements":"#.utf8
        if fails {
            file.content += (call.failure?.response ?? "null").utf8
        } else {
            values.append(call.response, to: &file.content)
        }
        file.content.append(UInt8(ascii: ","))
        if call.isSignIn {
            // A sign-in has no request id.
        } else {
            file.content += #""requestID":""#.utf8
            RecordValues.append(uuid: SeededRandom(seed: random.next()), to: &file.content)
            file.content += #"","#.utf8
        }
        file.content += #""eventID":""#.utf8
        let id = file.content.count
        RecordValues.append(uuid: SeededRandom(seed: random.next()), to: &file.content)
        file.content += (call.isReadOnly ? #"","readOnly":true,"# : #"","readOnly":false,"#).utf8
        if let extra = call.extra { values.append(extra, to: &file.content) }
        if let extra = actor.extra { values.append(extra, to: &file.content) }
        values.append(call.tail, to: &file.content)
        file.records.append(
            TrailRecordFile.Record(
                range: start..<file.content.count, time: time, eventIDStart: id, call: number, fails: fails))
    }

    /// `2026-03-04T05:06:07Z`.
    private static func text(_ time: Timestamp) -> [UInt8] {
        let civil = CivilTime(time)
        var text: [UInt8] = []
        text.reserveCapacity(20)
        func append(_ value: Int, _ separator: Unicode.Scalar) {
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10 % 10))
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
            text.append(UInt8(ascii: separator))
        }
        text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: civil.year / 1000 % 10))
        text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: civil.year / 100 % 10))
        append(civil.year % 100, "-")
        append(civil.month, "-")
        append(civil.day, "T")
        append(civil.hour, ":")
        append(civil.minute, ":")
        append(civil.second, "Z")
        return text
    }
}
