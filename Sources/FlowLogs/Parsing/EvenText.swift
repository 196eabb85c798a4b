/// A text whose lines are written as AWS writes them: see ``LineScan``.
///
/// What it is made of may be divided by any number of blanks, tabs and other white space, may have lines that end with
/// CRLF, that are empty, or that begin with a byte order mark, and absent values that are spelled `None`.
struct EvenText {
    private(set) var bytes: [UInt8] = []
    /// Where the fields begin in the text that it was made of, in their order.
    private(set) var origins: [Int] = []

    /// Rewrites the bytes from `start` to `end`, where a line end stands last.
    init(_ text: Span<UInt8>, from start: Int, to end: Int) {
        bytes.reserveCapacity(end - start)
        // Whether nothing but white space came in a line, and whether nothing of it was kept.
        var (isAtLineStart, isEmpty) = (true, true)
        var index = start
        while index < end {
            if EvenText.isWhiteSpace(text[index]) {
                if text[index] == 0x0A {
                    if !isEmpty { bytes[bytes.count - 1] = 0x0A }
                    (isAtLineStart, isEmpty) = (true, true)
                }
                index += 1
                continue
            }
            var first = index
            while index < end, !EvenText.isWhiteSpace(text[index]) { index += 1 }
            if isAtLineStart, EvenText.isByteOrderMark(text, first, index) { first += 3 }
            isAtLineStart = false
            guard first < index else { continue }
            isEmpty = false
            origins.append(first)
            if index - first == 4, isNone(text, first) {
                bytes.append(0x2D)
            } else {
                bytes.append(text, first..<index)
            }
            // Becomes the line end where the field is the last one.
            bytes.append(0x20)
        }
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    private static func isByteOrderMark(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        end - start >= 3 && text[start] == 0xEF && text[start + 1] == 0xBB && text[start + 2] == 0xBF
    }
}
