/// Signatures of requests: 64 hexadecimal digits (version 4), or 28 or 44 characters of Base64 (version 2).
///
/// Longer ones, as those of CloudTrail's digests, are made with public keys and meant to be read.
enum SignatureDetector: LeakDetector {
    static let firstBytes = Array("iI".utf8)
    private static let word = Array("ignature".utf8)

    static func find(_ bytes: [UInt8], at index: Int) -> LeakMatch? {
        // The word without its first letter would do; with it, the index is that of the name.
        guard index > 0, Characters.lowercased(bytes[index - 1]) == UInt8(ascii: "s"),
            Characters.matches(bytes, at: index, word),
            let start = NamedValue.start(bytes, behind: index + word.count)
        else { return nil }
        let (token, end) = EscapedBytes.token(bytes, at: start, limit: 65, Characters.isBase64)
        guard !token.isFiller else { return nil }
        switch token.count {
        case 64:
            guard token.allSatisfy({ Characters.hexValue($0) != nil }) else { return nil }
            return LeakMatch(.signature, at: start, name: "Signature=", count: 64)
        case 27, 43:
            // All of one letter is a filler, too.
            guard EscapedBytes.read(bytes, at: end)?.byte == UInt8(ascii: "="), Set(token).count > 1 else {
                return nil
            }
            return LeakMatch(.signature, at: start, name: "Signature=", count: token.count + 1)
        default: return nil
        }
    }
}
