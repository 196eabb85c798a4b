/// Whether the columns of a line make a record of a format.
struct LineCheck {
    private(set) var skipCause: FlowLogSkipCause?
    /// See ``FlowRow/isPlain``.
    private(set) var isPlain = true

    /// Checks the columns of a line.
    @inline(__always)
    init(_ bytes: Span<UInt8>, _ slices: Span<FieldSlice>, _ line: ScannedLine, _ rules: LineRules) {
        guard line.columnCount >= rules.leastColumns else {
            skipCause = .truncatedLine
            return
        }
        let missing = rules.numberMask & ~line.plainNumbers
        if line.columnCount == rules.columnCount, line.columnCount <= 64, missing == 0,
            LineCheck.isShortTime(bytes, slices, line, rules.start),
            LineCheck.isShortTime(bytes, slices, line, rules.end)
        {
            isPlain = line.isEven
        } else {
            checkNumbers(bytes, slices, line, rules)
        }
    }

    /// Whether a plain number is a time in seconds up to 1999999999, which takes no closer look.
    @inline(__always)
    private static func isShortTime(
        _ bytes: Span<UInt8>, _ slices: Span<FieldSlice>, _ line: ScannedLine, _ column: Int?
    ) -> Bool {
        guard let column else { return true }
        let slice = slices[line.firstSlice + column]
        return slice.count <= 9 || (slice.count == 10 && bytes[Int(slice.start)] == 0x31)
    }

    private mutating func checkNumbers(
        _ bytes: Span<UInt8>, _ slices: Span<FieldSlice>, _ line: ScannedLine, _ rules: LineRules
    ) {
        isPlain = line.isEven && line.columnCount == rules.columnCount
        for number in rules.numbers where number.index < line.columnCount {
            if line.isPlainNumber(number.index) && !number.isTimestamp { continue }
            let slice = slices[line.firstSlice + number.index]
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
