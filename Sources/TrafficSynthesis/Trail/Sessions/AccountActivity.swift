import Timestamps

/// All that is called in an account and region, five minutes by five minutes.
///
/// The calls of five minutes are a function of seed, account, region and time alone: those of the sessions that begin then,
/// and of those that began at most an hour before.
struct AccountActivity: Sendable {
    let network: Network
    let random: SeededRandom
    private let incidentCalls: [TrailCall]
    private let insights: [TrailInsight]
    /// Sessions that begin in five minutes of average rhythm, times 2¹⁶.
    private let births: Int64

    private static let seconds = SynthesizedObject.slotSeconds
    private static let reach = TrailSession.longest / seconds

    /// - Parameters:
    ///   - traffic: the flows of the same account and region.
    ///   - callsPerMinute: times 2¹⁶.
    init(_ traffic: NetworkTraffic, callsPerMinute: Int64) {
        network = traffic.network
        random = traffic.random.branch(0x7472_6169)
        incidentCalls = traffic.incidents.flatMap { $0.calls(in: traffic.network) }
        insights = traffic.incidents.compactMap { $0.insight(in: traffic.network) }
        births = callsPerMinute * (AccountActivity.seconds / 60) * 1000 / TrailSession.callsPerSession
    }

    /// Whether there are records of five minutes.
    func hasRecords(_ kind: TrailKeys.Kind, in slot: Int64) -> Bool {
        let times = AccountActivity.times(of: slot)
        guard kind == .events else { return insights.contains { !$0.states(in: times).isEmpty } }
        if incidentCalls.contains(where: { times.contains($0.time) }) { return true }
        var calls: [TrailCall] = []
        return sessions(reaching: slot).contains { session in
            session.appendCalls(from: times.lowerBound, to: times.upperBound, to: &calls)
            return !calls.isEmpty
        }
    }

    /// The calls of five minutes, in the order of their times.
    func calls(in slot: Int64) -> [TrailCall] {
        let times = AccountActivity.times(of: slot)
        var calls: [TrailCall] = []
        for session in sessions(reaching: slot) {
            session.appendCalls(from: times.lowerBound, to: times.upperBound, to: &calls)
        }
        calls += incidentCalls.filter { times.contains($0.time) }
        let order = calls.indices.sorted { (calls[$0].time, $0) < (calls[$1].time, $1) }
        return order.map { calls[$0] }
    }

    /// The sessions that may go on in five minutes, as they begin; each is made when it is come to.
    private func sessions(reaching slot: Int64) -> some Sequence<TrailSession> {
        ((slot - AccountActivity.reach)...slot).lazy.flatMap { sessions(bornIn: $0) }
    }

    private func sessions(bornIn slot: Int64) -> [TrailSession] {
        let begin = slot * AccountActivity.seconds
        var random = random.branch(UInt64(bitPattern: slot)).branch(3)
        let expected = births * DailyRhythm.weight(at: begin, region: network.region) / 1000
        let count = expected >> 16 + (Int64(random.next() >> 48) < expected & 0xFFFF ? 1 : 0)
        return (0..<count).map { index in
            let start = begin + Int64(random.index(below: Int(AccountActivity.seconds)))
            return TrailSession(at: start, in: network, random.branch(UInt64(index)))
        }
    }

    private static func times(of slot: Int64) -> Range<Int64> { slot * seconds..<(slot + 1) * seconds }

    /// The log file of the events of five minutes.
    func file(in slot: Int64) -> SynthesizedTrailFile {
        let calls = calls(in: slot)
        var made = TrailRecordFile()
        made.begin(calls.count)
        let (account, region) = (Array(network.account.utf8), Array(network.region.utf8))
        for call in calls {
            var random = call.random
            let time = Timestamp(seconds: call.time)
            let values = RecordValues(
                account: account, region: region, time: RecordValues.text(time), texts: call.texts,
                seed: random.next())
            made.append(call.call, by: call.actor, fails: call.fails, at: time, values, &random)
        }
        made.end()
        return SynthesizedTrailFile(
            content: made.content, eventIDs: made.eventIDs, calls: calls, ranges: made.records.map(\.range),
            account: account, times: made.times)
    }

    /// The log file of the Insights events of five minutes.
    func insights(in slot: Int64) -> SynthesizedTrailFile {
        var file = SynthesizedTrailFile()
        file.content += TrailRecordFile.opening
        for insight in insights {
            for state in insight.states(in: AccountActivity.times(of: slot)) {
                if !file.eventIDs.isEmpty { file.content.append(UInt8(ascii: ",")) }
                let id = insight.append(
                    state, account: network.account, region: network.region,
                    random.branch(4).branch(UInt64(insight.incident)), to: &file.content)
                file.eventIDs.append(id)
                let time = Timestamp(seconds: insight.time(of: state))
                file.times = min(time, file.times?.lowerBound ?? time)...max(time, file.times?.upperBound ?? time)
            }
        }
        file.content += TrailRecordFile.closing
        return file
    }
}
