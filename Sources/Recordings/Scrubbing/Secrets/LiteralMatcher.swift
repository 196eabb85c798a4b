/// Finds the first of many literals: Wu and Manber, "A fast algorithm for multi-pattern searching" (1994).
///
/// Two bytes tell how far the search can go on at once; most of the text is never looked at.
final class LiteralMatcher: Sendable {
    /// Shorter literals cannot be searched for.
    static let shortest = 8
    /// Of longer ones, the beginning is searched for.
    static let longest = 8 << 10

    let isEmpty: Bool
    private let window: Int
    private let shifts: [UInt8]
    /// The literals by the last two bytes of their window, longest first.
    private let candidates: [UInt16: [[UInt8]]]

    init(_ literals: [[UInt8]] = []) {
        let literals = literals.filter { $0.count >= Self.shortest }.map { Array($0.prefix(Self.longest)) }
        isEmpty = literals.isEmpty
        window = min(literals.map(\.count).min() ?? Self.shortest, 64)
        var shifts = isEmpty ? [] : [UInt8](repeating: UInt8(window - 1), count: 1 << 16)
        var candidates: [UInt16: [[UInt8]]] = [:]
        for literal in literals.sorted(by: { $0.count > $1.count }) {
            for end in 1..<window {
                let block = UInt16(literal[end - 1]) << 8 | UInt16(literal[end])
                shifts[Int(block)] = min(shifts[Int(block)], UInt8(window - 1 - end))
                if end == window - 1 { candidates[block, default: []].append(literal) }
            }
        }
        self.shifts = shifts
        self.candidates = candidates
    }

    /// The first literal that begins in `starts`; of several that begin there, the longest.
    func first(in text: Span<UInt8>, starts: Range<Int>) -> Range<Int>? {
        guard !isEmpty else { return nil }
        var end = starts.lowerBound + window - 1
        let last = min(text.count, starts.upperBound + window - 1)
        while end < last {
            let block = UInt16(text[end - 1]) << 8 | UInt16(text[end])
            let shift = Int(shifts[Int(block)])
            if shift > 0 {
                end += shift
                continue
            }
            let start = end - window + 1
            if let found = candidates[block]?.first(where: { text.hasBytes($0, at: start) }) {
                return start..<(start + found.count)
            }
            end += 1
        }
        return nil
    }
}
