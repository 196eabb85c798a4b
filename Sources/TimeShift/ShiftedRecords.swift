import FlowLogs

/// The text of flow logs whose `start` and `end` columns are moved; every other byte stays.
///
/// Lines are read as `FlowLogParser` reads them: columns are named by a header line, or are those of the formats that
/// were given, or else of a default format. What is absent (`-`), malformed or in a line without a format stays. Seconds
/// stay seconds, and milliseconds milliseconds.
public struct ShiftedRecords: Sendable {
    /// How many times were moved so far.
    public private(set) var movedTimes = 0

    private let delta: ShiftDelta
    private var columns: FlowLogTimeColumns
    /// The beginning of a line whose end has not come.
    private var pending: [UInt8] = []
    /// Whether the line is longer than a parser takes, and is passed on as it comes.
    private var isInLongLine = false

    /// Creates a mover for files whose first line names the columns.
    public init(by delta: ShiftDelta) {
        self.delta = delta
        columns = FlowLogTimeColumns()
    }

    /// Creates a mover for lines whose formats are known; without any, only the default formats are.
    public init(by delta: ShiftDelta, formats: [FlowLogFormat]) {
        self.delta = delta
        columns = FlowLogTimeColumns(formats: formats)
    }

    /// Takes text and gives the lines that are whole.
    ///
    /// - Parameter chunk: what follows the bytes given before; it may end anywhere.
    /// - Returns: moved text, which may be nothing yet.
    public mutating func append(_ chunk: [UInt8]) -> [UInt8] {
        guard let lastEnd = chunk.lastIndex(of: 0x0A) else {
            pending += chunk
            guard isInLongLine || pending.count > FlowLogTimeColumns.longestLine else { return [] }
            isInLongLine = true
            return takePending()
        }
        var output: [UInt8] = []
        var start = 0
        if isInLongLine {
            let end = chunk.firstIndex(of: 0x0A) ?? lastEnd
            output = Array(chunk[...end])
            start = end + 1
            isInLongLine = false
        }
        let lines = pending + chunk[start..<(lastEnd + 1)]
        pending = Array(chunk[(lastEnd + 1)...])
        return lines.isEmpty ? output : output + move(lines)
    }

    /// Ends the text: gives what is left.
    public mutating func finish() -> [UInt8] {
        guard !isInLongLine, !pending.isEmpty else { return takePending() }
        var line = takePending()
        line.append(0x0A)
        return move(line).dropLast()
    }

    /// Moves one record, such as the message of a CloudWatch Logs event; a line end within it counts as a blank.
    ///
    /// - Parameter bytes: the record, without a line end behind it.
    /// - Returns: the moved record.
    public mutating func message(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var line = bytes.map { $0 == 0x0A ? 0x20 : $0 }
        line.append(0x0A)
        return replace(columns.fields(in: line), in: Array(bytes))
    }

    private mutating func takePending() -> [UInt8] {
        defer { pending = [] }
        return pending
    }

    private mutating func move(_ lines: [UInt8]) -> [UInt8] {
        replace(columns.fields(in: lines), in: lines)
    }

    private mutating func replace(_ fields: [FlowLogTimeColumns.Field], in bytes: [UInt8]) -> [UInt8] {
        guard !fields.isEmpty else { return bytes }
        movedTimes += fields.count
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 16)
        var position = 0
        for field in fields {
            output += bytes[position..<field.range.lowerBound]
            output += ShiftedRecords.number(field, spelled: bytes[field.range], by: delta)
            position = field.range.upperBound
        }
        output += bytes[position...]
        return output
    }

    /// A moved number; a plus sign stays, and a number with leading zeros keeps its length.
    private static func number(
        _ field: FlowLogTimeColumns.Field, spelled: ArraySlice<UInt8>, by delta: ShiftDelta
    ) -> [UInt8] {
        let (sum, overflow) = field.number.addingReportingOverflow(
            field.isMilliseconds ? delta.milliseconds : delta.seconds)
        guard !overflow else { return Array(spelled) }
        var moved = sum
        if !field.isMilliseconds, moved > FlowLogTimeColumns.largestSeconds {
            // As seconds it would be taken for milliseconds.
            moved *= 1000
        }
        if field.isMilliseconds, moved <= FlowLogTimeColumns.largestSeconds {
            moved = ShiftDelta.floor(moved, 1000)
        }
        let digits = Array(String(moved).utf8)
        guard moved >= 0 else { return digits }
        let sign = spelled.prefix { $0 == UInt8(ascii: "+") }
        let width = spelled.dropFirst(sign.count).first == UInt8(ascii: "0") ? spelled.count - sign.count : 0
        return sign + [UInt8](repeating: UInt8(ascii: "0"), count: max(0, width - digits.count)) + digits
    }
}
