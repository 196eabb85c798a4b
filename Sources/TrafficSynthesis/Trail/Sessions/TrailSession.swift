import FlowLogs
import Timestamps

/// A principal at work for a while: one identity, one place, one access key.
struct TrailSession: Sendable {
    private let principal: TrailPrincipal
    private let texts: SessionTexts
    private let calls: [RecordCall]
    private let random: SeededRandom
    /// When it begins, in seconds since 1970.
    let start: Int64
    /// How long it goes on.
    private let length: Int64
    /// How many calls it has, the opening one included.
    let count: Int

    /// Sessions end within an hour, as their credentials do.
    static let longest: Int64 = 3600
    /// Calls of a session on the average, times 1000: counted over many.
    static let callsPerSession: Int64 = 24_800

    /// Draws a session.
    ///
    /// - Parameters:
    ///   - start: when it begins, in seconds since 1970.
    ///   - network: the account and region it is in, and its instances.
    ///   - random: the sequence that is its own.
    init(at start: Int64, in network: Network, _ random: SeededRandom) {
        var random = random
        self.start = start
        principal = TrailPrincipal.draws[random.index(below: TrailPrincipal.draws.count)]
        texts = SessionTexts(principal, at: start, in: network, &random)
        calls = network.region == "us-east-1" ? principal.calls : principal.calls.filter { !$0.isGlobal }
        if calls.isEmpty {
            length = 0
            count = 1
        } else {
            length = Int64(60 + random.index(below: principal.longest))
            count = 1 + Int(random.heavyTailed(6, doublings: 4))
        }
        self.random = random
    }

    /// When a call is made; they are in order.
    func time(of index: Int) -> Int64 { start + length * Int64(index) / Int64(count) }

    /// The calls from one second to another, that one not included.
    func appendCalls(from begin: Int64, to end: Int64, to list: inout [TrailCall]) {
        guard start < end, start + length >= begin else { return }
        for index in 0..<count {
            let time = time(of: index)
            guard time >= begin, time < end else { continue }
            list.append(call(index, at: time))
        }
    }

    private func call(_ index: Int, at time: Int64) -> TrailCall {
        var random = random.branch(UInt64(index))
        if index == 0, let opening = principal.opening {
            return TrailCall(
                time: time, call: opening.call, actor: opening.actor, texts: texts, fails: opening.fails,
                random: random)
        }
        let call = calls[random.index(below: calls.count)]
        let fails = random.index(below: 100) < call.failurePercent
        return TrailCall(time: time, call: call, actor: principal.actor, texts: texts, fails: fails, random: random)
    }
}

/// A call, before its record is written.
struct TrailCall: Sendable {
    /// Seconds since 1970.
    var time: Int64
    var call: RecordCall
    var actor: RecordActor
    var texts: SessionTexts
    var fails: Bool
    /// What its ids are drawn from.
    var random: SeededRandom
    /// The incident it belongs to, counted from 1; 0 for none.
    var incident: UInt8 = 0
}

extension SessionTexts {
    /// What the records of a principal's session share.
    init(
        _ principal: TrailPrincipal, at start: Int64, in network: Network, _ random: inout SeededRandom
    ) {
        self.init(role: principal.role, from: start, &random)
        switch principal.origin {
        case .person(let name):
            session = Array(name.utf8)
            // One of four places, always the same ones.
            var home = SeededRandom(seed: UInt64(name.utf8.reduce(0) { $0 * 31 + Int($1) }))
                .branch(UInt64(random.index(below: 4)))
            address = SessionTexts.text(Outside.anybody(&home))
        case .instance:
            let host = network.hosts[network.pick(random.index(below: 2) == 0 ? .web : .client, &random)]
            session = Array(host.instanceID.utf8)
            address = SessionTexts.text(host.address)
        case .machine(let name):
            session = Array("\(name)\(random.index(below: 9000) + 1000)".utf8)
            address = SessionTexts.text(Outside.anybody(&random))
        case .service(let name):
            session = Array(name.utf8)
        }
    }

    /// Temporary credentials of an hour.
    init(role name: String, from start: Int64, _ random: inout SeededRandom) {
        let begin = Timestamp(seconds: start)
        created = RecordValues.text(begin)
        expiry = RecordValues.text(begin.adding(seconds: TrailSession.longest))
        key = Array("ASIA".utf8) + random.letters(16, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        role = Array(name.utf8)
        roleID = Array(RecordActor.roleID(name).utf8)
    }

    static func text(_ address: AddressCode) -> [UInt8] {
        Array(IPAddress(address, isIPv6: false).description.utf8)
    }
}
