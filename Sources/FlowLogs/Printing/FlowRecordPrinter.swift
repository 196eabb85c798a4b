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
        for rows in batch.runs {
            let plan = PrintPlan(batch.storage.formats[Int(rows[rows.startIndex].format)])
            batch.storage.withSpans { append($0, $1, rows, plan, to: &output) }
        }
    }

    /// Appends the line of a record, ended by LF.
    public func append(_ record: FlowRecord, to output: inout [UInt8]) {
        let plan = PrintPlan(record.format)
        record.storage.withSpans { append($0, $1, [record.row], plan, to: &output) }
    }

    private func append(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ rows: ArraySlice<FlowRow>, _ plan: PrintPlan,
        to output: inout [UInt8]
    ) {
        var room = rows.count * plan.extraBytes
        for row in rows where row.columnCount > 0 {
            room += ends[row.end(Int(row.columnCount) - 1)].position - ends[row.end(0) - 1].next
        }
        if output.capacity - output.count < room {
            output.reserveCapacity(max(output.count + room, 2 * output.capacity))
        }
        output.append(addingCapacity: room) { (output: inout OutputSpan<UInt8>) in
            for row in rows {
                if row.isPlain && !plan.runs.isEmpty && !(zeroAsDash && hasZero(bytes, ends, row, plan)) {
                    appendRuns(bytes, ends, row, plan, to: &output)
                } else {
                    for (position, column) in plan.columns.enumerated() {
                        if position > 0 { output.append(0x20) }
                        append(bytes, ends, row, column, to: &output)
                    }
                }
                output.append(plan.tail.span, 0..<plan.tail.count)
            }
        }
    }

    /// Whether a number of a plain line is 0.
    private func hasZero(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ row: FlowRow, _ plan: PrintPlan
    ) -> Bool {
        for column in plan.numbers {
            let slice = ends.slice(row.end(column))
            if slice.count == 1 && bytes[slice.start] == 0x30 { return true }
        }
        return false
    }

    private func appendRuns(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ row: FlowRow, _ plan: PrintPlan,
        to output: inout OutputSpan<UInt8>
    ) {
        for run in plan.runs {
            output.append(run.before.span, 0..<run.before.count)
            output.append(bytes, ends[row.end(run.first) - 1].next..<ends[row.end(run.last)].position)
        }
    }

    private func append(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ row: FlowRow, _ column: PrintPlan.Column,
        to output: inout OutputSpan<UInt8>
    ) {
        guard column.index >= 0, column.index < Int(row.columnCount) else { return output.append(0x2D) }
        let slice = ends.slice(row.end(column.index))
        if isAbsent(bytes, slice) { return output.append(0x2D) }
        if column.kind == .text { return output.append(bytes, slice.range) }
        if row.isPlain {
            let isZero = slice.count == 1 && bytes[slice.start] == 0x30
            return isZero && zeroAsDash && column.kind == .number
                ? output.append(0x2D) : output.append(bytes, slice.range)
        }
        let number = FieldNumber.parse(bytes, slice)
        if column.kind == .time {
            output.appendNumber(number.flatMap { FieldNumber.timestamp($0) }?.seconds)
        } else {
            output.appendNumber(zeroAsDash && number == 0 ? nil : number)
        }
    }
}
