/// What the parser checks of the lines of a format.
struct LineRules: Sendable {
    /// A column that holds a number.
    struct Number: Sendable {
        let index: Int
        let isTimestamp: Bool
    }

    let columnCount: Int
    /// The least number of columns a line must have so that it has its start and end.
    let leastColumns: Int
    /// The columns with numbers that flowlogs_reader 5.0.1 reads, too; of a field that comes twice, the last one.
    ///
    /// Other numbers do not keep a record from being read.
    let numbers: [Number]
    let start: Int?
    let end: Int?

    /// Works them out.
    ///
    /// - Parameters:
    ///   - columns: the columns of a format.
    ///   - columnOfField: the column that counts for each field.
    init(_ columns: [FlowLogFormat.Column], columnOfField: (FlowField) -> Int?) {
        columnCount = columns.count
        start = columnOfField(.start)
        end = columnOfField(.end)
        leastColumns = max(start ?? -1, end ?? -1) + 1
        var numbers: [Number] = []
        for (index, column) in columns.enumerated() {
            guard let field = column.field, columnOfField(field) == index, FlowField.printed.contains(field) else {
                continue
            }
            switch field.kind {
            case .integer32, .integer64: numbers.append(Number(index: index, isTimestamp: false))
            case .timestamp: numbers.append(Number(index: index, isTimestamp: true))
            case .string, .address: break
            }
        }
        self.numbers = numbers
    }
}
