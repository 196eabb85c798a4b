/// How much is said, by the kind of protocol.
extension TrafficDraw {
    /// A port that a client's system chooses (RFC 6056; Linux's range).
    @inline(__always)
    func ephemeralPort(_ random: inout SeededRandom) -> UInt16 {
        UInt16(truncatingIfNeeded: 32_768 + random.index(below: 28_232))
    }

    /// A connection: three packets to open and close it in either direction, headers of 40 bytes and segments of 1,400.
    @inline(__always)
    func tcp(
        _ conversation: inout Conversation, port: UInt16, asks: Int64, answers: Int64, encryption: UInt8,
        _ random: inout SeededRandom
    ) {
        conversation.serverPort = port
        conversation.encryption = encryption
        let asked = random.heavyTailed(asks, doublings: 12)
        let answered = random.heavyTailed(answers, doublings: 14)
        conversation.forwardPackets = 3 + asked / 1400
        conversation.forwardBytes = asked + conversation.forwardPackets * 40
        conversation.backwardPackets = 3 + answered / 1400
        conversation.backwardBytes = answered + conversation.backwardPackets * 40
        conversation.isReset = asked & 31 == 0
    }

    /// A question and an answer.
    @inline(__always)
    func datagram(_ conversation: inout Conversation, port: UInt16, _ random: inout SeededRandom) {
        conversation.protocolNumber = 17
        conversation.serverPort = port
        conversation.end = conversation.start
        conversation.forwardPackets = 1
        conversation.forwardBytes = 56 + Int64(random.index(below: 32))
        conversation.backwardPackets = 1
        conversation.backwardBytes = random.heavyTailed(90, doublings: 3)
    }

    /// Echoes; records of ICMP have no ports.
    func ping(_ conversation: inout Conversation, _ random: inout SeededRandom) {
        conversation.protocolNumber = conversation.isIPv6 ? 58 : 1
        conversation.clientPort = 0
        conversation.forwardPackets = Int64(random.index(below: 5) + 1)
        conversation.forwardBytes = conversation.forwardPackets * 84
        conversation.backwardPackets = conversation.forwardPackets
        conversation.backwardBytes = conversation.forwardBytes
    }

    /// A first packet that nobody answers.
    func knock(_ conversation: inout Conversation, _ port: UInt16, _ random: inout SeededRandom) {
        conversation.serverPort = port
        conversation.isRejected = true
        conversation.end = conversation.start
        conversation.forwardPackets = 1
        conversation.forwardBytes = 40 + Int64(random.index(below: 2)) * 4
        guard hasRejectReasons else { return }
        let reason = random.index(below: 8)
        conversation.rejectReason = reason < 2 ? UInt8(reason + 1) : 0
    }
}
