/// Private keys in PEM: `-----BEGIN PRIVATE KEY-----`, with or without an algorithm.
enum PrivateKeyDetector: LeakDetector {
    static let firstBytes = [UInt8(ascii: "-")]
    private static let opening = Array("-----BEGIN".utf8)
    private static let closing = Array("PRIVATE KEY-----".utf8)

    static func find(_ bytes: [UInt8], at index: Int) -> LeakMatch? {
        guard bytes[index...].starts(with: opening) else { return nil }
        let label = EscapedBytes.token(bytes, at: index + opening.count, limit: 48) { byte in
            Characters.isUpper(byte) || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-")
                // Forms spell a space so.
                || byte == UInt8(ascii: "+")
        }
        let words = label.bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        guard words.suffix(closing.count) == closing[...] else { return nil }
        let key = EscapedBytes.token(bytes, at: label.end, limit: 1200) { byte in
            Characters.isBase64(byte) || Characters.isSpace(byte) || byte == UInt8(ascii: "=")
        }.bytes
        guard key.count >= 32, !key.isFiller else { return nil }
        return LeakMatch(.privateKey, at: index, name: "-----BEGIN … PRIVATE KEY----- ", count: key.count)
    }
}
