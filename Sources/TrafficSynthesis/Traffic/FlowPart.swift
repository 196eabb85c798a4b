/// What a record says, in numbers: a flow in one direction, as one point saw it within one window.
struct FlowPart: Sendable {
    /// A record's log-status.
    enum Status: UInt8 { case ok, noData, skipData }
    /// Why packets of a flow were lost in a Transit Gateway.
    enum Loss: UInt8 { case none, noRoute, blackhole, mtuExceeded, ttlExpired }

    /// No host of ours.
    static let nobody = UInt16.max
    /// Encryption controls are off, or nobody knows.
    static let unknownEncryption: UInt8 = 4

    var packets: Int64 = 0
    /// -1 where the record does not tell them.
    var bytes: Int64 = 0
    /// Seconds since 1970.
    var start: UInt32 = 0
    /// Seconds since 1970, within the window.
    var end: UInt32 = 0
    var source: AddressCode = 0
    var destination: AddressCode = 0
    var packetSource: AddressCode = 0
    var packetDestination: AddressCode = 0
    var sourcePort: UInt16 = 0
    var destinationPort: UInt16 = 0
    /// The interface, or the attachment of a Transit Gateway.
    var point: UInt16 = 0
    var sourceHost = FlowPart.nobody
    var destinationHost = FlowPart.nobody
    var nextHop = FlowPart.nobody
    /// The window, counted from the first one that was asked for.
    var window: UInt16 = 0
    var protocolNumber: UInt8 = 0
    var tcpFlags: UInt8 = 0
    /// 1 to 8; 0 where none applies.
    var trafficPath: UInt8 = 0
    /// Numbers of ``AWSService``.
    var sourceService: UInt8 = 0
    var destinationService: UInt8 = 0
    /// 0, 1 for BPA, 2 for EC.
    var rejectReason: UInt8 = 0
    var encryption = FlowPart.unknownEncryption
    /// The incident it belongs to, counted from 1; 0 for none.
    var incident: UInt8 = 0
    var status = Status.ok
    var loss = Loss.none
    var isIPv6 = false
    var isEgress = false
    var isRejected = false

    /// Goes the other way.
    @inline(__always)
    mutating func turnAround() {
        swap(&source, &destination)
        swap(&packetSource, &packetDestination)
        swap(&sourcePort, &destinationPort)
        swap(&sourceHost, &destinationHost)
        swap(&sourceService, &destinationService)
        isEgress.toggle()
    }
}

/// The services whose address ranges our traffic touches.
///
/// Source: VPC User Guide, "Flow log records", `pkt-src-aws-service`.
enum AWSService: UInt8, CaseIterable {
    case none, s3, dynamoDB, ec2, amazon

    var code: String {
        switch self {
        case .none: "-"
        case .s3: "S3"
        case .dynamoDB: "DYNAMODB"
        case .ec2: "EC2"
        case .amazon: "AMAZON"
        }
    }
}
