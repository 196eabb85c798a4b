/// The text of the string whose bytes between its quotes are `bytes[range]`; the escapes have been checked.
///
/// A surrogate without its other half becomes U+FFFD.
func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
        let byte = bytes[position]
        guard byte == UInt8(ascii: "\\"), position + 1 < range.upperBound else {
            text.append(byte)
            position += 1
            continue
        }
        position += 2
        switch bytes[position - 1] {
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var code = hexadecimal(bytes, position, range.upperBound)
            position += 4
            if (0xD800..<0xDC00).contains(code), position + 6 <= range.upperBound,
                bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
            {
                let low = hexadecimal(bytes, position + 2, range.upperBound)
                if (0xDC00..<0xE000).contains(low) {
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                    position += 6
                }
            }
            text.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
        case let other: text.append(other)
        }
    }
    return text
}

private func hexadecimal(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    var code: UInt32 = 0
    for index in start..<min(start + 4, end) { code = code << 4 | (hexDigit(bytes[index]) ?? 0) }
    return code
}
