import Timestamps

/// Writes records as the lines of flowlogs_reader 5.0.1's `print`: 47 columns, `-` where a value is absent.
///
/// Numbers are written without sign and leading zeros, times as whole seconds. Fields that 5.0.1 does not know are left
/// out.
public struct FlowRecordPrinter: Sendable {
    /// Whether a number 0 (other than a time) is written as `-`, which is what 5.0.1 does.
    public var zeroAsDash: Bool

    /// Creates a printer.
    public init(zeroAsDash: Bool = false) {
        self.zeroAsDash = zeroAsDash
    }

    /// Appends the lines of a batch, each ended by LF.
    public func append(_ batch: FlowRecordBatch, to output: inout [UInt8]) {
        guard let first = batch.rows.first else { return }
        var format = batch.storage.formats[Int(first.format)]
        var plan = PrintPlan(format)
        for row in batch.rows {
            let next = batch.storage.formats[Int(row.format)]
            if !next.isIdentical(to: format) {
                format = next
                plan = PrintPlan(format)
            }
            append(batch.storage, row, plan, to: &output)
        }
    }

    /// Appends the line of a record, ended by LF.
    public func append(_ record: FlowRecord, to output: inout [UInt8]) {
        append(record.storage, record.row, PrintPlan(record.format), to: &output)
    }

    private func append(_ storage: FlowRecordStorage, _ row: FlowRow, _ plan: PrintPlan, to output: inout [UInt8]) {
        let first = Int(row.firstSlice)
        if row.isPlain && plan.isVerbatim && !zeroAsDash {
            let last = first + Int(row.columnCount) - 1
            output.append(contentsOf: storage.bytes[Int(storage.slices[first].start)..<Int(storage.slices[last].end)])
            output.append(contentsOf: plan.tail)
            return
        }
        for (index, column) in plan.columns.enumerated() {
            if index > 0 { output.append(0x20) }
            append(storage, row, column, to: &output)
        }
        output.append(contentsOf: plan.tail)
    }

    private func append(
        _ storage: FlowRecordStorage, _ row: FlowRow, _ column: PrintPlan.Column, to output: inout [UInt8]
    ) {
        guard column.index >= 0, let slice = storage.slice(ofColumn: column.index, in: row) else {
            return output.append(0x2D)
        }
        let bytes = storage.bytes
        switch column.kind {
        case .text: output.append(contentsOf: storage.bytes[slice.range])
        case .number:
            if FieldNumber.check(bytes, slice) == .plain {
                if zeroAsDash && slice.count == 1 && bytes[Int(slice.start)] == 0x30 { return output.append(0x2D) }
                output.append(contentsOf: storage.bytes[slice.range])
            } else {
                let number = FieldNumber.parse(bytes, slice)
                appendNumber(zeroAsDash && number == 0 ? nil : number, to: &output)
            }
        case .time:
            appendNumber(
                FieldNumber.parse(bytes, slice).flatMap { FieldNumber.timestamp($0) }?.seconds, to: &output)
        }
    }
}

/// Appends a number in decimal, or `-` for nil.
func appendNumber(_ number: Int64?, to output: inout [UInt8]) {
    guard let number else { return output.append(0x2D) }
    if number < 0 { output.append(0x2D) }
    let first = output.count
    var rest = number.magnitude
    repeat {
        output.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
    } while rest > 0
    output[first...].reverse()
}

/// From which column of a format each printed column comes.
private struct PrintPlan {
    enum Kind { case text, number, time }

    struct Column {
        /// -1 where the format has no such column.
        let index: Int
        let kind: Kind
    }

    /// The printed columns up to the last one that the format has.
    let columns: [Column]
    /// The dashes after them, and the line end.
    let tail: [UInt8]
    /// Whether the columns of the format are printed in its own order, none left out.
    let isVerbatim: Bool

    init(_ format: FlowLogFormat) {
        let printed = FlowField.printed
        let used = (printed.lastIndex { format.column(of: $0) != nil } ?? 0) + 1
        columns = printed.prefix(used).map { field in
            let kind: Kind =
                switch field.kind {
                case .string, .address: .text
                case .integer32, .integer64: .number
                case .timestamp: .time
                }
            return Column(index: format.column(of: field) ?? -1, kind: kind)
        }
        tail = Array(repeating: [0x20, 0x2D], count: printed.count - used).flatMap(\.self) + [0x0A]
        isVerbatim = format.isPrintedPrefix
    }
}
