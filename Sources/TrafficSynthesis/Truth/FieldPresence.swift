import FlowLogs

/// Which of the fields that answers depend on a record has.
struct FieldPresence: Sendable {
    let source: Bool
    let destination: Bool
    /// All of addresses, ports and protocol.
    let key: Bool
    let packets: Bool
    let bytes: Bool
    let start: Bool
    let end: Bool
    let action: Bool
    let status: Bool

    /// - Parameters:
    ///   - format: what the record's line should have.
    ///   - absent: fields that the format names and the record lacks.
    init(_ format: FlowLogFormat, absent: [FlowField] = []) {
        func has(_ field: FlowField) -> Bool { format.column(of: field) != nil && !absent.contains(field) }
        source = has(.sourceAddress)
        destination = has(.destinationAddress)
        key = source && destination && has(.sourcePort) && has(.destinationPort) && has(.protocolNumber)
        packets = has(.packets)
        bytes = has(.bytes)
        start = has(.start)
        end = has(.end)
        // Records of Transit Gateways have `-` for their action.
        action = has(.action) && !format.isOfTransit
        status = has(.logStatus)
    }
}

extension FlowLogFormat {
    /// Whether only Transit Gateways write it.
    var isOfTransit: Bool { column(of: .interfaceID) == nil && columns.contains { $0.field?.version == 6 } }
}
