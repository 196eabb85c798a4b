import Digests

/// A token that an empty page bears in place of the real one, and that says which page was asked for.
///
/// Nothing is remembered: the real token is inside. It is Base64 of: a version, how many empty pages there were,
/// whether there was a token, eight bytes of a digest, the token. The digest tells it from every other token.
struct StandInToken: Sendable, Hashable {
    /// The token that the client had sent; nil for the first page.
    var token: String?
    /// How many empty pages it has been given in place of that page.
    var emptyPages: Int

    private static let version: UInt8 = 1

    init(for token: String?, emptyPages: Int) {
        self.token = token
        self.emptyPages = emptyPages
    }

    /// Reads a token; nil for one that was not written by ``text``.
    init?(_ text: String) {
        guard let bytes = Base64.decode(text), bytes.count >= 11, bytes[0] == StandInToken.version else { return nil }
        let token = Array(bytes[11...])
        guard StandInToken.digest(Array(bytes[..<3]), token) == Array(bytes[3..<11]) else { return nil }
        self.token = bytes[2] == 0 ? nil : String(decoding: token, as: UTF8.self)
        emptyPages = Int(bytes[1])
    }

    /// The token as it is handed out.
    var text: String {
        let head = [StandInToken.version, UInt8(clamping: emptyPages), token == nil ? 0 : 1]
        let bytes = Array((token ?? "").utf8)
        return Base64.encode(head + StandInToken.digest(head, bytes) + bytes)
    }

    private static func digest(_ head: [UInt8], _ token: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(Array("mock-aws empty page".utf8) + head + token).prefix(8))
    }
}
