/// Whether the columns of a line make a record of a format.
struct LineCheck {
    private(set) var skipCause: FlowLogSkipCause?
    /// See ``FlowRow/isPlain``; says nothing of how the columns are divided.
    private(set) var isPlain = true

    /// Checks the columns from `first` on.
    init(_ bytes: [UInt8], _ slices: Span<FieldSlice>, first: Int, format: FlowLogFormat) {
        let columns = slices.count - first
        guard columns >= format.leastColumns else {
            skipCause = .truncatedLine
            return
        }
        let used = min(columns, format.columns.count)
        isPlain = columns == format.columns.count
        for index in first..<first + used {
            let slice = slices[index]
            if slice.count == 4 && isNone(bytes, Int(slice.start)) { isPlain = false }
        }
        for number in format.numbers where number.index < used {
            let slice = slices[first + number.index]
            switch FieldNumber.check(bytes, slice) {
            case .plain:
                // Up to 1999999999 a time is plain seconds, without a closer look.
                if !number.isTimestamp || slice.count <= 9 { continue }
                if slice.count == 10 && bytes[Int(slice.start)] == 0x31 { continue }
            case .other: isPlain = false
            case .malformed:
                if isAbsent(bytes, slice) { continue }
                skipCause = .malformedNumber
                return
            }
            guard number.isTimestamp, let value = FieldNumber.parse(bytes, slice) else { continue }
            if value > FieldNumber.largestSeconds { isPlain = false }
            if FieldNumber.timestamp(value) == nil {
                skipCause = .timeOutOfRange
                return
            }
        }
    }
}
