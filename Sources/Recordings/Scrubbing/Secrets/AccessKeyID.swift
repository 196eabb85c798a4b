import Digests

/// Access key ids: four letters of their kind, and sixteen capital letters and digits.
///
/// IAM User Guide, "IAM identifiers": `AKIA` for users, `ASIA` for sessions, `ABIA` for bearer tokens, `ACCA` for
/// credentials of a context.
enum AccessKeyID {
    static let count = 20

    /// Whether the alphanumeric word in `range` is one that is not replaced yet.
    static func isFound(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == count, text[range.lowerBound] == UInt8(ascii: "A"),
            kinds.contains(where: { text.hasBytes($0, at: range.lowerBound) }),
            !text.hasBytes(Filler.mark, at: range.lowerBound + 4)
        else { return false }
        return text.all(range) { $0.isUpperCase || $0.isDigit }
    }

    /// What stands for it: it keeps its kind, says what it is, and differs from others.
    static func placeholder(_ id: [UInt8], salt: [UInt8]) -> [UInt8] {
        let code = HMACSHA256.authenticate(id, key: salt)
        return id.prefix(4) + Filler.mark + code.prefix(8).map { base32[Int($0 & 31)] }
    }

    /// What stands for an id in a place that holds one, whatever it looks like: other servers take any.
    static func scrubbed(_ id: [UInt8], salt: [UInt8]) -> [UInt8] {
        if isFound(id.span, 0..<id.count) { return placeholder(id, salt: salt) }
        let isPlaceholder =
            id.count == count && kinds.contains(Array(id.prefix(4))) && id[4..<12].elementsEqual(Filler.mark)
        return isPlaceholder ? id : Filler.bytes(count: id.count)
    }

    private static let kinds = ["AKIA", "ASIA", "ABIA", "ACCA"].map { Array($0.utf8) }
    private static let base32 = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
}
