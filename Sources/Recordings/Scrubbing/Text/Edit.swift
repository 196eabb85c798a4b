/// A change to a text.
struct Edit {
    /// What stands for the bytes that are taken out.
    enum Replacement {
        /// A filler of the length of what it replaces, however that is encoded.
        case filler
        /// These bytes.
        case bytes([UInt8])
    }

    /// The bytes that are taken out.
    var range: Range<Int>
    var replacement: Replacement
    /// Whether it is an identity that is replaced, rather than a secret.
    var isIdentity = false
    /// The word that is changed in part; nil where ``range`` is the whole of it.
    var word: Range<Int>?

    /// What replaces `count` bytes.
    func bytes(count: Int) -> [UInt8] {
        switch replacement {
        case .filler: Filler.bytes(count: count)
        case .bytes(let bytes): bytes
        }
    }
}

/// What a detector found at a place.
struct Detection {
    /// The changes, in order.
    var edits: [Edit]
    /// Where to look on.
    var end: Int
    /// Where a value stands that is secret wherever else it appears.
    var secret: Range<Int>?
    /// Whether the value goes on behind ``end``.
    var isCut = false
}

/// What stands in the place of secrets.
enum Filler {
    /// How every filler begins, as far as it is long enough.
    static let mark = Array("SCRUBBED".utf8)
    /// What follows, and what stands for the rest of a secret that is too long for one piece.
    static let rest = UInt8(ascii: "x")

    /// A filler that begins with the mark.
    static func bytes(count: Int) -> [UInt8] {
        count <= mark.count
            ? Array(mark.prefix(count)) : mark + [UInt8](repeating: rest, count: count - mark.count)
    }
}
