/// The source and destination addresses of records: the action `ipset`.
///
/// Records without data (`NODATA`, `SKIPDATA`) and absent addresses are left out. An address is given as the log spells
/// it; two spellings of one IPv6 address are two members, as in flowlogs_reader.
public struct AddressSet: Sendable, Hashable {
    private var ipv4: Set<UInt32> = []
    /// IPv6 addresses in the spelling of RFC 5952.
    private var ipv6: Set<IPAddress> = []
    /// IPv6 addresses that are spelled otherwise.
    private var otherSpellings: Set<[UInt8]> = []
    /// What is no address.
    private var texts: Set<[UInt8]> = []

    /// Creates an empty set.
    public init() {}

    /// The number of members.
    public var count: Int { ipv4.count + ipv6.count + otherSpellings.count + texts.count }

    /// Whether there is no member.
    public var isEmpty: Bool { count == 0 }

    /// Adds the addresses of a batch.
    public mutating func insert(_ batch: FlowRecordBatch) {
        for row in batch.rows { insert(batch.storage, row) }
    }

    /// Adds the addresses of a record.
    public mutating func insert(_ record: FlowRecord) {
        insert(record.storage, record.row)
    }

    /// Adds the members of another set.
    public mutating func merge(_ other: AddressSet) {
        ipv4.formUnion(other.ipv4)
        ipv6.formUnion(other.ipv6)
        otherSpellings.formUnion(other.otherSpellings)
        texts.formUnion(other.texts)
    }

    /// The members: IPv4 by number, then IPv6 by number, then what is no address.
    public func sorted() -> [String] {
        let numbered = ipv4.sorted().map { IPAddress(ipv4: $0).description }
        var long = ipv6.map { (address: $0, text: $0.description) }
        for spelling in otherSpellings {
            let text = String(decoding: spelling, as: UTF8.self)
            if let address = IPAddress(text) { long.append((address, text)) }
        }
        long.sort { ($0.address, $0.text) < ($1.address, $1.text) }
        let others = texts.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
        return numbered + long.map(\.text) + others
    }

    private mutating func insert(_ storage: FlowRecordStorage, _ row: FlowRow) {
        if let status = storage.slice(of: .logStatus, in: row), hasNoData(storage, status) { return }
        insert(storage, storage.slice(of: .sourceAddress, in: row))
        insert(storage, storage.slice(of: .destinationAddress, in: row))
    }

    private mutating func insert(_ storage: FlowRecordStorage, _ slice: FieldSlice?) {
        guard let slice else { return }
        guard let (address, isCanonical) = IPAddress.parse(storage.bytes, slice.range) else {
            texts.insert(Array(storage.bytes[slice.range]))
            return
        }
        if !isCanonical {
            otherSpellings.insert(Array(storage.bytes[slice.range]))
        } else if address.isIPv6 {
            ipv6.insert(address)
        } else {
            ipv4.insert(UInt32(truncatingIfNeeded: address.low))
        }
    }

    private func hasNoData(_ storage: FlowRecordStorage, _ status: FieldSlice) -> Bool {
        switch status.count {
        case 6: storage.bytes[status.range].elementsEqual("NODATA".utf8)
        case 8: storage.bytes[status.range].elementsEqual("SKIPDATA".utf8)
        default: false
        }
    }
}
