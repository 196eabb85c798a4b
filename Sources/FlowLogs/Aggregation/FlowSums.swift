/// What the records with one key add up to.
struct FlowSums: Sendable {
    var packets: Int64 = 0
    var bytes: Int64 = 0
    /// The least start in milliseconds; `.max` where no record had one.
    var start: Int64 = .max
    /// The greatest end in milliseconds; `.min` where no record had one.
    var end: Int64 = .min

    @inline(__always)
    mutating func add(_ other: FlowSums) {
        packets = saturatingSum(packets, other.packets)
        bytes = saturatingSum(bytes, other.bytes)
        start = min(start, other.start)
        end = max(end, other.end)
    }
}

/// A sum that stays at the greatest or least number instead of overflowing.
@inline(__always)
func saturatingSum(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? (a < 0 ? .min : .max) : sum
}
