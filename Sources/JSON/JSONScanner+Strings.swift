extension JSONScanner {
    /// Reads a string.
    ///
    /// - Throws: ``JSONError`` where it is malformed; there must be one, as ``next()`` tells.
    public mutating func string() throws(JSONError) -> String {
        let text = try text()
        skipWhiteSpace()
        return text
    }

    /// Reads a string and appends it as UTF-8.
    ///
    /// - Parameter text: what it is appended to.
    /// - Throws: ``JSONError`` where it is malformed; there must be one, as ``next()`` tells.
    public mutating func appendString(to text: inout [UInt8]) throws(JSONError) {
        let start = index + 1
        let end = plainEnd(from: start)
        guard end.isQuote else {
            text.append(contentsOf: try string().utf8)
            return
        }
        if end.isASCII {
            text.append(contentsOf: bytes[start..<end.index])
        } else {
            text.append(contentsOf: String(decoding: bytes[start..<end.index], as: UTF8.self).utf8)
        }
        index = end.index + 1
        skipWhiteSpace()
    }

    /// Reads a string and nothing behind it.
    mutating func text() throws(JSONError) -> String {
        let start = index + 1
        let end = plainEnd(from: start)
        index = end.index
        if end.isQuote {
            defer { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        var out = Array(bytes[start..<index])
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"):
                index += 1
                try escape(into: &out)
            case 0..<0x20:
                throw error("a control character stands unescaped in a string")
            default:
                out.append(byte)
                index += 1
            }
        }
        throw error("the text ends inside a string")
    }

    /// The end of what stands in a string as it is.
    ///
    /// - Parameter start: the first byte of the string.
    /// - Returns: where that ends, whether with the string, and whether it is ASCII.
    func plainEnd(from start: Int) -> (index: Int, isQuote: Bool, isASCII: Bool) {
        let text = bytes.span
        var position = start
        var seen: UInt64 = 0
        while position + 8 <= text.count {
            let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
            if WordScan.endsPlainText(word) { break }
            seen |= word
            position += 8
        }
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "\"") { return (position, true, seen & WordScan.highBits == 0) }
            if byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            seen |= UInt64(byte)
            position += 1
        }
        return (position, false, seen & WordScan.highBits == 0)
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw error("the text ends inside a string") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hex4()
            if (0xD800..<0xDC00).contains(code), current == UInt8(ascii: "\\"), index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "u")
            {
                let mark = index
                index += 2
                let low = try hex4()
                if (0xDC00..<0xE000).contains(low) {
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    index = mark
                }
            }
            let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
            out.append(contentsOf: String(Character(scalar)).utf8)
        default:
            index -= 1
            throw error("an unknown escape")
        }
    }

    private mutating func hex4() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count, bytes[index] != UInt8(ascii: "+"), bytes[index] != UInt8(ascii: "-"),
            let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits were expected") }
        index += 4
        return code
    }
}
