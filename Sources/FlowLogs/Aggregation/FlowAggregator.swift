import Timestamps

/// Sums packets and bytes by key and keeps the time span: the action `aggregate`.
///
/// Rows come in order of first appearance. Several aggregators that took parts of the input, merged in the order of the
/// input, give the rows that one would have given.
public struct FlowAggregator: Sendable {
    /// The key of a flow: addresses, ports and protocol.
    public static let flowKey = ["srcaddr", "dstaddr", "srcport", "dstport", "protocol"]

    /// The names of the key fields, with underscores.
    public let keyFields: [String]

    /// Records that were left out because they lack a key field.
    public private(set) var recordsWithoutKey = 0

    private var table = FlowTable()
    private var plan: KeyPlan?
    private var scratch: [UInt8] = []

    /// Creates an aggregator.
    ///
    /// - Parameter keyFields: names of fields, in any spelling.
    public init(keyFields: [String] = FlowAggregator.flowKey) {
        self.keyFields = FlowLogFormat(names: keyFields).columns.map(\.name)
    }

    /// The number of rows.
    public var count: Int { table.entries.count }

    /// Adds the records of a batch.
    public mutating func add(_ batch: FlowRecordBatch) {
        for row in batch.rows { add(batch.storage, row) }
    }

    /// Adds a record.
    public mutating func add(_ record: FlowRecord) {
        add(record.storage, record.row)
    }

    /// Adds the rows of another aggregator with the same key fields, as if its records followed.
    public mutating func merge(_ other: FlowAggregator) {
        precondition(other.keyFields == keyFields, "aggregators with different key fields cannot be merged")
        table.merge(other.table)
        recordsWithoutKey += other.recordsWithoutKey
    }

    /// The row at an index, in order of first appearance.
    public func row(at index: Int) -> FlowAggregate {
        let entry = table.entries[index]
        var key: [String: FlowValue] = [:]
        for (name, bytes) in zip(keyFields, keyParts(index)) {
            let text = String(decoding: bytes, as: UTF8.self)
            let kind = FlowField(named: name)?.kind ?? .string
            switch kind {
            case .string, .address: key[name] = .string(text)
            case .integer32, .integer64: key[name] = Int64(text).map { .integer($0) }
            case .timestamp: key[name] = Int64(text).flatMap { FieldNumber.timestamp($0) }.map { .timestamp($0) }
            }
        }
        return FlowAggregate(
            key: key, packets: entry.packets, bytes: entry.bytes, start: FlowAggregator.start(of: entry),
            end: FlowAggregator.end(of: entry))
    }

    /// All rows, in order of first appearance.
    public var rows: [FlowAggregate] { (0..<count).map { row(at: $0) } }

    static func start(of entry: FlowTable.Entry) -> Timestamp? {
        entry.start == .max ? nil : Timestamp(milliseconds: entry.start)
    }

    static func end(of entry: FlowTable.Entry) -> Timestamp? {
        entry.end == .min ? nil : Timestamp(milliseconds: entry.end)
    }

    func entry(_ index: Int) -> FlowTable.Entry { table.entries[index] }

    /// The values of a row's key fields as they are written.
    func keyParts(_ index: Int) -> [ArraySlice<UInt8>] {
        table.key(index).split(separator: 0x20, omittingEmptySubsequences: false)
    }

    private mutating func add(_ storage: FlowRecordStorage, _ row: FlowRow) {
        let format = storage.formats[Int(row.format)]
        if !(plan.map { $0.format.isIdentical(to: format) } ?? false) { plan = KeyPlan(format, keyFields) }
        guard let plan, let slices = plan.slices(storage, row) else {
            recordsWithoutKey += 1
            return
        }
        var values = FlowTable.Entry(keyStart: 0, keyCount: 0, tag: 0)
        values.packets = storage.integer(.packets, in: row) ?? 0
        values.bytes = storage.integer(.bytes, in: row) ?? 0
        if let time = storage.integer(.start, in: row).flatMap({ FieldNumber.timestamp($0) }) {
            values.start = time.milliseconds
        }
        if let time = storage.integer(.end, in: row).flatMap({ FieldNumber.timestamp($0) }) {
            values.end = time.milliseconds
        }
        if plan.isVerbatim && row.isPlain {
            // The key fields follow one another in the line as they do in the key.
            table.add(storage.bytes, slices.first..<slices.last, values)
        } else {
            plan.appendKey(storage, row, to: &scratch)
            table.add(scratch, 0..<scratch.count, values)
        }
    }
}
