import Timestamps

/// One line of a flow log.
///
/// A value: it refers to the bytes of the batch it came from, and a field becomes a `String` or a number when it is
/// asked for. Two records are equal where all their fields have equal values, whatever the order of the columns.
public struct FlowRecord: Sendable {
    let storage: FlowRecordStorage
    let row: FlowRow

    init(storage: FlowRecordStorage, row: FlowRow) {
        self.storage = storage
        self.row = row
    }

    /// The format of the line.
    public var format: FlowLogFormat { storage.formats[Int(row.format)] }

    /// The value of a field; nil where it is absent or `-`.
    public subscript(field: FlowField) -> FlowValue? {
        switch field.kind {
        case .integer32, .integer64: storage.integer(field, in: row).map { .integer($0) }
        case .timestamp: timestamp(field).map { .timestamp($0) }
        case .string, .address: string(field).map { .string($0) }
        }
    }

    /// The value of a field by its name in any spelling, one that AWS does not document (yet) included.
    public subscript(name: String) -> FlowValue? {
        if let field = FlowField(named: name) { return self[field] }
        guard let column = format.column(named: name) else { return nil }
        return text(ofColumn: column).map { .string($0) }
    }

    /// The fields that are present, by their names with underscores: Python's `to_dict()`.
    public var dictionary: [String: FlowValue] {
        var values: [String: FlowValue] = [:]
        for (name, value) in presentFields { values[name] = value }
        return values
    }

    /// A record with bytes of its own, which no longer keeps its batch alive.
    public func detached() -> FlowRecord {
        FlowRecordBatch(CollectionOfOne(self))[0]
    }

    var slices: [FieldSlice] {
        storage.withSpans { _, ends in (0..<Int(row.columnCount)).map { ends.slice(row.end($0)) } }
    }

    /// The fields that are present: the documented ones in the order of the table, then the others by name.
    var presentFields: [(name: String, value: FlowValue)] {
        let format = format
        var fields: [(name: String, value: FlowValue)] = []
        for field in FlowField.allCases where format.column(of: field) != nil {
            if let value = self[field] { fields.append((field.columnName, value)) }
        }
        let others = format.unknownColumns.compactMap { column in
            text(ofColumn: column).map { (name: format.columns[column].name, value: FlowValue.string($0)) }
        }
        return fields + others.sorted { $0.name < $1.name }
    }

    func int(_ field: FlowField) -> Int? { storage.integer(field, in: row).map { Int($0) } }

    func timestamp(_ field: FlowField) -> Timestamp? {
        storage.integer(field, in: row).flatMap { FieldNumber.timestamp($0) }
    }

    func string(_ field: FlowField) -> String? {
        storage.slice(of: field, in: row).map { String(decoding: storage.bytes[$0.range], as: UTF8.self) }
    }

    private func text(ofColumn column: Int) -> String? {
        storage.slice(ofColumn: column, in: row).map { String(decoding: storage.bytes[$0.range], as: UTF8.self) }
    }
}

extension FlowRecord: Hashable {
    /// Whether the same fields are present with the same values.
    public static func == (a: FlowRecord, b: FlowRecord) -> Bool {
        let left = a.presentFields
        let right = b.presentFields
        return left.count == right.count && zip(left, right).allSatisfy { $0.name == $1.name && $0.value == $1.value }
    }

    /// Hashes the fields that are present.
    public func hash(into hasher: inout Hasher) {
        for (name, value) in presentFields {
            hasher.combine(name)
            hasher.combine(value)
        }
    }
}

extension FlowRecord: CustomStringConvertible {
    /// The fields that are present as `name: value`, as Python's `str()` of a record.
    public var description: String {
        presentFields.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    }

    /// The line that `print` writes: flowlogs_reader 5.0.1's 47 columns, `-` where absent.
    public var message: String {
        var bytes: [UInt8] = []
        FlowRecordPrinter().append(self, to: &bytes)
        return String(decoding: bytes.dropLast(), as: UTF8.self)
    }
}
