/// Draws for the hot path: multiplications and shifts, where ``SeededRandom/below(_:)`` divides.
extension SeededRandom {
    /// A number below `bound`, which is at most 2³².
    @inline(__always)
    mutating func index(below bound: Int) -> Int {
        Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
    }

    /// A size with a heavy tail: half of all sizes are below twice the least, and each doubling halves what is left.
    ///
    /// A Pareto distribution with the exponent 1, by counting zero bits.
    ///
    /// - Parameters:
    ///   - least: the smallest size.
    ///   - doublings: how often it may double.
    /// - Returns: a size below `least` << (`doublings` + 1).
    @inline(__always)
    mutating func heavyTailed(_ least: Int64, doublings: Int) -> Int64 {
        let bits = next()
        let size = least &+ ((least &* Int64(truncatingIfNeeded: bits >> 48)) >> 16)
        return size << Int64(min(doublings, (bits | 1 << 47).trailingZeroBitCount))
    }

    /// Digits of identifiers.
    mutating func hexadecimal(_ count: Int) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: (0..<count).map { _ in digits[index(below: 16)] }, as: UTF8.self)
    }
}
