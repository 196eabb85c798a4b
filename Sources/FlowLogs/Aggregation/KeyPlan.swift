/// In which columns of a format the key fields of an aggregate are.
struct KeyPlan: Sendable {
    let format: FlowLogFormat
    /// Nil where the format lacks a key field.
    private let columns: [(index: Int, isNumber: Bool)]?
    /// Whether the key fields are neighbours in the format, in the order of the key.
    let isVerbatim: Bool

    init(_ format: FlowLogFormat, _ keyFields: [String]) {
        self.format = format
        let columns = keyFields.compactMap { name -> (index: Int, isNumber: Bool)? in
            guard let index = format.column(named: name) else { return nil }
            let kind = format.columns[index].field?.kind ?? .string
            return (index, kind != .string && kind != .address)
        }
        self.columns = columns.count == keyFields.count && !columns.isEmpty ? columns : nil
        isVerbatim = zip(columns, columns.dropFirst()).allSatisfy { $1.index == $0.index + 1 }
    }

    /// Where the first key field begins and the last one ends; nil where the record lacks a key field.
    func slices(_ storage: FlowRecordStorage, _ row: FlowRow) -> (first: Int, last: Int)? {
        guard let columns else { return nil }
        var bounds = (first: 0, last: 0)
        for (position, column) in columns.enumerated() {
            guard let slice = storage.slice(ofColumn: column.index, in: row) else { return nil }
            if position == 0 { bounds.first = Int(slice.start) }
            bounds.last = Int(slice.end)
        }
        return bounds
    }

    /// Writes the key fields divided by blanks, numbers in their plain spelling.
    func appendKey(_ storage: FlowRecordStorage, _ row: FlowRow, to key: inout [UInt8]) {
        key.removeAll(keepingCapacity: true)
        for (position, column) in (columns ?? []).enumerated() {
            if position > 0 { key.append(0x20) }
            guard let slice = storage.slice(ofColumn: column.index, in: row) else { continue }
            if column.isNumber {
                appendNumber(FieldNumber.parse(storage.bytes, slice), to: &key)
            } else {
                key.append(contentsOf: storage.bytes[slice.range])
            }
        }
    }
}
