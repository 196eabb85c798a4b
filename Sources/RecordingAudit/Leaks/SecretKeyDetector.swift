/// Secret access keys next to a name that tells them, and the keys of customers (SSE-C).
enum SecretKeyDetector: LeakDetector {
    static let firstBytes = Array("sSkK".utf8)
    private static let secret = Array("secret".utf8)
    private static let key = Array("key".utf8)

    static func find(_ bytes: [UInt8], at index: Int) -> LeakMatch? {
        if Characters.matches(bytes, at: index, secret) { return secretKey(bytes, at: index) }
        if Characters.matches(bytes, at: index, key) { return customerKey(bytes, at: index) }
        return nil
    }

    private static func secretKey(_ bytes: [UInt8], at index: Int) -> LeakMatch? {
        var end = index + secret.count
        while end < bytes.count, end - index < 40,
            Characters.isLetter(bytes[end]) || Characters.joinsNames(bytes[end])
        { end += 1 }
        guard let start = NamedValue.start(bytes, behind: end) else { return nil }
        let token = value(bytes, at: start, limit: 41)
        guard token.count == 40, !token.isFiller, Entropy.hasMixedClasses(token) else { return nil }
        return LeakMatch(
            .secretKey, at: start, name: String(decoding: bytes[index..<end], as: UTF8.self) + "=", count: 40)
    }

    /// `x-amz-server-side-encryption-customer-key`: 32 bytes in Base64.
    private static func customerKey(_ bytes: [UInt8], at index: Int) -> LeakMatch? {
        guard NamedValue.name(bytes, before: index).suffix(8).elementsEqual("customer".utf8),
            let start = NamedValue.start(bytes, behind: index + key.count)
        else { return nil }
        let token = value(bytes, at: start, limit: 45)
        guard token.count == 43, !token.isFiller, Entropy.hasMixedClasses(token) else { return nil }
        return LeakMatch(.secretKey, at: start, name: "customer-key=", count: 44)
    }

    /// A run of the Base64 alphabet, or nothing where letters of other alphabets go on with it.
    private static func value(_ bytes: [UInt8], at start: Int, limit: Int) -> [UInt8] {
        let (token, end) = EscapedBytes.token(bytes, at: start, limit: limit, Characters.isBase64)
        if let next = EscapedBytes.read(bytes, at: end), Characters.isToken(next.byte) { return [] }
        return token
    }
}
