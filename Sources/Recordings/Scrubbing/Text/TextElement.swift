/// One character of a text as it is written there: itself, or as an escape of JSON, of a URL or of XML.
///
/// What is looked for may be quoted several times over, as JSON in JSON or a URL in a form; its punctuation is then
/// written in one of these ways.
struct TextElement {
    /// How a character is written.
    enum Style {
        /// As itself.
        case raw
        /// As `\/` or `\u003d`.
        case json
        /// As `%3D`.
        case percent
        /// As `&gt;`.
        case entity
    }

    /// The character; of one beyond ASCII, a byte of its UTF-8.
    var byte: UInt8
    /// The number of bytes that it takes in the text.
    var length: Int
    var style: Style

    /// Reads the character at `position`, which has to be in the text.
    static func read(_ text: Span<UInt8>, at position: Int) -> TextElement {
        let byte = text[position]
        switch byte {
        case UInt8(ascii: "\\"):
            if position + 1 < text.count, text[position + 1] == UInt8(ascii: "/") {
                return TextElement(byte: UInt8(ascii: "/"), length: 2, style: .json)
            }
            if let code = unicode(text, at: position), code < 0x80 {
                return TextElement(byte: UInt8(code), length: 6, style: .json)
            }
        case UInt8(ascii: "%"):
            if let code = percent(text, at: position) {
                return TextElement(byte: code, length: 3, style: .percent)
            }
        case UInt8(ascii: "&"):
            for (name, byte) in entities where text.hasBytes(name, at: position) {
                return TextElement(byte: byte, length: name.count, style: .entity)
            }
        default: break
        }
        return TextElement(byte: byte, length: 1, style: .raw)
    }

    /// The length of the escape at a `\` or `%`, behind which a word begins; 1 where there is none.
    ///
    /// `\n` before a word would make another word of it.
    static func escapeLength(_ text: Span<UInt8>, at position: Int) -> Int {
        guard position + 1 < text.count else { return 1 }
        if text[position] == UInt8(ascii: "%") { return percent(text, at: position) == nil ? 1 : 3 }
        switch text[position + 1] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "/"):
            return 2
        case UInt8(ascii: "u"): return unicode(text, at: position) == nil ? 1 : 6
        default: return 1
        }
    }

    private static func percent(_ text: Span<UInt8>, at position: Int) -> UInt8? {
        guard position + 2 < text.count, let high = text[position + 1].hexDigitValue,
            let low = text[position + 2].hexDigitValue
        else { return nil }
        return high << 4 | low
    }

    /// The code of a `\u` with its four digits.
    private static func unicode(_ text: Span<UInt8>, at position: Int) -> UInt16? {
        guard position + 5 < text.count, text[position + 1] == UInt8(ascii: "u") else { return nil }
        var code: UInt16 = 0
        for offset in 2..<6 {
            guard let digit = text[position + offset].hexDigitValue else { return nil }
            code = code << 4 | UInt16(digit)
        }
        return code
    }

    private static let entities: [([UInt8], UInt8)] = [
        (Array("&quot;".utf8), 34), (Array("&#34;".utf8), 34), (Array("&apos;".utf8), 39), (Array("&#39;".utf8), 39),
        (Array("&gt;".utf8), 62), (Array("&#61;".utf8), 61), (Array("&#58;".utf8), 58),
    ]
}
