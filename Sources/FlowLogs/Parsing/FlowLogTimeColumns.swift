/// Finds where the lines of flow logs hold the times of their records; reads lines as ``FlowLogParser`` does.
package struct FlowLogTimeColumns: Sendable {
    /// A start or end in a line.
    package struct Field: Sendable, Hashable {
        /// Where it stands.
        package let range: Range<Int>
        /// The number that stands there.
        package let number: Int64
        /// Whether the number counts milliseconds rather than seconds.
        package var isMilliseconds: Bool { number > FlowLogTimeColumns.largestSeconds }
    }

    /// The largest number that is taken as seconds.
    package static let largestSeconds = FieldNumber.largestSeconds
    /// A longer line is skipped by a parser that was not told otherwise.
    package static let longestLine = 256 << 10

    private let givenFormats: [FlowLogFormat]?
    private var header: FlowLogFormat?

    /// Creates a finder for files whose first line names the columns, or else have a default format.
    package init() {
        givenFormats = nil
    }

    /// Creates a finder for lines whose formats are known; without any, the default formats are known by their shape.
    package init(formats: [FlowLogFormat]) {
        givenFormats = formats.isEmpty ? nil : formats
    }

    /// Whether a header line has come.
    package var hasHeader: Bool { header != nil }

    /// The times in whole lines, in the order of their places.
    ///
    /// - Parameter bytes: lines, the last one with its line end.
    /// - Returns: what a parser would take for the start or end of a record; not what is absent or no number.
    package mutating func fields(in bytes: [UInt8]) -> [Field] {
        guard bytes.last == 0x0A else { return [] }
        guard let scan = LineScan(bytes.span, from: 0, to: bytes.count) else {
            let text = EvenText(
                bytes.span, from: 0, to: bytes.count, longestLine: FlowLogTimeColumns.longestLine)
            guard !text.bytes.isEmpty else { return [] }
            return self.fields(text.bytes.span, LineScan(text), origins: text.origins)
        }
        return self.fields(bytes.span, scan, origins: nil)
    }

    // `origins`: where the fields begin in the text that was given, where `text` is another.
    private mutating func fields(_ text: Span<UInt8>, _ scan: LineScan, origins: [Int]?) -> [Field] {
        var fields: [Field] = []
        let ends = scan.ends.span
        for line in scan where line.length(ends) <= FlowLogTimeColumns.longestLine {
            guard let rules = format(text, ends, line)?.rules, line.columnCount >= rules.leastColumns else {
                continue
            }
            let columns = [rules.start, rules.end].compactMap { $0 }.sorted()
            for column in columns {
                let slice = ends.slice(line.firstEnd + column)
                guard !isAbsent(text, slice), let number = FieldNumber.parse(text, slice),
                    FieldNumber.timestamp(number) != nil
                else { continue }
                let start = origins?[line.firstEnd + column - 1] ?? slice.start
                fields.append(Field(range: start..<start + slice.count, number: number))
            }
        }
        return fields
    }

    /// The format of a line; nil for a header and for a line that has none.
    private mutating func format(
        _ bytes: Span<UInt8>, _ ends: Span<FieldEnd>, _ line: ScannedLine
    ) -> FlowLogFormat? {
        let current = givenFormats == nil ? header : givenFormats?.first
        if bytes[ends[line.firstEnd - 1].next] &- 0x61 <= 25,
            let format = HeaderLine.format(bytes, ends, line, current: current)
        {
            if givenFormats == nil { header = format }
            return nil
        }
        guard let givenFormats else { return header ?? FormatShape.defaultFormat(bytes, ends, line) }
        if givenFormats.count == 1 { return givenFormats.first }
        return FormatShape.choose(bytes, ends, line, among: givenFormats).map { givenFormats[$0.index] }
    }
}
