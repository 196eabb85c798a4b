/// Writes records as lines.
struct LineWriter: Sendable {
    let plan: LinePlan
    /// Whether times are written in milliseconds, as a few flow logs have them.
    var isMilliseconds = false

    /// So many lines are written with one look for room.
    private static let batch = 256

    /// Appends a line for each record.
    func append(_ parts: [FlowPart], to output: inout [UInt8]) {
        var first = 0
        while first < parts.count {
            let last = min(first + LineWriter.batch, parts.count)
            let room = (last - first) * plan.longestLine
            if output.capacity - output.count < room {
                output.reserveCapacity(max(output.count + room, 2 * output.capacity))
            }
            appendLines(output: &output, room: room) { cursor in
                for index in first..<last { write(parts[index], &cursor) }
            }
            first = last
        }
    }

    private func appendLines(output: inout [UInt8], room: Int, _ body: (inout LineCursor) -> Void) {
        plan.text.withUnsafeBufferPointer { text in
            plan.offsets.withUnsafeBufferPointer { offsets in
                output.append(addingCapacity: room) { space in
                    space.withUnsafeMutableBufferPointer { buffer, count in
                        guard let base = buffer.baseAddress else { return }
                        var cursor = LineCursor(next: base + count, text: text, offsets: offsets)
                        body(&cursor)
                        precondition(cursor.next <= base + buffer.count, "a line is longer than its plan says")
                        count = cursor.next - base
                    }
                }
            }
        }
    }

    @inline(__always)
    private func write(_ part: FlowPart, _ cursor: inout LineCursor) {
        guard part.status == .ok else { return writeSilence(part, &cursor) }
        for piece in plan.pieces {
            switch piece.kind {
            case .point: cursor.putText(piece.texts + Int(part.point))
            case .sourceAddress: cursor.put(part.source, isIPv6: part.isIPv6, piece.terminator)
            case .destinationAddress: cursor.put(part.destination, isIPv6: part.isIPv6, piece.terminator)
            case .packetSourceAddress: cursor.put(part.packetSource, isIPv6: part.isIPv6, piece.terminator)
            case .packetDestinationAddress: cursor.put(part.packetDestination, isIPv6: part.isIPv6, piece.terminator)
            case .sourcePort: cursor.put(UInt64(part.sourcePort), piece.terminator)
            case .destinationPort: cursor.put(UInt64(part.destinationPort), piece.terminator)
            case .protocolNumber: cursor.put(UInt64(part.protocolNumber), piece.terminator)
            case .packets: cursor.put(UInt64(part.packets), piece.terminator)
            case .bytes:
                if part.bytes < 0 {
                    cursor.putAbsent(piece.terminator)
                } else {
                    cursor.put(UInt64(part.bytes), piece.terminator)
                }
            case .start: cursor.put(time(part.start), piece.terminator)
            case .end: cursor.put(time(part.end), piece.terminator)
            case .status: cursor.putText(piece.texts)
            case .action: cursor.putText(piece.texts + (part.isRejected ? 2 : 1))
            case .type: cursor.putText(piece.texts + (part.isIPv6 ? 2 : 1))
            case .direction: cursor.putText(piece.texts + (part.isEgress ? 2 : 1))
            case .tcpFlags: cursor.put(UInt64(part.tcpFlags), piece.terminator)
            case .trafficPath:
                if part.trafficPath == 0 {
                    cursor.putAbsent(piece.terminator)
                } else {
                    cursor.put(UInt64(part.trafficPath), piece.terminator)
                }
            case .sourceService: cursor.putText(piece.texts + Int(part.sourceService))
            case .destinationService: cursor.putText(piece.texts + Int(part.destinationService))
            case .rejectReason: cursor.putText(piece.texts + Int(part.rejectReason))
            case .encryption: cursor.putText(piece.texts + Int(part.encryption))
            case .source: cursor.putText(piece.texts + LineWriter.host(part.sourceHost))
            case .destination: cursor.putText(piece.texts + LineWriter.host(part.destinationHost))
            case .nextHop, .pair: cursor.putText(piece.texts + LineWriter.host(part.nextHop))
            case .lost(let loss): cursor.put(part.loss == loss ? UInt64(part.packets) : 0, piece.terminator)
            }
        }
    }

    /// Without data, what the packets would tell is absent; what is known of the interface stays.
    private func writeSilence(_ part: FlowPart, _ cursor: inout LineCursor) {
        for piece in plan.pieces {
            switch piece.kind {
            case .point: cursor.putText(piece.texts + Int(part.point))
            case .start: cursor.put(time(part.start), piece.terminator)
            case .end: cursor.put(time(part.end), piece.terminator)
            case .status: cursor.putText(piece.texts + Int(part.status.rawValue))
            case .action, .type, .direction, .sourceService, .destinationService, .rejectReason, .source, .destination,
                .nextHop, .pair:
                cursor.putText(piece.texts)
            case .encryption: cursor.putText(piece.texts + Int(FlowPart.unknownEncryption))
            default: cursor.putAbsent(piece.terminator)
            }
        }
    }

    @inline(__always)
    private func time(_ seconds: UInt32) -> UInt64 { isMilliseconds ? UInt64(seconds) * 1000 : UInt64(seconds) }

    @inline(__always)
    private static func host(_ host: UInt16) -> Int { host == FlowPart.nobody ? 0 : Int(host) + 1 }
}
