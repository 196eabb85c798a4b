import Digests
import Recordings

/// By what requests are counted: the match key without what differs between pages, parts and attempts.
///
/// Page tokens, `Range` and the `If-` headers are left out; so the pages of one listing have one key, and so have the
/// parts of one object.
struct FaultKey: Sendable, Hashable {
    /// One line, as in traces.
    let text: String
    /// Stands for the text where many are kept.
    let digest: Digest

    /// 128 bits of a key's SHA-256.
    struct Digest: Sendable, Hashable {
        private let high: UInt64
        private let low: UInt64

        init(_ text: String) {
            let bytes = SHA256.hash(text)
            func number(_ slice: ArraySlice<UInt8>) -> UInt64 { slice.reduce(0) { $0 << 8 | UInt64($1) } }
            high = number(bytes[0..<8])
            low = number(bytes[8..<16])
        }
    }

    init(text: String) {
        self.text = text
        digest = Digest(text)
    }

    init(_ key: MatchKey) {
        self.init(text: key.without { PageToken.isName($0) || FaultKey.isCondition($0) }.text)
    }

    private static func isCondition(_ name: String) -> Bool {
        let name = name.lowercased()
        return name == "range" || name.hasPrefix("if-")
    }
}
