import Timestamps

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
    /// The calls, each as often as its weight.
    private let calls: [RecordCall]

    /// Creates a generator of the records of an account in a region.
    ///
    /// - Parameters:
    ///   - account: the twelve digits of the account.
    ///   - region: the region; calls of global services only stand in us-east-1.
    public init(account: String, region: String) {
        self.account = Array(account.utf8)
        self.region = Array(region.utf8)
        calls = RecordCall.all.filter { !$0.isGlobal || region == "us-east-1" }
            .flatMap { Array(repeating: $0, count: $0.weight) }
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

    /// Makes the next log file of a sequence.
    package func file(_ count: Int, before end: Timestamp, _ random: inout SeededRandom) -> TrailRecordFile {
        var file = TrailRecordFile()
        file.begin(count)
        for index in 0..<max(0, count) {
            let milliseconds = Int64(300_000) * Int64(index) / Int64(max(1, count)) - 300_000
            append(Timestamp(seconds: end.adding(milliseconds: milliseconds).seconds), &random, to: &file)
        }
        file.end()
        return file
    }

    private func append(_ time: Timestamp, _ random: inout SeededRandom, to file: inout TrailRecordFile) {
        let call = calls[random.below(calls.count)]
        let actor: RecordActor
        switch call.caller {
        case .anybody: actor = RecordActor.callers[random.below(RecordActor.callers.count)]
        case .one(let one): actor = one
        }
        let fails = random.below(100) < call.failurePercent
        var texts = SessionTexts()
        texts.created = RecordValues.text(time.adding(seconds: -Int64(random.below(36_000)) - 1))
        let values = RecordValues(
            account: account, region: region, time: RecordValues.text(time), texts: texts, seed: random.next())
        file.append(call, by: actor, fails: fails, at: time, values, &random)
    }
}
