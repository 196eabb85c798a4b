import CFlowKernels

/// The key of an aggregate: the bytes of its fields divided by blanks, in the key itself where they are few.
///
/// The 5-tuple of an IPv4 flow always fits; a longer key says where its bytes lie.
struct FlowKey: Sendable {
    /// The most bytes that lie in the key.
    static let inlineBytes = Int(FLOW_KEY_BYTES)
    /// So that nobody can prepare keys that collide.
    private static let seed: flow_seed = {
        func number() -> UInt64 { UInt64.random(in: .min ... .max) }
        return flow_seed(words: (number(), number(), number(), number(), number(), number()))
    }()

    private(set) var words: flow_key

    /// A key that lies in `range` of `bytes`.
    @inline(__always)
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        words = keyWords(bytes, range)
    }

    /// A long key that is `count` bytes from `offset` elsewhere.
    init(offset: Int, count: Int) {
        words = flow_key()
        words.words = (UInt64(offset), UInt64(count), 0, 0, 0, .max)
    }

    /// Where a long key lies; nil for one whose bytes it holds.
    @inline(__always)
    var longRange: Range<Int>? {
        guard words.words.5 == .max else { return nil }
        let start = Int(truncatingIfNeeded: words.words.0)
        return start..<start + Int(truncatingIfNeeded: words.words.1)
    }

    /// A hash of a key that is not long.
    @inline(__always)
    var hash: UInt32 {
        var (words, seed) = (words, FlowKey.seed)
        return UInt32(truncatingIfNeeded: flow_hash(&words, &seed))
    }

    /// Appends the bytes of a key that is not long.
    func append(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: words) { bytes.append(contentsOf: $0.prefix(Int(words.words.5 >> 56))) }
    }

    @inline(__always)
    static func == (a: FlowKey, b: FlowKey) -> Bool {
        var (left, right) = (a.words, b.words)
        return flow_keys_are_equal(&left, &right) != 0
    }
}
