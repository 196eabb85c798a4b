/// Tells by the number and the look of the columns to which format a line belongs.
enum FormatShape {
    /// The default format that a line without a header has, by its shape.
    static func defaultFormat(_ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine) -> FlowLogFormat? {
        switch line.columnCount {
        case FlowLogFormat.default.columns.count:
            let version = ends.slice(line.firstEnd)
            guard version.count <= 2, FieldNumber.check(bytes, version) == .plain else { return nil }
            return .default
        case FlowLogFormat.transitGatewayDefault.columns.count:
            guard ends.slice(line.firstEnd).count == 1, bytes[ends.slice(line.firstEnd).start] == 0x36,
                equals(bytes, ends.slice(line.firstEnd + 1), "TransitGateway")
            else { return nil }
            return .transitGatewayDefault
        default: return nil
        }
    }

    /// The index of the format among `formats` that fits a line best, and whether another one fits as well.
    ///
    /// A format with as many columns as the line comes before one with more or fewer; among these the one counts whose
    /// columns look most like what they hold. Nil where none fits.
    static func choose(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine, among formats: [FlowLogFormat]
    ) -> (index: Int, isAmbiguous: Bool)? {
        var best: (index: Int, distance: Int, score: Int)?
        var isAmbiguous = false
        for (index, format) in formats.enumerated() {
            let distance = abs(format.columns.count - line.columnCount)
            if let best, best.distance < distance { continue }
            guard let score = score(bytes, ends, line, format: format) else { continue }
            if let best, best.distance == distance, best.score >= score {
                if best.score == score && formats[best.index] != format { isAmbiguous = true }
                continue
            }
            best = (index, distance, score)
            isAmbiguous = false
        }
        return best.map { ($0.index, isAmbiguous) }
    }

    /// How many columns look like what the format says they hold; nil where one cannot be it.
    private static func score(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine, format: FlowLogFormat
    ) -> Int? {
        guard LineCheck(bytes, ends, line, format.rules).skipCause == nil else { return nil }
        var score = 0
        for (index, column) in format.columns.prefix(line.columnCount).enumerated() {
            let slice = ends.slice(line.firstEnd + index)
            guard let field = column.field, !isAbsent(bytes, slice) else { continue }
            switch looksRight(bytes, slice, field) {
            case true?: score += 1
            case false?: return nil
            case nil: break
            }
        }
        return score
    }

    /// Whether a value can be of a field; nil where that cannot be told.
    private static func looksRight(_ bytes: Span<UInt8>, _ slice: FieldSlice, _ field: FlowField) -> Bool? {
        func isOne(of words: StaticString...) -> Bool { words.contains { equals(bytes, slice, $0) } }
        func begins(_ prefix: StaticString) -> Bool { hasPrefix(bytes, slice, prefix) }
        switch field {
        case .start, .end: return slice.count >= 10
        case .tcpFlags, .protocolNumber, .version: return slice.count <= 3
        case .sourcePort, .destinationPort: return slice.count <= 5
        case .action: return isOne(of: "ACCEPT", "REJECT")
        case .logStatus: return isOne(of: "OK", "NODATA", "SKIPDATA")
        case .type: return isOne(of: "IPv4", "IPv6", "EFA")
        case .flowDirection: return isOne(of: "ingress", "egress")
        case .interfaceID, .nextHopInterfaceID: return begins("eni-")
        case .vpcID, .nextHopVPCID, .tgwSourceVPCID, .tgwDestinationVPCID: return begins("vpc-")
        case .subnetID, .nextHopSubnetID, .tgwSourceSubnetID, .tgwDestinationSubnetID: return begins("subnet-")
        case .instanceID: return begins("i-")
        case .tgwID: return begins("tgw-")
        case .resourceType: return isOne(of: "TransitGateway")
        case .ecsClusterARN, .ecsTaskARN, .ecsTaskDefinitionARN, .ecsContainerInstanceARN: return begins("arn:")
        default:
            return switch field.kind {
            case .address: IPAddress(bytes, slice.range) != nil
            case .integer32, .integer64, .timestamp: true
            case .string: nil
            }
        }
    }

    private static func equals(_ bytes: Span<UInt8>, _ slice: FieldSlice, _ word: StaticString) -> Bool {
        slice.count == word.utf8CodeUnitCount && hasPrefix(bytes, slice, word)
    }

    private static func hasPrefix(_ bytes: Span<UInt8>, _ slice: FieldSlice, _ prefix: StaticString) -> Bool {
        guard slice.count >= prefix.utf8CodeUnitCount else { return false }
        return prefix.withUTF8Buffer { buffer in
            buffer.indices.allSatisfy { buffer[$0] == bytes[slice.start + $0] }
        }
    }
}
