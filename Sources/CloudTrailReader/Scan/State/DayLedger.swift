import Digests

/// What is kept of a day that is closed: how many names there were and what they add up to, in 32 parts.
///
/// Names that are added or go show in the part they belong to, so that a day that changed is told, and only a part of it
/// has to be looked at anew.
public struct DayLedger: Sendable, Hashable {
    /// The names of one part.
    struct Part: Sendable, Hashable {
        var count: UInt32 = 0
        /// The sum of the names' hashes: it does not depend on their order.
        var sum: UInt64 = 0
    }

    static let partCount = 32

    private(set) var parts = [Part](repeating: Part(), count: DayLedger.partCount)

    /// Creates a ledger of no names.
    public init() {}

    /// How many names there were.
    public var count: Int { parts.reduce(0) { $0 + Int($1.count) } }

    /// Adds a name, which must not be in it.
    public mutating func add(_ name: String) {
        let (part, hash) = DayLedger.place(of: name)
        parts[part].count += 1
        parts[part].sum &+= hash
    }

    /// Takes a name out again.
    mutating func remove(_ name: String) {
        let (part, hash) = DayLedger.place(of: name)
        parts[part].count &-= 1
        parts[part].sum &-= hash
    }

    /// The part that a name belongs to, and what it adds to it.
    static func place(of name: String) -> (part: Int, hash: UInt64) {
        let digest = SHA256.hash(name)
        let hash = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return (Int(digest[8]) % partCount, hash)
    }

    /// 384 bytes: each part's count and sum, most significant byte first.
    public var bytes: [UInt8] {
        parts.flatMap { $0.count.bigEndianBytes + $0.sum.bigEndianBytes }
    }

    /// Reads what ``bytes`` wrote; nil where it is of another length.
    public init?(bytes: [UInt8]) {
        guard bytes.count == DayLedger.partCount * 12 else { return nil }
        func number(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        for index in 0..<DayLedger.partCount {
            let start = index * 12
            parts[index].count = UInt32(truncatingIfNeeded: number(start..<start + 4))
            parts[index].sum = number(start + 4..<start + 12)
        }
    }
}
