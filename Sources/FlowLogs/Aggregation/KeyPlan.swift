import Timestamps

/// In which columns of a format the key fields and the sums of an aggregate are.
struct KeyPlan: Sendable {
    /// Nil where the format lacks a key field.
    private let columns: [(index: Int, isNumber: Bool)]?
    /// Whether the key fields are neighbours in the format, in the order of the key.
    private let isVerbatim: Bool
    private let packets: Int?
    private let bytes: Int?
    private let start: Int?
    private let end: Int?

    init(_ format: FlowLogFormat, _ keyFields: [FlowLogFormat.Column]) {
        let columns = keyFields.compactMap { key -> (index: Int, isNumber: Bool)? in
            guard let index = key.field.map({ format.column(of: $0) }) ?? format.column(named: key.name) else {
                return nil
            }
            let kind = key.field?.kind ?? .string
            return (index, kind != .string && kind != .address)
        }
        self.columns = columns.count == keyFields.count && !columns.isEmpty ? columns : nil
        isVerbatim = zip(columns, columns.dropFirst()).allSatisfy { $1.index == $0.index + 1 }
        packets = format.column(of: .packets)
        bytes = format.column(of: .bytes)
        start = format.column(of: .start)
        end = format.column(of: .end)
    }

    /// Where the key lies in the bytes, or an empty range where it has to be written; nil where a key field is absent.
    @inline(__always)
    func key(_ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ row: FlowRow) -> Range<Int>? {
        guard isVerbatim, row.isPlain, let columns else { return writtenKey(bytes, ends, row) }
        for column in columns where isAbsent(bytes, ends.slice(row.end(column.index))) { return nil }
        return ends[row.end(columns[0].index) - 1].next..<ends[row.end(columns[columns.count - 1].index)].position
    }

    /// An empty range; nil where a key field is absent.
    private func writtenKey(_ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ row: FlowRow) -> Range<Int>? {
        guard let columns else { return nil }
        for column in columns {
            guard column.index < Int(row.columnCount) else { return nil }
            if isAbsent(bytes, ends.slice(row.end(column.index))) { return nil }
        }
        return 0..<0
    }

    /// Writes the key fields divided by blanks, numbers in their plain spelling.
    func writeKey(_ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ row: FlowRow, to key: inout [UInt8]) {
        key.removeAll(keepingCapacity: true)
        for column in columns ?? [] {
            if !key.isEmpty { key.append(0x20) }
            let slice = ends.slice(row.end(column.index))
            if column.isNumber && !row.isPlain {
                appendNumber(FieldNumber.parse(bytes, slice), to: &key)
            } else {
                key.append(bytes, slice.range)
            }
        }
    }

    /// What a record adds.
    @inline(__always)
    func sums(_ text: Span<UInt8>, _ ends: Span<FieldEnd>, _ row: FlowRow) -> FlowSums {
        var sums = FlowSums()
        if let packets = number(packets, text, ends, row) { sums.packets = packets }
        if let bytes = number(bytes, text, ends, row) { sums.bytes = bytes }
        if let start = number(start, text, ends, row), let time = FieldNumber.timestamp(start) {
            sums.start = time.milliseconds
        }
        if let end = number(end, text, ends, row), let time = FieldNumber.timestamp(end) {
            sums.end = time.milliseconds
        }
        return sums
    }

    @inline(__always)
    private func number(
        _ column: Int?, _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ row: FlowRow
    ) -> Int64? {
        guard let column, column < Int(row.columnCount) else { return nil }
        let slice = ends.slice(row.end(column))
        guard row.isPlain else { return isAbsent(bytes, slice) ? nil : FieldNumber.parse(bytes, slice) }
        return FieldNumber.parsePlain(bytes, slice)
    }
}
