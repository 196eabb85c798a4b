extension ConductReport {
    /// The report for people: a line an operation, and one for the faults.
    public var text: String {
        let titles = [
            "operation", "requests", "retries", "back-off ms", "pages", "broken", "refused again", "repeated", "bytes",
            "errors",
        ]
        var rows = [titles]
        for operation in operations {
            let backOff = operation.backOff.map { "\($0.least)/\($0.median)/\($0.greatest)" } ?? "-"
            rows.append([
                operation.name, String(operation.requests), String(operation.retries), backOff,
                String(operation.pages), String(operation.broken), String(operation.refusedAgain),
                String(operation.repeated), String(operation.bytes), ConductReport.list(operation.errors),
            ])
        }
        let widths = titles.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in ConductReport.line(row, widths) }
        lines.append("back-off: shortest/median/longest wait before another attempt")
        lines.append("faults: \(ConductReport.list(faults))")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The first column to the left, numbers to the right, the last one as it is.
    private static func line(_ row: [String], _ widths: [Int]) -> String {
        row.enumerated().map { column, text in
            let space = String(repeating: " ", count: widths[column] - text.count)
            return column == 0 ? text + space : column == row.count - 1 ? text : space + text
        }.joined(separator: "  ")
    }

    private static func list(_ counts: [String: Int]) -> String {
        guard !counts.isEmpty else { return "-" }
        return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}
