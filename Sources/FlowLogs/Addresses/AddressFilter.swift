/// Finds the records whose source or destination is one of some addresses: the action `findip`.
///
/// Addresses are compared by value, so that an IPv6 address is found in any spelling. What is no address is compared as
/// text.
public struct AddressFilter: Sendable {
    /// The spellings to look for byte by byte: as given, and as the log most likely has it.
    private let spellings: Set<[UInt8]>
    private let spellingList: [[UInt8]]
    private let ipv6: Set<IPAddress>

    /// Creates a filter; without addresses it finds nothing.
    public init(_ addresses: some Sequence<String>) {
        var spellings: Set<[UInt8]> = []
        var ipv6: Set<IPAddress> = []
        for text in addresses {
            spellings.insert(Array(text.utf8))
            if let address = IPAddress(text) {
                spellings.insert(Array(address.description.utf8))
                if address.isIPv6 { ipv6.insert(address) }
            }
        }
        self.spellings = spellings
        spellingList = Array(spellings)
        self.ipv6 = ipv6
    }

    /// The records of a batch that have one of the addresses.
    public func select(_ batch: FlowRecordBatch) -> FlowRecordBatch {
        let storage = batch.storage
        return FlowRecordBatch(
            storage: storage, rows: storage.withSpans { matchingRows(batch.rows, storage.formats, $0, $1) })
    }

    /// Whether a record has one of the addresses.
    public func matches(_ record: FlowRecord) -> Bool {
        let storage = record.storage
        return storage.withSpans { !matchingRows([record.row], storage.formats, $0, $1).isEmpty }
    }

    private func matchingRows(
        _ rows: [FlowRow], _ formats: [FlowLogFormat], _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>
    ) -> [FlowRow] {
        let columns = formats.map { [$0.column(of: .sourceAddress), $0.column(of: .destinationAddress)] }
        return rows.filter { row in
            columns[Int(row.format)].contains { column in
                guard let column, column < Int(row.columnCount) else { return false }
                return matches(bytes, ends.slice(row.end(column)))
            }
        }
    }

    private func matches(_ bytes: Span<UInt8>, _ slice: FieldSlice) -> Bool {
        if isAbsent(bytes, slice) { return false }
        let start = slice.start
        let count = slice.count
        if spellingList.count <= 16 {
            for spelling in spellingList where spelling.count == count {
                if areEqual(bytes, from: start, spelling.span, from: 0, count: count) { return true }
            }
        } else if spellings.contains(slice.range.map { bytes[$0] }) {
            return true
        }
        guard !ipv6.isEmpty, let address = IPAddress(bytes, slice.range) else { return false }
        return address.isIPv6 && ipv6.contains(address)
    }
}
