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
        return batch.selecting { matches(storage, batch.rows[$0]) }
    }

    /// Whether a record has one of the addresses.
    public func matches(_ record: FlowRecord) -> Bool {
        matches(record.storage, record.row)
    }

    private func matches(_ storage: FlowRecordStorage, _ row: FlowRow) -> Bool {
        matches(storage, storage.slice(of: .sourceAddress, in: row))
            || matches(storage, storage.slice(of: .destinationAddress, in: row))
    }

    private func matches(_ storage: FlowRecordStorage, _ slice: FieldSlice?) -> Bool {
        guard let slice else { return false }
        let bytes = storage.bytes
        let start = Int(slice.start)
        let count = slice.count
        if spellingList.count <= 16 {
            for spelling in spellingList where spelling.count == count {
                if areEqual(bytes, from: start, spelling, from: 0, count: count) { return true }
            }
        } else if spellings.contains(Array(storage.bytes[slice.range])) {
            return true
        }
        guard !ipv6.isEmpty, let address = IPAddress(bytes, slice.range) else { return false }
        return address.isIPv6 && ipv6.contains(address)
    }
}
