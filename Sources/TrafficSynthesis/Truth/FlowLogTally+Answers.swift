import FlowLogs
import Timestamps

/// What the command `flowlogs_reader` prints of the records.
extension FlowLogTally {
    private static let columns = "bytes\tdstaddr\tdstport\tend\tpackets\tprotocol\tsrcaddr\tsrcport\tstart\n"

    /// So much is handed out in one piece.
    private static let pieceBytes = 1 << 16

    /// What `ipset` prints: a line for each address, IPv4 by number and then IPv6 by number.
    public func addressLines() -> [String] {
        addresses.keys.map { IPAddress(AddressCode(truncatingIfNeeded: $0.low), isIPv6: $0.high == 1) }
            .sorted().map(\.description)
    }

    /// The number of rows of ``writeAggregate(_:)``, besides the names of the columns.
    public var aggregateRowCount: Int { rows.count }

    /// Writes what `aggregate` prints, piece by piece: a line of names, and a row for each flow as they first appear.
    public func writeAggregate(_ write: ([UInt8]) -> Void) {
        var piece = Array(FlowLogTally.columns.utf8)
        for (index, key) in flows.keys.enumerated() {
            appendRow(key, rows[index], to: &piece)
            guard piece.count >= FlowLogTally.pieceBytes else { continue }
            write(piece)
            piece.removeAll(keepingCapacity: true)
        }
        write(piece)
    }

    private func appendRow(_ key: IntegerTable.Key, _ row: Row, to text: inout [UInt8]) {
        let isIPv6 = key.low & 1 == 1
        let source = IPAddress(AddressCode(key.high >> 32), isIPv6: isIPv6)
        let destination = IPAddress(AddressCode(key.high & 0xFFFF_FFFF), isIPv6: isIPv6)
        func time(_ seconds: UInt32, absent: UInt32) -> String {
            seconds == absent ? "-" : Timestamp(seconds: Int64(seconds)).pythonDescription
        }
        let columns = [
            "\(row.bytes)", destination.description, "\(key.low >> 16 & 0xFFFF)", time(row.end, absent: 0),
            "\(row.packets)", "\(key.low >> 8 & 0xFF)", source.description, "\(key.low >> 32 & 0xFFFF)",
            time(row.start, absent: .max),
        ]
        text += Array(columns.joined(separator: "\t").utf8)
        text.append(0x0A)
    }
}
