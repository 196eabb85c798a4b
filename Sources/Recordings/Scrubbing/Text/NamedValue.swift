/// The value that follows a name: `"name": "value"`, `name=value`, `<name>value</name>`, and these within each other.
struct NamedValue {
    /// Where the value stands; never empty.
    var range: Range<Int>
    /// Whether it stands in quotes or in an element, so that it is text whatever it looks like.
    var isDelimited: Bool
    /// Whether the name stood in quotes.
    var isNameQuoted: Bool
    /// Whether the value goes on behind the range, which is as long as a value may be.
    var isCut = false

    /// Longer values are cut.
    static let longest = 32 << 10
    /// The most bytes between a name and its value.
    private static let longestSeparator = 32

    /// Reads the value behind the name in `name`; nil where no value follows.
    static func read(_ text: Span<UInt8>, after name: Range<Int>) -> NamedValue? {
        let end = name.upperBound
        var position = end
        var isAssigned = false
        var isNameQuoted = false
        var backslashes = 0
        var style = TextElement.Style.raw
        let last = min(text.count, end + longestSeparator)
        while position < last {
            let element = TextElement.read(text, at: position)
            switch element.byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if isAssigned {
                    return quoted(
                        text, from: position + element.length, quote: position..<(position + element.length),
                        backslashes: backslashes, isNameQuoted: isNameQuoted, style: element.style)
                }
                isNameQuoted = true
                backslashes = 0
            case UInt8(ascii: "\\"): backslashes += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"): backslashes = 0
            case UInt8(ascii: ">") where position == end && isClosing(text, name.lowerBound): return nil
            case UInt8(ascii: ">") where position == end && element.style == .raw:
                return content(text, from: position + 1)
            case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ">"):
                isAssigned = true
                style = element.style
            default:
                guard isAssigned, backslashes == 0 else { return nil }
                return bare(text, from: position, isNameQuoted: isNameQuoted, style: style)
            }
            position += element.length
        }
        return nil
    }

    /// Whether the name that begins at `start` is that of an end tag: `</name>`, `</prefix:name>`.
    private static func isClosing(_ text: Span<UInt8>, _ start: Int) -> Bool {
        var start = start
        if start > 0, text[start - 1] == UInt8(ascii: ":") {
            let colon = start - 1
            start = colon
            while start > 0, colon - start < 32, text[start - 1].isAlphanumeric { start -= 1 }
        }
        return start > 0 && text[start - 1] == UInt8(ascii: "/")
            || text.hasBytes(Array("%2F".utf8), at: start - 3)
    }

    /// A value in quotes, up to the quote that is escaped as often as the first one was.
    ///
    /// A quote in JSON in JSON … stands behind k = 2ᵈ − 1 backslashes, one in such a string behind more of them.
    private static func quoted(
        _ text: Span<UInt8>, from start: Int, quote: Range<Int>, backslashes: Int, isNameQuoted: Bool,
        style: TextElement.Style
    ) -> NamedValue? {
        let last = min(text.count, start + longest)
        var position = start
        var run = 0
        let sign = text.bytes(quote)
        while position < last {
            let byte = text[position]
            if byte == UInt8(ascii: "\n") { break }
            if byte == sign[0], style == .raw || text.hasBytes(sign, at: position) {
                if style != .raw || run % (2 * (backslashes + 1)) == backslashes {
                    let end = style == .raw ? position - backslashes : position
                    guard end > start else { return nil }
                    return NamedValue(range: start..<end, isDelimited: true, isNameQuoted: isNameQuoted)
                }
            }
            run = byte == UInt8(ascii: "\\") ? run + 1 : 0
            position += 1
        }
        // Without its end the quote is no help.
        guard start < text.count else { return nil }
        return bare(text, from: start, isNameQuoted: isNameQuoted, style: style)
    }

    /// A value that is the content of an element.
    private static func content(_ text: Span<UInt8>, from start: Int) -> NamedValue? {
        var start = start
        let isData = text.hasBytes(Array("<![CDATA[".utf8), at: start)
        if isData { start += 9 }
        let last = min(text.count, start + longest)
        var end = start
        while end < last, text[end] != UInt8(ascii: isData ? "]" : "<") { end += 1 }
        guard end > start, !text.all(start..<end, { $0 <= 32 }) else { return nil }
        guard end < last else { return bare(text, from: start, isNameQuoted: false, style: .raw) }
        return NamedValue(range: start..<end, isDelimited: true, isNameQuoted: false)
    }

    /// A value without quotes.
    private static func bare(
        _ text: Span<UInt8>, from start: Int, isNameQuoted: Bool, style: TextElement.Style
    ) -> NamedValue? {
        let last = min(text.count, start + longest)
        var end = start
        while end < last {
            let length = bareLength(text, at: end, isPercentEncoded: style == .percent)
            if length == 0 { break }
            end += length
        }
        guard end > start else { return nil }
        return NamedValue(
            range: start..<end, isDelimited: false, isNameQuoted: isNameQuoted, isCut: end >= start + longest)
    }

    /// How many bytes at `position` go on with a value without quotes; 0 at its end.
    static func bareLength(_ text: Span<UInt8>, at position: Int, isPercentEncoded: Bool) -> Int {
        switch text[position] {
        case 0...32, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: ","),
            UInt8(ascii: ";"), UInt8(ascii: "}"):
            return 0
        case UInt8(ascii: "\\"):
            return position + 1 < text.count && text[position + 1] == UInt8(ascii: "/") ? 2 : 0
        case UInt8(ascii: "%") where isPercentEncoded:
            let element = TextElement.read(text, at: position)
            switch element.byte {
            case 0...32, 34, 39, 60, 38, 44, 59, 125: return element.style == .percent ? 0 : 1
            default: return 1
            }
        default: return 1
        }
    }
}
