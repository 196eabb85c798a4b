/// Base64 with the standard alphabet and padding (RFC 4648 section 4).
public enum Base64 {
    /// Returns the Base64 of `bytes`, padded, without line breaks.
    public static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for offset in 0..<3 {
                group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0)
            }
            for position in 0..<4 {
                out.append(position <= count ? alphabet[Int(group >> UInt32(18 - 6 * position) & 63)] : padding)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Returns the bytes that `text` stands for; nil where it is no padded Base64.
    ///
    /// White space, the URL alphabet, missing padding and bits that are set behind the last byte are all refused.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        let padded = characters.suffix(2).reversed().prefix { $0 == padding }.count
        var out: [UInt8] = []
        out.reserveCapacity(characters.count / 4 * 3)
        var group: UInt32 = 0
        for (index, character) in characters.dropLast(padded).enumerated() {
            guard let value = value(of: character) else { return nil }
            group = group << 6 | value
            if index % 4 == 3 {
                out += [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)]
                group = 0
            }
        }
        switch padded {
        case 1:
            guard group & 3 == 0 else { return nil }
            out += [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)]
        case 2:
            guard group & 15 == 0 else { return nil }
            out.append(UInt8(group >> 4 & 255))
        default: break
        }
        return out
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case 65...90: UInt32(character) - 65
        case 97...122: UInt32(character) - 71
        case 48...57: UInt32(character) + 4
        case 43: 62
        case 47: 63
        default: nil
        }
    }
}

private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
private let padding = UInt8(ascii: "=")
