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
    private var lastPlan: KeyPlan?

    /// Creates an aggregator.
    ///
    /// - Parameter keyFields: names of fields, in any spelling.
    public init(keyFields: [String] = FlowAggregator.flowKey) {
        self.keyFields = FlowLogFormat(names: keyFields).columns.map(\.name)
    }

    /// The number of rows.
    public var count: Int { table.count }

    /// Adds the records of a batch.
    public mutating func add(_ batch: FlowRecordBatch) {
        guard !batch.rows.isEmpty else { return }
        batch.storage.withSpans { add(batch.rows, batch.storage.formats, $0, $1) }
    }

    /// Adds a record.
    public mutating func add(_ record: FlowRecord) {
        record.storage.withSpans { add(CollectionOfOne(record.row), record.storage.formats, $0, $1) }
    }

    /// Adds the rows of another aggregator with the same key fields, as if its records followed.
    public mutating func merge(_ other: FlowAggregator) {
        precondition(other.keyFields == keyFields, "aggregators with different key fields cannot be merged")
        table.merge(other.table)
        recordsWithoutKey += other.recordsWithoutKey
    }

    /// The row at an index, in order of first appearance.
    public func row(at index: Int) -> FlowAggregate {
        let sums = table.sums(index)
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
            key: key, packets: sums.packets, bytes: sums.bytes, start: FlowAggregator.start(of: sums),
            end: FlowAggregator.end(of: sums))
    }

    /// All rows, in order of first appearance.
    public var rows: [FlowAggregate] { (0..<count).map { row(at: $0) } }

    static func start(of sums: FlowTable.Sums) -> Timestamp? {
        sums.start == .max ? nil : Timestamp(milliseconds: sums.start)
    }

    static func end(of sums: FlowTable.Sums) -> Timestamp? {
        sums.end == .min ? nil : Timestamp(milliseconds: sums.end)
    }

    func sums(_ index: Int) -> FlowTable.Sums { table.sums(index) }

    /// The values of a row's key fields as they are written.
    func keyParts(_ index: Int) -> [ArraySlice<UInt8>] {
        table.key(index).split(separator: 0x20, omittingEmptySubsequences: false)
    }

    private mutating func add(
        _ rows: some Sequence<FlowRow>, _ formats: [FlowLogFormat], _ bytes: Span<UInt8>, _ slices: Span<FieldSlice>
    ) {
        var scratch: [UInt8] = []
        var plan = plan(of: formats[0])
        var format: UInt32 = 0
        for row in rows {
            if row.format != format {
                format = row.format
                plan = self.plan(of: formats[Int(format)])
            }
            guard let key = plan.key(bytes, slices, row) else {
                recordsWithoutKey += 1
                continue
            }
            let sums = plan.sums(bytes, slices, row)
            if key.isEmpty {
                plan.writeKey(bytes, slices, row, to: &scratch)
                table.add(scratch.span, 0..<scratch.count, sums)
            } else {
                table.add(bytes, key, sums)
            }
        }
    }

    private mutating func plan(of format: FlowLogFormat) -> KeyPlan {
        if let lastPlan, lastPlan.format.isIdentical(to: format) { return lastPlan }
        let plan = KeyPlan(format, keyFields)
        lastPlan = plan
        return plan
    }
}
