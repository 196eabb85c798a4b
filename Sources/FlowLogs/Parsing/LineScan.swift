/// A line before it is known what its columns hold.
struct ScannedLine {
    /// Which end is that of its first column; the others follow.
    let firstEnd: Int
    let columnCount: Int

    var endRange: Range<Int> { firstEnd..<firstEnd + columnCount }

    /// Bytes, without the line end.
    @inline(__always)
    func length(_ ends: Span<FieldEnd>) -> Int {
        ends[firstEnd &+ columnCount &- 1].position &- ends[firstEnd &- 1].next
    }
}

/// The columns and lines of an even text, found in one pass that knows nothing of formats.
///
/// A text is even where single blanks divide the columns, lines end with LF, none is empty, and none begins with a byte
/// order mark; an absent value is `-`. AWS writes nothing else. Other texts are made even first: see ``EvenText``.
struct LineScan {
    let ends: [FieldEnd]
    private let lineEnds: [UInt32]

    /// Scans the bytes from `start` to `end`, where a line end stands last; nil where they are not even.
    init?(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
        guard let found = evenDividers(bytes, from: start, to: end, isKnownToBeEven: false) else { return nil }
        ends = found.ends
        lineEnds = found.lineEnds
        let all = ends.span
        for line in self where bytes[all[line.firstEnd - 1].next] == 0xEF { return nil }
    }

    /// Scans a text that was made even.
    init(_ text: EvenText) {
        let found = evenDividers(text.bytes.span, from: 0, to: text.bytes.count, isKnownToBeEven: true)
        ends = found?.ends ?? []
        lineEnds = found?.lineEnds ?? []
    }
}

extension LineScan: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { lineEnds.count }

    subscript(index: Int) -> ScannedLine {
        let first = index == 0 ? 1 : Int(lineEnds[index - 1]) + 1
        return ScannedLine(firstEnd: first, columnCount: Int(lineEnds[index]) + 1 - first)
    }
}
