import FlowLogs

/// How the lines of a format are put together, worked out once for the points of a network.
///
/// Neighbouring columns that are the same in all records of a point are one text. What can be one of a few texts is one
/// of a few texts, all of them in one run of bytes.
struct LinePlan: Sendable {
    /// What comes next in a line.
    enum Kind: Sendable {
        /// A text by the point.
        case point
        /// A text by what the record says.
        case status, action, type, direction, sourceService, destinationService, rejectReason, encryption
        /// A text by a host.
        case source, destination, nextHop, pair
        case sourceAddress, destinationAddress, packetSourceAddress, packetDestinationAddress
        case sourcePort, destinationPort, protocolNumber, packets, bytes, start, end, tcpFlags, trafficPath
        case lost(FlowPart.Loss)
    }

    struct Piece: Sendable {
        let kind: Kind
        /// Where its texts begin among ``LinePlan/offsets``.
        let texts: Int
        /// What follows a number or an address, a blank or the line end; texts have theirs in them.
        let terminator: UInt8
    }

    private(set) var pieces: [Piece] = []
    /// All texts, one after the other.
    private(set) var text: [UInt8] = []
    /// Where each text begins; the next one's beginning is its end.
    private(set) var offsets: [UInt32] = []
    /// No line is longer.
    private(set) var longestLine = 0

    /// About how long most lines are: numbers and addresses rarely take all of their room.
    var usualLine: Int { longestLine - pieces.count { $0.terminator != 0 } * LinePlan.longestNumber / 2 }

    /// The line that names the columns.
    let header: [UInt8]

    /// The longest number or address, with what follows it.
    private static let longestNumber = 24

    init(_ format: FlowLogFormat, _ network: Network) {
        // A format that was validated names no other columns.
        let fields = format.columns.compactMap(\.field)
        header = Array((fields.map(\.name).joined(separator: " ") + "\n").utf8)
        let version = format.recordVersion
        var run = [String](repeating: "", count: network.pointCount)
        var hasRun = false
        for (index, field) in fields.enumerated() {
            let terminator = index == fields.count - 1 ? "\n" : " "
            let texts = run.indices.compactMap { network.text(field, point: $0, version: version) }
            if texts.count == run.count {
                for point in run.indices { run[point] += texts[point] + terminator }
                hasRun = true
                continue
            }
            if hasRun { append(.point, run) }
            run = run.map { _ in "" }
            hasRun = false
            append(field, network, terminator)
        }
        if hasRun { append(.point, run) }
        offsets.append(UInt32(text.count))
    }

    private mutating func append(_ kind: Kind, _ texts: [String], _ terminator: String = "") {
        pieces.append(Piece(kind: kind, texts: offsets.count, terminator: 0))
        for text in texts {
            offsets.append(UInt32(self.text.count))
            self.text += Array((text + terminator).utf8)
        }
        longestLine += (texts.map(\.utf8.count).max() ?? 0) + terminator.utf8.count
    }

    private mutating func append(_ field: FlowField, _ network: Network, _ terminator: String) {
        if let subject = Network.subject(of: field) {
            let kind: Kind =
                switch subject {
                case .source: .source
                case .destination: .destination
                case .nextHop: .nextHop
                case .pair: .pair
                }
            append(kind, ["-"] + network.hosts.indices.map { network.text(field, host: $0) }, terminator)
            return
        }
        let services = AWSService.allCases.map(\.code)
        // The first text is that of records without data.
        switch field {
        case .logStatus: append(.status, ["OK", "NODATA", "SKIPDATA"], terminator)
        case .action: append(.action, ["-", "ACCEPT", "REJECT"], terminator)
        case .type: append(.type, ["-", "IPv4", "IPv6"], terminator)
        case .flowDirection: append(.direction, ["-", "ingress", "egress"], terminator)
        case .packetSourceAWSService: append(.sourceService, services, terminator)
        case .packetDestinationAWSService: append(.destinationService, services, terminator)
        case .rejectReason: append(.rejectReason, ["-", "BPA", "EC"], terminator)
        case .encryptionStatus: append(.encryption, ["0", "1", "2", "3", "-"], terminator)
        default:
            pieces.append(Piece(kind: LinePlan.number(field), texts: 0, terminator: Array(terminator.utf8)[0]))
            longestLine += LinePlan.longestNumber
        }
    }

    private static func number(_ field: FlowField) -> Kind {
        switch field {
        case .sourceAddress: .sourceAddress
        case .destinationAddress: .destinationAddress
        case .packetSourceAddress: .packetSourceAddress
        case .packetDestinationAddress: .packetDestinationAddress
        case .sourcePort: .sourcePort
        case .destinationPort: .destinationPort
        case .protocolNumber: .protocolNumber
        case .packets: .packets
        case .bytes: .bytes
        case .start: .start
        case .end: .end
        case .tcpFlags: .tcpFlags
        case .trafficPath: .trafficPath
        case .packetsLostNoRoute: .lost(.noRoute)
        case .packetsLostBlackhole: .lost(.blackhole)
        case .packetsLostMTUExceeded: .lost(.mtuExceeded)
        case .packetsLostTTLExpired: .lost(.ttlExpired)
        default: preconditionFailure("\(field.name) is the same in all records of a point")
        }
    }
}

extension FlowLogFormat {
    /// What `version` says in its records: the highest version among its fields.
    ///
    /// Source: VPC User Guide, "Flow log records", `version`.
    var recordVersion: Int { columns.compactMap { $0.field?.version }.max() ?? 2 }
}
