/// Reads bytes as what they stand for, whichever way they were escaped: percent-encoded (twice as well), as in a JSON
/// string, or as in XML.
///
/// It does not ask which of them is right at a place: a secret is one however it was spelled.
enum EscapedBytes {
    /// The byte that begins at `index`, and how many bytes spell it; nil at the end.
    static func read(_ bytes: [UInt8], at index: Int) -> (byte: UInt8, count: Int)? {
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "%"): return percent(bytes, at: index)
        case UInt8(ascii: "\\"): return backslash(bytes, at: index)
        case UInt8(ascii: "&"): return entity(bytes, at: index)
        case let byte: return (byte, 1)
        }
    }

    private static func percent(_ bytes: [UInt8], at index: Int) -> (byte: UInt8, count: Int) {
        guard let value = hexPair(bytes, at: index + 1) else { return (bytes[index], 1) }
        if value == UInt8(ascii: "%"), let inner = hexPair(bytes, at: index + 3) { return (inner, 5) }
        return (value, 3)
    }

    /// JSON within JSON escapes the escapes: any number of backslashes counts as one.
    private static func backslash(_ bytes: [UInt8], at index: Int) -> (byte: UInt8, count: Int) {
        var end = index + 1
        while end < bytes.count, end - index < 15, bytes[end] == UInt8(ascii: "\\") { end += 1 }
        guard end < bytes.count else { return (bytes[index], 1) }
        let count = end - index + 1
        switch bytes[end] {
        case UInt8(ascii: "n"): return (0x0A, count)
        case UInt8(ascii: "r"): return (0x0D, count)
        case UInt8(ascii: "t"): return (0x09, count)
        case UInt8(ascii: "u"):
            guard hexPair(bytes, at: end + 1) == 0, let value = hexPair(bytes, at: end + 3) else {
                return (bytes[index], 1)
            }
            return (value, count + 4)
        case let byte where !Characters.isAlphanumeric(byte): return (byte, count)
        default: return (bytes[index], 1)
        }
    }

    private static let entities: [(name: [UInt8], byte: UInt8)] = [
        ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")), ("&amp;", UInt8(ascii: "&")),
        ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&#43;", UInt8(ascii: "+")),
        ("&#x2B;", UInt8(ascii: "+")), ("&#47;", UInt8(ascii: "/")), ("&#x2F;", UInt8(ascii: "/")),
        ("&#61;", UInt8(ascii: "=")), ("&#x3D;", UInt8(ascii: "=")), ("&#34;", UInt8(ascii: "\"")),
        ("&#39;", UInt8(ascii: "'")),
    ].map { (Array($0.0.utf8), $0.1) }

    private static func entity(_ bytes: [UInt8], at index: Int) -> (byte: UInt8, count: Int) {
        for entity in entities where bytes[index...].starts(with: entity.name) {
            return (entity.byte, entity.name.count)
        }
        return (bytes[index], 1)
    }

    private static func hexPair(_ bytes: [UInt8], at index: Int) -> UInt8? {
        guard index + 1 < bytes.count, let high = Characters.hexValue(bytes[index]),
            let low = Characters.hexValue(bytes[index + 1])
        else { return nil }
        return high << 4 | low
    }

    /// Reads a token of up to `limit` bytes of which `isPart` is true.
    ///
    /// - Returns: its bytes, unescaped, and the index behind it.
    static func token(
        _ bytes: [UInt8], at start: Int, limit: Int, _ isPart: (UInt8) -> Bool
    ) -> (bytes: [UInt8], end: Int) {
        var token: [UInt8] = []
        var index = start
        while token.count < limit, let next = read(bytes, at: index), isPart(next.byte) {
            token.append(next.byte)
            index += next.count
        }
        return (token, index)
    }
}
