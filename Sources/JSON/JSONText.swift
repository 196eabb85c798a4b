/// The spelling of JSON's scalars, for who writes JSON without a ``JSONValue`` of it.
public enum JSONText {
    /// Appends a string with its quotation marks.
    public static func append(_ text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        if isPlain(text.utf8.span) {
            out.append(contentsOf: text.utf8)
        } else {
            appendEscaped(text, to: &out)
        }
        out.append(UInt8(ascii: "\""))
    }

    /// Appends a string with its quotation marks.
    ///
    /// - Parameters:
    ///   - text: its UTF-8; ill-formed sequences become U+FFFD.
    ///   - out: what it is appended to.
    public static func append(utf8 text: ArraySlice<UInt8>, to out: inout [UInt8]) {
        guard isPlain(text.span) else { return append(String(decoding: text, as: UTF8.self), to: &out) }
        out.append(UInt8(ascii: "\""))
        out.append(contentsOf: text)
        out.append(UInt8(ascii: "\""))
    }

    /// Appends a whole number.
    public static func append(_ number: Int64, to out: inout [UInt8]) {
        out.append(contentsOf: String(number).utf8)
    }

    /// Appends a decimal; one that JSON cannot hold (infinity, NaN) becomes `null`.
    public static func append(_ number: Double, to out: inout [UInt8]) {
        guard number.isFinite else {
            out.append(contentsOf: "null".utf8)
            return
        }
        if let whole = Int64(exactly: number), abs(number) < 1e15 {
            append(whole, to: &out)
            out.append(contentsOf: ".0".utf8)
        } else {
            out.append(contentsOf: "\(number)".utf8)
        }
    }

    /// Appends `true` or `false`.
    public static func append(_ truth: Bool, to out: inout [UInt8]) {
        out.append(contentsOf: (truth ? "true" : "false").utf8)
    }

    /// Whether text is ASCII without anything to escape.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        var position = 0
        while position + 8 <= text.count {
            let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
            if WordScan.needsCare(word) { return false }
            position += 8
        }
        while position < text.count {
            if isSpecial(text[position]) || text[position] >= 0x80 { return false }
            position += 1
        }
        return true
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }

    private static func appendEscaped(_ text: String, to out: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): out.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): out.append(contentsOf: "\\\\".utf8)
            case 0x0A: out.append(contentsOf: "\\n".utf8)
            case 0x0D: out.append(contentsOf: "\\r".utf8)
            case 0x09: out.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                out.append(contentsOf: "\\u00".utf8)
                out.append(hexDigits[Int(byte >> 4)])
                out.append(hexDigits[Int(byte & 15)])
            default: out.append(byte)
            }
        }
    }
}

private let hexDigits = Array("0123456789abcdef".utf8)
