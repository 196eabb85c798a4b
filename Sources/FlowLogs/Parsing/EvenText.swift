/// A text whose lines are written as AWS writes them: see ``LineScan``.
///
/// What it is made of may be divided by any number of blanks, tabs and other white space, may have lines that end with
/// CRLF, that are empty, or that begin with a byte order mark, and absent values that are spelled `None`.
struct EvenText {
    private(set) var bytes: [UInt8] = []
    /// Where the fields begin in the text that it was made of, in their order.
    private(set) var origins: [Int] = []

    /// How many lines were left out because they are too long.
    private(set) var longLines = 0

    /// Rewrites the bytes from `start` to `end`, where a line end stands last, but for lines of more than `longestLine`
    /// bytes.
    init(_ text: Span<UInt8>, from start: Int, to end: Int, longestLine: Int) {
        bytes.reserveCapacity(end - start)
        var index = start
        while index < end {
            let (bytesBefore, originsBefore) = (bytes.count, origins.count)
            let lineEnd = appendLine(text, from: index, to: end)
            if bytes.count > bytesBefore {
                bytes[bytes.count - 1] = 0x0A
                if lineEnd - index > longestLine {
                    bytes.removeSubrange(bytesBefore...)
                    origins.removeSubrange(originsBefore...)
                    longLines += 1
                }
            }
            index = lineEnd + 1
        }
    }

    /// Appends the fields of a line, a blank behind each.
    ///
    /// - Returns: where the line ends.
    private mutating func appendLine(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var index = start
        var isFirst = true
        while index < end, text[index] != 0x0A {
            if EvenText.isWhiteSpace(text[index]) {
                index += 1
                continue
            }
            var first = index
            while index < end, !EvenText.isWhiteSpace(text[index]) { index += 1 }
            if isFirst, EvenText.isByteOrderMark(text, first, index) { first += 3 }
            isFirst = false
            guard first < index else { continue }
            origins.append(first)
            if index - first == 4, isNone(text, first) {
                bytes.append(0x2D)
            } else {
                bytes.append(text, first..<index)
            }
            // Becomes the line end where the field is the last one.
            bytes.append(0x20)
        }
        return index
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    private static func isByteOrderMark(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        end - start >= 3 && text[start] == 0xEF && text[start + 1] == 0xBB && text[start + 2] == 0xBF
    }
}
