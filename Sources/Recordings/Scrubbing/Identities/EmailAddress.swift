/// E-mail addresses: a local part, `@` or `%40`, and a domain of two labels at least.
enum EmailAddress {
    private static let longestLocalPart = 64

    /// Where the next `@` is, from `start` on, and how many bytes it takes; nil where there is none before `end`.
    static func nextAt(_ text: Span<UInt8>, from start: Int, before end: Int) -> Range<Int>? {
        for index in start..<max(start, end) {
            if text[index] == UInt8(ascii: "@") { return index..<(index + 1) }
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count, text[index + 1] == UInt8(ascii: "4"),
                text[index + 2] == UInt8(ascii: "0")
            {
                return index..<(index + 3)
            }
        }
        return nil
    }

    /// The address that begins at `start`, whose sign is the next one.
    static func range(_ text: Span<UInt8>, from start: Int, at sign: Range<Int>) -> Range<Int>? {
        guard sign.lowerBound - start <= longestLocalPart, sign.lowerBound > start,
            text.all(start..<sign.lowerBound, { $0.isAlphanumeric || [43, 45, 46, 95].contains($0) })
        else { return nil }
        var end = sign.upperBound
        var dot: Int?
        while end < text.count, end - sign.upperBound < 253 {
            let byte = text[end]
            if byte == UInt8(ascii: ".") {
                guard end > sign.upperBound, end + 1 < text.count, text[end + 1].isAlphanumeric else { break }
                dot = end
            } else if !byte.isAlphanumeric, byte != UInt8(ascii: "-") {
                break
            }
            end += 1
        }
        guard let dot, end - dot > 2, text.all((dot + 1)..<end, { $0.isLetter || $0 == 45 }) else { return nil }
        return start..<end
    }
}
