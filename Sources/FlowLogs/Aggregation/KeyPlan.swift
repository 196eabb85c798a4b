import Timestamps

/// In which columns of a format the key fields and the sums of an aggregate are.
struct KeyPlan: Sendable {
    let format: FlowLogFormat
    /// Nil where the format lacks a key field.
    private let columns: [(index: Int, isNumber: Bool)]?
    /// Whether the key fields are neighbours in the format, in the order of the key.
    private let isVerbatim: Bool
    private let packets: Int?
    private let bytes: Int?
    private let start: Int?
    private let end: Int?

    init(_ format: FlowLogFormat, _ keyFields: [String]) {
        self.format = format
        let columns = keyFields.compactMap { name -> (index: Int, isNumber: Bool)? in
            guard let index = format.column(named: name) else { return nil }
            let kind = format.columns[index].field?.kind ?? .string
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
    func key(_ bytes: Span<UInt8>, _ slices: Span<FieldSlice>, _ row: FlowRow) -> Range<Int>? {
        guard let columns else { return nil }
        var first = 0
        var last = 0
        for column in columns {
            guard column.index < Int(row.columnCount) else { return nil }
            let slice = slices[row.slice(column.index)]
            if isAbsent(bytes, slice) { return nil }
            if last == 0 { first = Int(slice.start) }
            last = Int(slice.end)
        }
        return isVerbatim && row.isPlain ? first..<last : 0..<0
    }

    /// Writes the key fields divided by blanks, numbers in their plain spelling.
    func writeKey(_ bytes: Span<UInt8>, _ slices: Span<FieldSlice>, _ row: FlowRow, to key: inout [UInt8]) {
        key.removeAll(keepingCapacity: true)
        for column in columns ?? [] {
            if !key.isEmpty { key.append(0x20) }
            let slice = slices[row.slice(column.index)]
            if column.isNumber && !row.isPlain {
                appendNumber(FieldNumber.parse(bytes, slice), to: &key)
            } else {
                key.append(bytes, slice.range)
            }
        }
    }

    /// What a record adds.
    func sums(_ text: Span<UInt8>, _ slices: Span<FieldSlice>, _ row: FlowRow) -> FlowTable.Sums {
        var sums = FlowTable.Sums()
        if let packets = number(packets, text, slices, row) { sums.packets = packets }
        if let bytes = number(bytes, text, slices, row) { sums.bytes = bytes }
        if let start = number(start, text, slices, row), let time = FieldNumber.timestamp(start) {
            sums.start = time.milliseconds
        }
        if let end = number(end, text, slices, row), let time = FieldNumber.timestamp(end) {
            sums.end = time.milliseconds
        }
        return sums
    }

    private func number(
        _ column: Int?, _ bytes: Span<UInt8>, _ slices: Span<FieldSlice>, _ row: FlowRow
    ) -> Int64? {
        guard let column, column < Int(row.columnCount) else { return nil }
        let slice = slices[row.slice(column)]
        guard row.isPlain else { return isAbsent(bytes, slice) ? nil : FieldNumber.parse(bytes, slice) }
        return FieldNumber.parsePlain(bytes, slice)
    }
}
