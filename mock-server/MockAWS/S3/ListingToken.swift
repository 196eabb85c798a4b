import Digests

/// Where a page of a listing ended, and its opaque spelling on the wire.
///
/// The spelling is Base64 of: one byte for the kind, eight bytes of a digest, the text. A token that this server did
/// not write is told apart by the digest.
enum ListingToken: Sendable, Hashable {
    /// The page ended with this key, or bucket name.
    case key(String)
    /// The page ended with this common prefix.
    case commonPrefix(String)

    /// The token as it is handed out.
    var text: String {
        let (kind, bytes) = parts
        return Base64.encode([kind] + ListingToken.digest(kind, bytes) + bytes)
    }

    /// Reads a token; nil for one that was not written by ``text``.
    init?(_ text: String) {
        guard let bytes = Base64.decode(text), bytes.count >= 9 else { return nil }
        let name = Array(bytes[9...])
        guard ListingToken.digest(bytes[0], name) == Array(bytes[1..<9]) else { return nil }
        switch bytes[0] {
        case 1: self = .key(String(decoding: name, as: UTF8.self))
        case 2: self = .commonPrefix(String(decoding: name, as: UTF8.self))
        default: return nil
        }
    }

    private var parts: (UInt8, [UInt8]) {
        switch self {
        case .key(let key): (1, Array(key.utf8))
        case .commonPrefix(let prefix): (2, Array(prefix.utf8))
        }
    }

    private static func digest(_ kind: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(Array("mock-aws listing".utf8) + [kind] + bytes).prefix(8))
    }
}
