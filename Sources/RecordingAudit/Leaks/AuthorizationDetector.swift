/// Credentials behind `Authorization`: of every scheme but version 4, whose parts have detectors of their own.
enum AuthorizationDetector: LeakDetector {
    static let firstBytes = Array("uU".utf8)
    private static let word = Array("uthorization".utf8)
    private static let schemes = ["bearer", "basic", "digest", "negotiate", "ntlm", "token", "apikey", "aws"].map {
        Array($0.utf8)
    }

    static func find(_ bytes: [UInt8], at index: Int) -> LeakMatch? {
        guard Characters.matches(bytes, at: index, word),
            let start = NamedValue.start(bytes, behind: index + word.count),
            let scheme = schemes.first(where: { Characters.matches(bytes, at: start, $0) }),
            let space = EscapedBytes.read(bytes, at: start + scheme.count),
            space.byte == UInt8(ascii: " ") || space.byte == UInt8(ascii: "+")
        else { return nil }
        let credentials = EscapedBytes.token(bytes, at: start + scheme.count + space.count, limit: 1200) { byte in
            Characters.isToken(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
        }.bytes
        guard credentials.count >= 6, !credentials.isFiller else { return nil }
        return LeakMatch(
            .authorization, at: start, name: "Authorization: \(String(decoding: scheme, as: UTF8.self)) ",
            count: credentials.count)
    }
}
