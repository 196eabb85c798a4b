/// The classes of bytes that secrets consist of.
enum Characters {
    static func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
    static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
    static func isLetter(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

    /// The alphabet of Base64, without padding.
    static func isBase64(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
    }

    /// What tokens of every kind consist of: both alphabets of Base64, and the dots of JWT.
    static func isToken(_ byte: UInt8) -> Bool {
        isBase64(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "~")
    }

    static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }

    /// What stands between the parts of a name: `aws_secret_access_key`, `X-Amz-Security-Token`.
    static func joinsNames(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") }

    static func lowercased(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// Whether `bytes` hold, at `index`, the lower-case `word` in any case.
    static func matches(_ bytes: [UInt8], at index: Int, _ word: [UInt8]) -> Bool {
        guard index >= 0, index + word.count <= bytes.count else { return false }
        for offset in 0..<word.count where lowercased(bytes[index + offset]) != word[offset] { return false }
        return true
    }
}

extension Collection<UInt8> {
    /// Whether the bytes are a scrubber's, and no secret's.
    var isFiller: Bool {
        let mark = Array("SCRUBBED".utf8)
        if allSatisfy({ $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "=") }) { return true }
        var rest = self[...]
        while rest.count >= mark.count {
            if rest.starts(with: mark) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
