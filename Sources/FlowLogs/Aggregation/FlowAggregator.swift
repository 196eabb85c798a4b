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

    private let keyColumns: [FlowLogFormat.Column]
    private var table = FlowTable()
    /// For records that come one by one.
    private var lastPlan: (format: FlowLogFormat, plan: KeyPlan)?

    /// Creates an aggregator.
    ///
    /// - Parameter keyFields: names of fields, in any spelling.
    public init(keyFields: [String] = FlowAggregator.flowKey) {
        keyColumns = FlowLogFormat(names: keyFields).columns
        self.keyFields = keyColumns.map(\.name)
    }

    /// The number of rows.
    public var count: Int { table.count }

    /// Adds the records of a batch.
    public mutating func add(_ batch: FlowRecordBatch) {
        add(keys(of: batch))
    }

    /// Adds a record.
    public mutating func add(_ record: FlowRecord) {
        let format = record.format
        if lastPlan.map({ !$0.format.isIdentical(to: format) }) ?? true {
            lastPlan = (format, KeyPlan(format, keyColumns))
        }
        guard let plan = lastPlan?.plan else { return }
        var flows = KeyedFlows(keyFields: keyFields, capacity: 1)
        record.storage.withSpans { FlowAggregator.addKeys(of: [record.row], $0, $1, plan, to: &flows) }
        add(flows)
    }

    /// Works out what the records of a batch add, which takes longer than to add it, and can be done on any task.
    public func keys(of batch: FlowRecordBatch) -> KeyedFlows {
        var flows = KeyedFlows(keyFields: keyFields, capacity: batch.rows.count)
        for rows in batch.runs {
            let plan = KeyPlan(batch.storage.formats[Int(rows[rows.startIndex].format)], keyColumns)
            batch.storage.withSpans { FlowAggregator.addKeys(of: rows, $0, $1, plan, to: &flows) }
        }
        return flows
    }

    /// Adds what ``keys(of:)`` of an aggregator with the same key fields gave.
    public mutating func add(_ flows: KeyedFlows) {
        precondition(flows.keyFields == keyFields, "flows with other key fields cannot be added")
        table.add(flows)
        recordsWithoutKey += flows.recordsWithoutKey
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
        var bytes: [UInt8] = []
        appendKey(index, to: &bytes)
        for (name, bytes) in zip(keyFields, bytes.split(separator: 0x20, omittingEmptySubsequences: false)) {
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

    static func start(of sums: FlowSums) -> Timestamp? {
        sums.start == .max ? nil : Timestamp(milliseconds: sums.start)
    }

    static func end(of sums: FlowSums) -> Timestamp? {
        sums.end == .min ? nil : Timestamp(milliseconds: sums.end)
    }

    func sums(_ index: Int) -> FlowSums { table.sums(index) }

    /// Appends the values of a row's key fields as they are written, divided by blanks.
    func appendKey(_ index: Int, to bytes: inout [UInt8]) { table.appendKey(index, to: &bytes) }

    /// Adds what the records of one format add.
    private static func addKeys(
        of rows: ArraySlice<FlowRow>, _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ plan: KeyPlan,
        to flows: inout KeyedFlows
    ) {
        var scratch: [UInt8] = []
        for row in rows {
            guard let key = plan.key(bytes, ends, row) else {
                flows.addRecordWithoutKey()
                continue
            }
            let sums = plan.sums(bytes, ends, row)
            if key.isEmpty {
                plan.writeKey(bytes, ends, row, to: &scratch)
                flows.add(scratch.span, 0..<scratch.count, sums)
            } else {
                flows.add(bytes, key, sums)
            }
        }
    }
}
