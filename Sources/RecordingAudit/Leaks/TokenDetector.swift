/// Session tokens, by how they begin or by the name next to them.
enum TokenDetector: LeakDetector {
    static let firstBytes = Array("tTIFA".utf8)
    private static let word = Array("token".utf8)
    /// Base64 of `!\norigin_`, `\x17\n\x06er/aws` and their older relatives: how STS begins its tokens.
    private static let prefixes = ["IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz", "AQoDYXdz"].map { Array($0.utf8) }
    private static let names = [
        "session", "security", "access", "refresh", "auth", "authorization", "signin", "bearer", "secret",
    ].map { Array($0.utf8) }

    static func find(_ bytes: [UInt8], at index: Int) -> LeakMatch? {
        if let prefix = prefixes.first(where: { bytes[index...].starts(with: $0) }) {
            let token = EscapedBytes.token(bytes, at: index, limit: 1200, Characters.isToken).bytes
            guard token.count >= prefix.count + 20, !token.isFiller else { return nil }
            return LeakMatch(.token, at: index, name: String(decoding: prefix, as: UTF8.self), count: token.count)
        }
        guard Characters.matches(bytes, at: index, word) else { return nil }
        let name = NamedValue.name(bytes, before: index)
        guard isTelling(name), let start = NamedValue.start(bytes, behind: index + word.count) else { return nil }
        let token = EscapedBytes.token(bytes, at: start, limit: 1200, Characters.isToken).bytes
        guard token.count >= 32, Entropy.hasMixedClasses(token) || isHexadecimal(token), !token.isFiller,
            // The detector of prefixes has found it already.
            !prefixes.contains(where: { token.starts(with: $0) })
        else { return nil }
        return LeakMatch(
            .token, at: start, name: String(decoding: name, as: UTF8.self) + "token=", count: token.count)
    }

    private static func isTelling(_ name: [UInt8]) -> Bool {
        names.contains { name.suffix($0.count) == $0[...] } || name == Array("id".utf8)
    }

    private static func isHexadecimal(_ token: [UInt8]) -> Bool {
        token.allSatisfy { Characters.hexValue($0) != nil }
    }
}
