/// What two hosts say to each other, once: both directions, from the first packet to the last.
struct Conversation: Sendable {
    /// How one point sees it.
    struct Leg: Sendable {
        var point: UInt16
        /// Whether the client is on this side of the point.
        var isClientSide: Bool
        var client: AddressCode
        var server: AddressCode
        var clientPacket: AddressCode
        var serverPacket: AddressCode
        var clientHost: UInt16
        var serverHost: UInt16
        /// Where packets go from here, and where they come from.
        var nextHop: UInt16
        /// The traffic-path of what leaves the point.
        var path: UInt8

        static let none = Leg(
            point: 0, isClientSide: false, client: 0, server: 0, clientPacket: 0, serverPacket: 0,
            clientHost: FlowPart.nobody, serverHost: FlowPart.nobody, nextHop: FlowPart.nobody, path: 0)
    }

    var legs = InlineArray<3, Leg>(repeating: .none)
    var legCount = 0
    /// Seconds since 1970.
    var start: Int64 = 0
    /// The second of the last packet.
    var end: Int64 = 0
    var forwardPackets: Int64 = 0
    var forwardBytes: Int64 = 0
    var backwardPackets: Int64 = 0
    var backwardBytes: Int64 = 0
    var clientPort: UInt16 = 0
    var serverPort: UInt16 = 0
    var protocolNumber: UInt8 = 6
    var serverService = AWSService.none
    var encryption = FlowPart.unknownEncryption
    var rejectReason: UInt8 = 0
    var incident: UInt8 = 0
    var loss = FlowPart.Loss.none
    var isIPv6 = false
    var isRejected = false
    /// Whether it ends with RST in place of FIN.
    var isReset = false

    @inline(__always)
    mutating func add(_ leg: Leg) {
        legs[legCount] = leg
        legCount += 1
    }
}

/// A number of packets with their bytes.
struct Volume: Sendable, Equatable {
    var packets: Int64
    var bytes: Int64

    /// What has gone by before a moment: the first packet comes at the start, the last one at the end, the others evenly
    /// between, and each of them has its share of the bytes.
    ///
    /// Differences of this between moments are parts that add up to the whole.
    @inline(__always)
    func gone(before moment: Int64, start: Int64, end: Int64) -> Volume {
        if moment <= start { return Volume(packets: 0, bytes: 0) }
        if moment > end || packets < 2 { return self }
        let gone = 1 + (packets - 2) * (moment - start) / (end - start)
        return Volume(packets: gone, bytes: bytes / packets * gone + bytes % packets * gone / packets)
    }

    @inline(__always)
    static func - (a: Volume, b: Volume) -> Volume {
        Volume(packets: a.packets - b.packets, bytes: a.bytes - b.bytes)
    }
}
