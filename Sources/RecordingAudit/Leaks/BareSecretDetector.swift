/// Secret access keys without a name: forty characters in quotes, or alone in an element, that look random.
enum BareSecretDetector: LeakDetector {
    static let firstBytes = Array("\"'>%\\&".utf8)
    /// Names whose values are opaque by design, and open nothing.
    private static let harmless = ["token", "marker", "cursor", "etag", "hash", "checksum", "digest", "md", "sha"].map {
        Array($0.utf8)
    }
    private static let harmful = ["session", "security"].map { Array($0.utf8) }

    static func find(_ bytes: [UInt8], at index: Int) -> LeakMatch? {
        guard let opening = EscapedBytes.read(bytes, at: index),
            Characters.isQuote(opening.byte) || opening.byte == UInt8(ascii: ">")
        else { return nil }
        let start = index + opening.count
        let (token, end) = EscapedBytes.token(bytes, at: start, limit: 41, Characters.isBase64)
        guard token.count == 40, let closing = EscapedBytes.read(bytes, at: end),
            Characters.isQuote(closing.byte) || closing.byte == UInt8(ascii: "<")
                || closing.byte == UInt8(ascii: "\\"),
            !token.isFiller, Entropy.looksRandom(token)
        else { return nil }
        let name = NamedValue.nameOfValue(bytes, at: start)
        // A telling name is the business of another detector.
        if name.contains(word: Array("secret".utf8)) { return nil }
        if harmless.contains(where: { name.suffix($0.count) == $0[...] }),
            !harmful.contains(where: { name.contains(word: $0) })
        {
            return nil
        }
        return LeakMatch(.secretKey, at: start, name: "a random text in quotes ", count: 40)
    }
}

extension [UInt8] {
    /// Whether `word` stands anywhere within.
    func contains(word: [UInt8]) -> Bool {
        guard count >= word.count else { return false }
        return (0...(count - word.count)).contains { self[$0...].starts(with: word) }
    }
}
