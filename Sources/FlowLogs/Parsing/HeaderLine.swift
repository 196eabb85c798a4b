/// Tells header lines from records.
enum HeaderLine {
    /// The format that a line names, or nil where it is no header.
    ///
    /// A header consists of known field names, or of tokens that could be field names of which one at least is known.
    /// In the midst of a file more than half of them must be, or the line must repeat the header that holds: a record
    /// may consist of such words too (a tag with the value `start`). At the beginning of a file, where more than half of
    /// the tokens are known, the others may be spelled in any way.
    static func format(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine, current: FlowLogFormat?
    ) -> FlowLogFormat? {
        var known = 0
        var isStrange = false
        for index in line.endRange {
            let slice = ends.slice(index)
            if FlowFieldNames.shared.field(bytes, from: slice.start, to: slice.end) != nil {
                known += 1
            } else if !couldBeName(bytes, slice) {
                guard current == nil else { return nil }
                isStrange = true
            }
        }
        guard known > 0, !isStrange || known * 2 > line.columnCount else { return nil }
        if known * 2 <= line.columnCount, current != nil {
            let format = makeFormat(bytes, ends, line)
            return format == current ? format : nil
        }
        return makeFormat(bytes, ends, line)
    }

    private static func makeFormat(_ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine)
        -> FlowLogFormat
    {
        FlowLogFormat(
            names: line.endRange.map { index in
                String(decoding: ends.slice(index).range.map { bytes[$0] }, as: UTF8.self)
            })
    }

    /// Whether a token is `[a-z][a-z0-9_-]*`.
    private static func couldBeName(_ bytes: Span<UInt8>, _ slice: FieldSlice) -> Bool {
        for index in slice.range {
            let byte = bytes[index]
            let isLetter = byte >= 0x61 && byte <= 0x7A
            let isOther = byte == 0x2D || byte == 0x5F || (byte >= 0x30 && byte <= 0x39)
            guard isLetter || (isOther && index > slice.start) else { return false }
        }
        return slice.count > 0
    }
}
