extension FlowLogParser {
    /// What a batch is made of while its lines are read.
    struct BatchBuilder {
        var slices: [FieldSlice] = []
        var rows: [FlowRow] = []
        var formats: [FlowLogFormat] = []

        /// The index of a format; the last one used is found at once.
        mutating func index(of format: FlowLogFormat) -> Int {
            if let last = formats.last, last.isIdentical(to: format) { return formats.count - 1 }
            formats.append(format)
            return formats.count - 1
        }
    }

    /// Reads the lines from `start` to `end`, where a line end stands last.
    ///
    /// - Parameters:
    ///   - bytes: the text; a batch made of it keeps it.
    ///   - start: where the first line begins.
    ///   - end: the byte after the last line end.
    /// - Returns: nil where there is no record.
    mutating func parseLines(_ bytes: [UInt8], from start: Int, to end: Int) -> FlowRecordBatch? {
        var builder = BatchBuilder()
        if case .given(let formats) = mode { builder.formats = formats }
        builder.slices.reserveCapacity((end - start) / 7 + 8)
        builder.rows.reserveCapacity((end - start) / 96 + 1)
        var lineStart = start
        var tokenStart = start
        var firstSlice = 0
        var isEven = true
        var block = start
        while block < end {
            var mask = delimiterMask(bytes, at: block, end: end)
            while mask != 0 {
                let position = block + mask.trailingZeroBitCount
                mask &= mask &- 1
                let byte = bytes[position]
                guard byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) else { continue }  // another control character
                if position > tokenStart {
                    builder.slices.append(FieldSlice(start: tokenStart, end: position))
                    if byte != 0x20 && byte != 0x0A { isEven = isEven && byte == 0x0D }
                } else if byte != 0x0A {
                    isEven = false
                }
                tokenStart = position + 1
                if byte == 0x0A {
                    if builder.slices.count > firstSlice {
                        closeLine(
                            bytes, &builder, firstSlice: firstSlice, length: position - lineStart, isEven: isEven)
                    }
                    firstSlice = builder.slices.count
                    lineStart = tokenStart
                    isEven = true
                }
            }
            block += 64
        }
        guard !builder.rows.isEmpty else { return nil }
        counters.records += builder.rows.count
        return FlowRecordBatch(
            storage: FlowRecordStorage(bytes: bytes, slices: builder.slices, formats: builder.formats),
            rows: builder.rows)
    }

    /// Makes a row of the slices from `firstSlice` on, or takes them away again.
    private mutating func closeLine(
        _ bytes: [UInt8], _ builder: inout BatchBuilder, firstSlice: Int, length: Int, isEven: Bool
    ) {
        guard length <= maximumLineBytes else {
            return drop(&builder, from: firstSlice, .lineTooLong)
        }
        if bytes[Int(builder.slices[firstSlice].start)] == 0xEF { stripByteOrderMark(bytes, &builder, firstSlice) }
        guard builder.slices.count > firstSlice else { return }
        if bytes[Int(builder.slices[firstSlice].start)] &- 0x61 <= 25, takeHeader(bytes, &builder, firstSlice) {
            return
        }

        let formatIndex: Int
        switch mode {
        case .header:
            if let header {
                formatIndex = builder.index(of: header)
            } else if let format = FormatShape.defaultFormat(bytes, builder.slices.span, first: firstSlice) {
                formatIndex = builder.index(of: format)
            } else {
                return drop(&builder, from: firstSlice, .noFormat)
            }
        case .given(let formats):
            if formats.count == 1 {
                formatIndex = 0
            } else if let choice = FormatShape.choose(bytes, builder.slices.span, first: firstSlice, among: formats) {
                formatIndex = choice.index
                if choice.isAmbiguous { counters.ambiguousLines += 1 }
            } else {
                return drop(&builder, from: firstSlice, .noFormat)
            }
        }
        let format = builder.formats[formatIndex]
        let check = LineCheck(bytes, builder.slices.span, first: firstSlice, format: format)
        if let cause = check.skipCause { return drop(&builder, from: firstSlice, cause) }
        if case .given = mode { recordsByFormat[formatIndex] += 1 }
        let columns = builder.slices.count - firstSlice
        if columns > format.columns.count { builder.slices.removeLast(columns - format.columns.count) }
        builder.rows.append(
            FlowRow(
                firstSlice: firstSlice, columnCount: builder.slices.count - firstSlice, format: formatIndex,
                isPlain: check.isPlain && isEven))
    }

    private mutating func drop(_ builder: inout BatchBuilder, from firstSlice: Int, _ cause: FlowLogSkipCause) {
        builder.slices.removeLast(builder.slices.count - firstSlice)
        counters.skip(cause)
    }

    /// Whether the line is a header; it is counted, and holds from here on unless the formats were given.
    private mutating func takeHeader(_ bytes: [UInt8], _ builder: inout BatchBuilder, _ firstSlice: Int) -> Bool {
        var current = header
        if case .given(let formats) = mode { current = formats.first }
        guard let format = HeaderLine.format(bytes, builder.slices.span, first: firstSlice, current: current) else {
            return false
        }
        builder.slices.removeLast(builder.slices.count - firstSlice)
        counters.headerLines += 1
        if case .header = mode, format != header { header = format }
        return true
    }

    /// Takes a UTF-8 byte order mark off the first column.
    private func stripByteOrderMark(_ bytes: [UInt8], _ builder: inout BatchBuilder, _ firstSlice: Int) {
        let slice = builder.slices[firstSlice]
        let start = Int(slice.start)
        guard slice.count >= 3, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF else { return }
        if slice.count == 3 {
            builder.slices.remove(at: firstSlice)
        } else {
            builder.slices[firstSlice] = FieldSlice(start: start + 3, end: Int(slice.end))
        }
    }
}
