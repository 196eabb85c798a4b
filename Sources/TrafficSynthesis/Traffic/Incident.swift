/// Something that somebody should notice in the flows.
struct Incident: Sendable {
    /// What happens.
    enum Kind: String, Sendable, CaseIterable {
        /// One address tries many ports of one host, all in vain.
        case portScan = "port-scan"
        /// One address opens SSH connections to one host, one after the other.
        case bruteForce = "ssh-brute-force"
        /// One of ours speaks to one address outside, shortly and every minute.
        case beacon
        /// One of ours sends a lot to one address outside.
        case exfiltration
        /// A user's key is used from outside: a role is assumed, an instance started, which speaks to that address.
        case leakedKey = "leaked-key"
    }

    let kind: Kind
    /// Counted from 1; see ``FlowPart/incident``.
    let number: UInt8
    /// Who attacks, or is spoken to.
    let outside: AddressCode
    /// Which of ours is concerned.
    let host: Int
    /// The second in which it begins.
    let start: Int64
    /// When its first conversation begins: after the calls that lead to it, where there are some.
    let firstConversation: Int64
    /// For how long new conversations begin.
    let span: Int64
    /// How many there are.
    let count: Int64
    /// The most seconds that one of them lasts.
    let longest: Int64
    /// The seconds between the calls of an intruder.
    let callUnit: Int64
    /// What is drawn for it alone.
    let random: SeededRandom

    private static func callUnit(_ duration: Int64) -> Int64 { min(60, duration / 32) / 4 }

    /// Plans an incident somewhere in a time.
    ///
    /// - Parameters:
    ///   - kind: what happens.
    ///   - network: where.
    ///   - start: when the time begins, in seconds since 1970.
    ///   - duration: how long it is.
    ///   - random: the sequence that is its own.
    init(_ kind: Kind, in network: Network, start: Int64, duration: Int64, random: SeededRandom) {
        var random = random
        self.kind = kind
        let index = Kind.allCases.firstIndex(of: kind) ?? 0
        number = UInt8(index + 1)
        outside = Outside.attacker(10 + 45 * index + random.index(below: 40))
        var lead: Int64 = 0
        switch kind {
        case .portScan:
            host = network.pick(.web, &random)
            self.start = start + duration / 4
            span = min(300, duration / 4)
            count = 400
            longest = 0
        case .bruteForce:
            host = network.first(.bastion)
            self.start = start + duration / 3
            span = min(1800, duration / 3)
            count = max(1, span / 3)
            longest = 2
        case .beacon:
            host = network.pick(.client, &random)
            self.start = start + duration / 8
            span = duration - duration / 8
            count = max(1, span / 60)
            longest = 0
        case .exfiltration:
            host = network.pick(.client, &random)
            self.start = start + duration / 2
            span = 0
            count = 1
            longest = min(7200, duration / 4)
        case .leakedKey:
            host = network.first(.launched)
            self.start = start + duration * 5 / 8
            lead = Incident.callUnit(duration) * 10
            span = duration - duration * 5 / 8 - lead
            count = max(1, span / 60)
            longest = 0
        }
        firstConversation = self.start + lead
        callUnit = Incident.callUnit(duration)
        self.random = random
    }

    /// The second of its last packet.
    var lastSecond: Int64 { begin(count - 1) + longest }

    /// Appends what is seen of it in some windows.
    func appendParts(in windows: Range<Int64>, of seconds: Int64, _ network: Network, to parts: inout [FlowPart]) {
        for index in conversations(in: windows, of: seconds) {
            conversation(index, network)
                .appendParts(in: windows, of: seconds, isTransit: network.isTransit, to: &parts)
        }
    }

    /// How many conversations of it some windows see.
    func conversationCount(in windows: Range<Int64>, of seconds: Int64) -> Int {
        conversations(in: windows, of: seconds).count
    }

    /// The conversations that some windows see, by their number.
    private func conversations(in windows: Range<Int64>, of seconds: Int64) -> Range<Int64> {
        let first = firstIndex(notBefore: windows.lowerBound * seconds - longest)
        return first..<max(first, firstIndex(notBefore: windows.upperBound * seconds))
    }

    /// The first conversation that begins at a second or later; one that lasts for years has millions.
    private func firstIndex(notBefore second: Int64) -> Int64 {
        var (low, high) = (Int64(0), count)
        while low < high {
            let middle = (low + high) / 2
            if begin(middle) < second { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// When a conversation of it begins; they are spread evenly.
    private func begin(_ index: Int64) -> Int64 { firstConversation + span * index / count }

    private func conversation(_ index: Int64, _ network: Network) -> Conversation {
        var random = random.branch(UInt64(index))
        var conversation = Conversation()
        conversation.incident = number
        conversation.start = begin(index)
        conversation.end = conversation.start
        conversation.clientPort = UInt16(40_000 + random.index(below: 20_000))
        switch kind {
        case .portScan:
            conversation.add(from: outside, to: host, network)
            conversation.serverPort = UInt16(1 + index)
            conversation.isRejected = true
            conversation.forwardPackets = 1
            conversation.forwardBytes = 44
        case .bruteForce:
            conversation.add(from: outside, to: host, network)
            conversation.serverPort = 22
            conversation.end += longest
            conversation.forwardPackets = 12 + Int64(random.index(below: 4))
            conversation.forwardBytes = conversation.forwardPackets * 110
            conversation.backwardPackets = conversation.forwardPackets
            conversation.backwardBytes = conversation.backwardPackets * 130
        case .beacon:
            conversation.add(from: host, through: network.first(.natGateway), to: outside, network)
            conversation.serverPort = 443
            conversation.forwardPackets = 5
            conversation.forwardBytes = 420
            conversation.backwardPackets = 4
            conversation.backwardBytes = 310
        case .leakedKey:
            conversation.add(from: host, to: outside, path: 8, network)
            conversation.serverPort = 8443
            conversation.forwardPackets = 6
            conversation.forwardBytes = 610
            conversation.backwardPackets = 5
            conversation.backwardBytes = 380
        case .exfiltration:
            conversation.add(from: host, through: network.first(.natGateway), to: outside, network)
            conversation.serverPort = 443
            conversation.end += longest
            conversation.forwardPackets = 2_000_000 + Int64(random.index(below: 1_000_000))
            conversation.forwardBytes = conversation.forwardPackets * 1_440
            conversation.backwardPackets = conversation.forwardPackets / 8
            conversation.backwardBytes = conversation.backwardPackets * 52
        }
        return conversation
    }
}
