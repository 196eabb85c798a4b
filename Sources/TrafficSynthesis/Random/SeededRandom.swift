/// Numbers that look random and depend on the seed alone: SplitMix64.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014. Whole numbers only, so that
/// every machine draws the same ones; what decides output in this module never touches a `Double`.
public struct SeededRandom: Sendable {
    private var state: UInt64

    /// Begins the sequence of a seed.
    public init(seed: UInt64) { state = seed }

    /// Begins one of many sequences of the same seed, which have nothing in common.
    ///
    /// The number is mixed first: seeds that differ by a multiple of the increment are parts of one sequence.
    public init(seed: UInt64, stream: UInt64) {
        var mixer = SeededRandom(seed: stream)
        state = seed ^ mixer.next()
    }

    /// The next 64 bits.
    @inline(__always)
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    /// The sequence that belongs to a number, a moment or a purpose; the same one wherever it is asked for.
    ///
    /// Branches of branches differ by their whole way, in its order.
    public func branch(_ number: UInt64) -> SeededRandom {
        var mixer = SeededRandom(seed: state, stream: number)
        return SeededRandom(seed: mixer.next())
    }

    /// The sequence that belongs to a text, byte by byte.
    func branch(_ text: String) -> SeededRandom {
        text.utf8.reduce(self) { $0.branch(UInt64($1)) }
    }
}
