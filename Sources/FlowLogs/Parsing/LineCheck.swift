/// Whether the columns of a line make a record of a format.
struct LineCheck {
    private(set) var skipCause: FlowLogSkipCause?
    /// See ``FlowRow/isPlain``.
    private(set) var isPlain = true

    /// Checks the columns of a line.
    @inline(__always)
    init(_ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine, _ rules: LineRules) {
        guard line.columnCount >= rules.leastColumns else {
            skipCause = .truncatedLine
            return
        }
        if line.columnCount == rules.columnCount, LineCheck.arePlain(ends, line, rules),
            LineCheck.isShortTime(bytes, ends, line, rules.start),
            LineCheck.isShortTime(bytes, ends, line, rules.end)
        {
            return
        }
        checkNumbers(bytes, ends, line, rules)
    }

    /// Whether all columns with numbers have plain ones of at most 18 digits.
    @inline(__always)
    private static func arePlain(_ ends: Span<FieldEnd>, _ line: ScannedLine, _ rules: LineRules) -> Bool {
        var arePlain = true
        for number in rules.numbers {
            let end = ends[line.firstEnd &+ number.index]
            let count = end.position &- ends[line.firstEnd &+ number.index &- 1].next
            arePlain = arePlain && end.isPlainNumber && count <= 18
        }
        return arePlain
    }

    /// Whether a plain number is a time in seconds up to 1999999999, which takes no closer look.
    @inline(__always)
    private static func isShortTime(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine, _ column: Int?
    ) -> Bool {
        guard let column else { return true }
        let slice = ends.slice(line.firstEnd + column)
        return slice.count <= 9 || (slice.count == 10 && bytes[slice.start] == 0x31)
    }

    private mutating func checkNumbers(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine, _ rules: LineRules
    ) {
        isPlain = line.columnCount == rules.columnCount
        for number in rules.numbers where number.index < line.columnCount {
            let slice = ends.slice(line.firstEnd + number.index)
            let isPlainNumber = ends[line.firstEnd + number.index].isPlainNumber && slice.count <= 18
            if isPlainNumber && !number.isTimestamp { continue }
            if isAbsent(bytes, slice) { continue }
            if FieldNumber.check(bytes, slice) != .plain { isPlain = false }
            guard let value = FieldNumber.parse(bytes, slice) else {
                skipCause = .malformedNumber
                return
            }
            guard number.isTimestamp else { continue }
            if value > FieldNumber.largestSeconds { isPlain = false }
            if FieldNumber.timestamp(value) == nil {
                skipCause = .timeOutOfRange
                return
            }
        }
    }
}
