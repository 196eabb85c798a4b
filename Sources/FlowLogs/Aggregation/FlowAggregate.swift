import Timestamps

/// What the records with one key add up to.
public struct FlowAggregate: Sendable, Hashable {
    /// The key fields by their names with underscores.
    public var key: [String: FlowValue]
    /// Packets of all records; absent ones count 0.
    public var packets: Int64
    /// Bytes of all records; absent ones count 0.
    public var bytes: Int64
    /// The earliest start; nil where no record had one.
    public var start: Timestamp?
    /// The latest end; nil where no record had one.
    public var end: Timestamp?

    /// Creates a row.
    public init(
        key: [String: FlowValue], packets: Int64 = 0, bytes: Int64 = 0, start: Timestamp? = nil, end: Timestamp? = nil
    ) {
        self.key = key
        self.packets = packets
        self.bytes = bytes
        self.start = start
        self.end = end
    }

    /// Key and sums in one dictionary, as flowlogs_reader gives a row.
    ///
    /// A key field that bears the name of a sum is hidden.
    public var dictionary: [String: FlowValue] {
        var values = key
        values["packets"] = .integer(packets)
        values["bytes"] = .integer(bytes)
        values["start"] = start.map { .timestamp($0) }
        values["end"] = end.map { .timestamp($0) }
        return values
    }
}

/// Adds up records by key, rows in order of first appearance.
///
/// - Parameters:
///   - records: records; those that lack a key field are left out.
///   - keyFields: names of fields, in any spelling.
/// - Returns: a row for every key.
public func aggregatedRecords(
    _ records: some Sequence<FlowRecord>, keyFields: [String] = FlowAggregator.flowKey
) -> [FlowAggregate] {
    var aggregator = FlowAggregator(keyFields: keyFields)
    for record in records { aggregator.add(record) }
    return aggregator.rows
}

/// Adds up records by key, rows in order of first appearance.
///
/// - Parameters:
///   - records: records; those that lack a key field are left out.
///   - keyFields: names of fields, in any spelling.
/// - Returns: a row for every key.
/// - Throws: what `records` throws.
public func aggregatedRecords<Records: AsyncSequence>(
    _ records: Records, keyFields: [String] = FlowAggregator.flowKey
) async throws -> [FlowAggregate] where Records.Element == FlowRecord {
    var aggregator = FlowAggregator(keyFields: keyFields)
    for try await record in records { aggregator.add(record) }
    return aggregator.rows
}
