import Digests
import Timestamps

/// Page tokens that are of use only to who sends the same request again.
///
/// A token holds where the next page begins, when it was given out, and a digest over both and the parameters of the
/// request. Changed parameters, a changed token, or one that is older than a day make it invalid.
struct OpaqueToken: Sendable {
    /// The operation and its parameters, without the token itself and without the page size.
    let scope: [String?]

    private static let digestLength = 12
    private static let lifetimeMilliseconds: Int64 = 24 * 3600 * 1000

    init(_ scope: String?...) {
        self.scope = scope
    }

    /// The token for a page that begins after `position`.
    func encode(_ position: String, now: Timestamp) -> String {
        let body = Array("\(now.milliseconds) \(position)".utf8)
        return Base64.encode(digest(body) + body)
    }

    /// The position in a token; nil where the token is not valid for this request.
    func decode(_ token: String, now: Timestamp) -> String? {
        guard let bytes = Base64.decode(token), bytes.count > OpaqueToken.digestLength else { return nil }
        let body = Array(bytes.dropFirst(OpaqueToken.digestLength))
        guard Array(bytes.prefix(OpaqueToken.digestLength)) == digest(body) else { return nil }
        let parts = String(decoding: body, as: UTF8.self).split(
            separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let issued = Int64(parts[0]),
            now.milliseconds
                <= Timestamp(milliseconds: issued).adding(milliseconds: Self.lifetimeMilliseconds)
                .milliseconds
        else { return nil }
        return String(parts[1])
    }

    private func digest(_ body: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in scope {
            // A length before each part, so that no two lists of parameters run together alike.
            bytes += Array((part.map { "\($0.utf8.count):\($0)" } ?? "-").utf8)
        }
        return Array(SHA256.hash(bytes + body).prefix(OpaqueToken.digestLength))
    }
}
