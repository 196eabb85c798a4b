extension FlowLogParser {
    /// The formats of a batch while its lines are read, and the one that the last line had.
    private struct BatchFormats {
        private(set) var formats: [FlowLogFormat]
        private(set) var index = -1
        private(set) var rules = FlowLogFormat.default.rules

        init(_ formats: [FlowLogFormat]) { self.formats = formats }

        /// Goes on with the format at `index`.
        mutating func use(_ index: Int) {
            guard index != self.index else { return }
            self.index = index
            rules = formats[index].rules
        }

        /// Goes on with `format`.
        mutating func use(_ format: FlowLogFormat) {
            if index >= 0, formats[index].isIdentical(to: format) { return }
            formats.append(format)
            use(formats.count - 1)
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
        // Nothing but the end of a line that was too long.
        guard start < end else { return nil }
        guard let scan = LineScan(bytes.span, from: start, to: end) else {
            let text = EvenText(bytes.span, from: start, to: end, longestLine: maximumLineBytes)
            counters.skip(.lineTooLong, count: text.longLines)
            return text.bytes.isEmpty ? nil : parse(text.bytes, LineScan(text))
        }
        return parse(bytes, scan)
    }

    /// Makes the rows of the lines that were found.
    private mutating func parse(_ bytes: [UInt8], _ scan: LineScan) -> FlowRecordBatch? {
        let text = bytes.span
        let ends = scan.ends.span
        var formats = BatchFormats(givenFormats ?? [])
        if givenFormats?.count == 1 {
            formats.use(0)
        } else if let header {
            formats.use(header)
        }
        var rows: [FlowRow] = []
        rows.reserveCapacity(scan.count)
        for line in scan {
            if let row = row(text, ends, line, &formats) { rows.append(row) }
        }
        guard !rows.isEmpty else { return nil }
        counters.records += rows.count
        return FlowRecordBatch(
            storage: FlowRecordStorage(bytes: bytes, ends: scan.ends, formats: formats.formats), rows: rows)
    }

    /// Makes a row of a line; nil for a header and for a line that is skipped.
    @inline(__always)
    private mutating func row(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine, _ formats: inout BatchFormats
    ) -> FlowRow? {
        guard line.length(ends) <= maximumLineBytes else { return skip(.lineTooLong) }
        if bytes[ends[line.firstEnd - 1].next] &- 0x61 <= 25, takeHeader(bytes, ends, line) {
            if givenFormats == nil, let header { formats.use(header) }
            return nil
        }
        let isFormatKnown = givenFormats.map { $0.count == 1 } ?? (header != nil)
        guard isFormatKnown || choose(bytes, ends, line, &formats) else { return skip(.noFormat) }
        let check = LineCheck(bytes, ends, line, formats.rules)
        if let cause = check.skipCause { return skip(cause) }
        if givenFormats != nil { recordsByFormat[formats.index] += 1 }
        return FlowRow(
            firstEnd: line.firstEnd, columnCount: min(line.columnCount, formats.rules.columnCount),
            format: formats.index, isPlain: check.isPlain)
    }

    private mutating func skip(_ cause: FlowLogSkipCause) -> FlowRow? {
        counters.skip(cause)
        return nil
    }

    /// Finds the format of a line by its looks; whether there is one.
    private mutating func choose(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine, _ formats: inout BatchFormats
    ) -> Bool {
        guard let givenFormats else {
            guard let format = FormatShape.defaultFormat(bytes, ends, line) else { return false }
            formats.use(format)
            return true
        }
        guard let choice = FormatShape.choose(bytes, ends, line, among: givenFormats) else { return false }
        formats.use(choice.index)
        if choice.isAmbiguous { counters.ambiguousLines += 1 }
        return true
    }

    /// Whether the line is a header; it is counted, and holds from here on unless the formats were given.
    private mutating func takeHeader(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine
    ) -> Bool {
        let current = givenFormats == nil ? header : givenFormats?.first
        guard let format = HeaderLine.format(bytes, ends, line, current: current) else { return false }
        counters.headerLines += 1
        if givenFormats == nil, format != header { header = format }
        return true
    }
}
