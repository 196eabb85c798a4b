/// From which columns of a format the printed columns come.
struct PrintPlan: Sendable {
    enum Kind { case text, number, time }

    struct Column {
        /// -1 where the format has no such column.
        let index: Int
        let kind: Kind
    }

    /// Printed columns that are neighbours in the format too, so that a plain line has them as they are printed.
    struct Run {
        let first: Int
        let last: Int
        /// The blank and the dashes of absent columns that stand before it.
        let before: [UInt8]
    }

    /// The printed columns up to the last one that the format has.
    let columns: [Column]
    /// The same as runs; none where the format has no printed column.
    let runs: [Run]
    /// The columns of numbers other than times.
    let numbers: [Int]
    /// The dashes after them, and the line end.
    let tail: [UInt8]
    /// The most bytes that a line has beyond those it was read from.
    let extraBytes: Int

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
        runs = PrintPlan.runs(columns)
        numbers = columns.filter { $0.kind == .number && $0.index >= 0 }.map(\.index)
        tail = Array(repeating: [0x20, 0x2D], count: printed.count - used).flatMap(\.self) + [0x0A]
        extraBytes = 2 * printed.count + 1
    }

    private static func runs(_ columns: [Column]) -> [Run] {
        var runs: [Run] = []
        var before: [UInt8] = []
        for (position, column) in columns.enumerated() {
            if let last = runs.last, before.isEmpty, column.index == last.last + 1 {
                runs[runs.count - 1] = Run(first: last.first, last: column.index, before: last.before)
                continue
            }
            if position > 0 { before.append(0x20) }
            if column.index < 0 {
                before.append(0x2D)
            } else {
                runs.append(Run(first: column.index, last: column.index, before: before))
                before = []
            }
        }
        return runs
    }
}
