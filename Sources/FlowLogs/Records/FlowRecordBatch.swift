/// Some hundred KiB of lines and where the fields lie in them.
///
/// A batch is a collection of ``FlowRecord``; the byte-level calls below give the fields without making records.
public struct FlowRecordBatch: Sendable {
    let storage: FlowRecordStorage
    let rows: [FlowRow]

    init(storage: FlowRecordStorage, rows: [FlowRow]) {
        self.storage = storage
        self.rows = rows
    }

    /// A batch without records.
    public init() {
        self.init(storage: FlowRecordStorage(bytes: [], ends: [], formats: []), rows: [])
    }

    /// Creates a batch of records, which may come from different batches and formats.
    public init(_ records: some Sequence<FlowRecord>) {
        var bytes: [UInt8] = []
        var ends = [FieldEnd(-1)]
        var formats: [FlowLogFormat] = []
        var rows: [FlowRow] = []
        for record in records {
            let format = record.format
            if !(formats.last.map { $0.isIdentical(to: format) } ?? false) { formats.append(format) }
            let first = ends.count
            for slice in record.slices {
                bytes.append(contentsOf: record.storage.bytes[slice.range])
                ends.append(FieldEnd(bytes.count))
                bytes.append(0x20)
            }
            rows.append(
                FlowRow(
                    firstEnd: first, columnCount: ends.count - first, format: formats.count - 1,
                    isPlain: record.row.isPlain))
        }
        precondition(bytes.count < 1 << 31, "a batch holds less than 2 GiB of text")
        self.init(storage: FlowRecordStorage(bytes: bytes, ends: ends, formats: formats), rows: rows)
    }

    /// The rows in runs of one format.
    var runs: [ArraySlice<FlowRow>] {
        var runs: [ArraySlice<FlowRow>] = []
        var first = 0
        while first < rows.count {
            let format = rows[first].format
            let end = rows[first...].firstIndex { $0.format != format } ?? rows.count
            runs.append(rows[first..<end])
            first = end
        }
        return runs
    }

    /// The format of a record.
    public func format(ofRecord index: Int) -> FlowLogFormat {
        storage.formats[Int(rows[index].format)]
    }

    /// The bytes of a field as the log spells it; nil where it is absent, `-` or `None`.
    public func bytes(of field: FlowField, ofRecord index: Int) -> ArraySlice<UInt8>? {
        storage.slice(of: field, in: rows[index]).map { storage.bytes[$0.range] }
    }

    /// A field as a number; nil where it is absent or no number.
    ///
    /// A start or end is the number as the log has it.
    public func integer(_ field: FlowField, ofRecord index: Int) -> Int64? {
        storage.integer(field, in: rows[index])
    }

    /// The records that `isIncluded` picks by their index, in a batch that shares this one's bytes.
    public func selecting(_ isIncluded: (Int) -> Bool) -> FlowRecordBatch {
        FlowRecordBatch(storage: storage, rows: rows.indices.filter(isIncluded).map { rows[$0] })
    }

    /// The first records, in a batch that shares this one's bytes.
    public func keepingFirst(_ count: Int) -> FlowRecordBatch {
        count >= rows.count ? self : FlowRecordBatch(storage: storage, rows: Array(rows.prefix(Swift.max(0, count))))
    }
}

extension FlowRecordBatch: RandomAccessCollection {
    /// The index of the first record.
    public var startIndex: Int { 0 }

    /// The number of records.
    public var endIndex: Int { rows.count }

    /// A record; it keeps the bytes of the batch alive, see ``FlowRecord/detached()``.
    public subscript(index: Int) -> FlowRecord { FlowRecord(storage: storage, row: rows[index]) }
}
