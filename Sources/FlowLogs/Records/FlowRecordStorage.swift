/// Where a record lies: the ends of its fields are `columnCount` from `firstEnd`.
struct FlowRow: Sendable {
    let firstEnd: UInt32
    /// The columns that the line has and the format names.
    let columnCount: UInt32
    /// An index into the formats of the storage.
    let format: UInt32
    /// Whether the line holds every column of its format, divided by single blanks, each spelled as it is printed.
    let isPlain: Bool

    init(firstEnd: Int, columnCount: Int, format: Int, isPlain: Bool) {
        self.firstEnd = UInt32(truncatingIfNeeded: firstEnd)
        self.columnCount = UInt32(truncatingIfNeeded: columnCount)
        self.format = UInt32(truncatingIfNeeded: format)
        self.isPlain = isPlain
    }

    /// Which end is that of a column that the row has.
    @inline(__always)
    func end(_ column: Int) -> Int { Int(firstEnd) &+ column }
}

/// The bytes of a batch, shared by its records.
final class FlowRecordStorage: Sendable {
    let bytes: [UInt8]
    let ends: [FieldEnd]
    let formats: [FlowLogFormat]

    init(bytes: [UInt8], ends: [FieldEnd], formats: [FlowLogFormat]) {
        self.bytes = bytes
        self.ends = ends
        self.formats = formats
    }

    /// Lends the bytes and the ends, which costs once what a look at either costs each time.
    @inline(__always)
    func withSpans<Result>(_ body: (Span<UInt8>, Span<FieldEnd>) -> Result) -> Result {
        let bytes = bytes
        let ends = ends
        return body(bytes.span, ends.span)
    }

    /// Where a column lies; nil where the line does not reach it, or has `-` or `None` there.
    func slice(ofColumn column: Int, in row: FlowRow) -> FieldSlice? {
        guard column < Int(row.columnCount) else { return nil }
        return withSpans { bytes, ends in
            let slice = ends.slice(row.end(column))
            return isAbsent(bytes, slice) ? nil : slice
        }
    }

    /// Where a field lies; nil where it is absent.
    func slice(of field: FlowField, in row: FlowRow) -> FieldSlice? {
        formats[Int(row.format)].column(of: field).flatMap { slice(ofColumn: $0, in: row) }
    }

    func integer(_ field: FlowField, in row: FlowRow) -> Int64? {
        guard let slice = slice(of: field, in: row) else { return nil }
        let bytes = bytes
        return FieldNumber.parse(bytes.span, slice)
    }
}

/// Whether the text of a column stands for "no value".
func isAbsent(_ bytes: Span<UInt8>, _ slice: FieldSlice) -> Bool {
    let start = slice.start
    switch slice.count {
    case 0: return true
    case 1: return bytes[start] == 0x2D
    case 4: return isNone(bytes, start)
    default: return false
    }
}

/// Whether `None` stands at `start`.
func isNone(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    bytes[start] == 0x4E && bytes[start + 1] == 0x6F && bytes[start + 2] == 0x6E && bytes[start + 3] == 0x65
}
