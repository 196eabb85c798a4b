extension Conversation {
    /// Appends what its points see of it in each of some windows.
    ///
    /// - Parameters:
    ///   - windows: which windows, by their number since 1970.
    ///   - seconds: how long a window is.
    ///   - isTransit: whether the points are attachments of a Transit Gateway, for which what a client sends comes in.
    ///   - parts: where to.
    @inline(__always)
    func appendParts(
        in windows: Range<Int64>, of seconds: Int64, isTransit: Bool, to parts: inout [FlowPart]
    ) {
        let first = start / seconds
        let last = end / seconds
        guard first < windows.upperBound, last >= windows.lowerBound else { return }
        let forward = Volume(packets: forwardPackets, bytes: forwardBytes)
        let backward = Volume(packets: backwardPackets, bytes: backwardBytes)
        if first == last {
            appendParts(
                forward, backward, from: start, to: end, flags: openingFlags | closingFlags,
                window: UInt16(truncatingIfNeeded: first - windows.lowerBound), isTransit, &parts)
            return
        }
        for window in max(first, windows.lowerBound)...min(last, windows.upperBound - 1) {
            let from = window * seconds
            let to = from + seconds
            appendParts(
                forward.gone(before: to, start: start, end: end) - forward.gone(before: from, start: start, end: end),
                backward.gone(before: to, start: start, end: end)
                    - backward.gone(before: from, start: start, end: end),
                from: max(from, start), to: min(to - 1, end),
                flags: (window == first ? openingFlags : 0) | (window == last ? closingFlags : 0),
                window: UInt16(truncatingIfNeeded: window - windows.lowerBound), isTransit, &parts)
        }
    }

    /// SYN of the client; the server's SYN-ACK has one bit more.
    private var openingFlags: UInt8 { protocolNumber == 6 ? 2 : 0 }

    private var closingFlags: UInt8 { protocolNumber == 6 && !isRejected ? (isReset ? 4 : 1) : 0 }

    @inline(__always)
    private func appendParts(
        _ forward: Volume, _ backward: Volume, from: Int64, to: Int64, flags: UInt8, window: UInt16, _ isTransit: Bool,
        _ parts: inout [FlowPart]
    ) {
        var part = FlowPart()
        part.start = UInt32(truncatingIfNeeded: from)
        part.end = UInt32(truncatingIfNeeded: to)
        part.window = window
        part.protocolNumber = protocolNumber
        part.rejectReason = rejectReason
        part.encryption = encryption
        part.incident = incident
        part.loss = loss
        part.isIPv6 = isIPv6
        part.isRejected = isRejected
        for index in 0..<legCount {
            let leg = legs[index]
            part.point = leg.point
            part.nextHop = leg.nextHop
            part.source = leg.client
            part.destination = leg.server
            part.packetSource = leg.clientPacket
            part.packetDestination = leg.serverPacket
            part.sourcePort = clientPort
            part.destinationPort = serverPort
            part.sourceHost = leg.clientHost
            part.destinationHost = leg.serverHost
            part.sourceService = 0
            part.destinationService = serverService.rawValue
            part.isEgress = leg.isClientSide != isTransit
            if forward.packets > 0 {
                part.packets = forward.packets
                // Records of VPC Block Public Access tell no bytes, as the guide's "Flow log limitations" says.
                part.bytes = rejectReason == 1 ? -1 : forward.bytes
                part.tcpFlags = flags
                part.trafficPath = part.isEgress ? leg.path : 0
                parts.append(part)
            }
            if backward.packets > 0 {
                part.turnAround()
                part.packets = backward.packets
                part.bytes = backward.bytes
                part.tcpFlags = flags & 2 == 0 ? flags : flags | 18
                part.trafficPath = part.isEgress ? leg.path : 0
                parts.append(part)
            }
        }
    }
}
