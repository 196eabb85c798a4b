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
        batch.storage.withSpans { insert(batch.rows, batch.storage.formats, $0, $1) }
    }

    /// Adds the addresses of a record.
    public mutating func insert(_ record: FlowRecord) {
        record.storage.withSpans { insert(CollectionOfOne(record.row), record.storage.formats, $0, $1) }
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

    private mutating func insert(
        _ rows: some Sequence<FlowRow>, _ formats: [FlowLogFormat], _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>
    ) {
        let columns = formats.map { format in
            (
                status: format.column(of: .logStatus), source: format.column(of: .sourceAddress),
                destination: format.column(of: .destinationAddress)
            )
        }
        for row in rows {
            let (status, source, destination) = columns[Int(row.format)]
            func slice(_ column: Int?) -> FieldSlice? {
                guard let column, column < Int(row.columnCount) else { return nil }
                let slice = ends.slice(row.end(column))
                return isAbsent(bytes, slice) ? nil : slice
            }
            if let status = slice(status), AddressSet.hasNoData(bytes, status) { continue }
            if let source = slice(source) { insert(bytes, source) }
            if let destination = slice(destination) { insert(bytes, destination) }
        }
    }

    private mutating func insert(_ bytes: Span<UInt8>, _ slice: FieldSlice) {
        guard let (address, isCanonical) = IPAddress.parse(bytes, slice.range) else {
            texts.insert(slice.range.map { bytes[$0] })
            return
        }
        if !isCanonical {
            otherSpellings.insert(slice.range.map { bytes[$0] })
        } else if address.isIPv6 {
            ipv6.insert(address)
        } else {
            ipv4.insert(UInt32(truncatingIfNeeded: address.low))
        }
    }

    private static func hasNoData(_ bytes: Span<UInt8>, _ status: FieldSlice) -> Bool {
        switch status.count {
        case 6: areEqual(bytes, from: status.start, noData.span, from: 0, count: 6)
        case 8: areEqual(bytes, from: status.start, skipData.span, from: 0, count: 8)
        default: false
        }
    }

    private static let noData = Array("NODATA".utf8)
    private static let skipData = Array("SKIPDATA".utf8)
}
