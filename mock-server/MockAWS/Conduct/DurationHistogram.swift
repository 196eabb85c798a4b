/// Durations, counted by their length: in bounded memory, with an exact least and greatest and a median that is right
/// to three per cent.
struct DurationHistogram: Sendable, Hashable {
    private(set) var count = 0
    private(set) var least: Int?
    private(set) var greatest: Int?
    /// By length in milliseconds: one for each below 64, and 32 for every doubling after that.
    private var buckets: [Int: Int] = [:]

    mutating func add(_ duration: Duration) {
        let milliseconds = Int(min(duration / .milliseconds(1), 1e15))
        count += 1
        least = min(least ?? milliseconds, milliseconds)
        greatest = max(greatest ?? milliseconds, milliseconds)
        buckets[DurationHistogram.bucket(milliseconds), default: 0] += 1
    }

    /// The median in milliseconds, the lower one of two; nil where nothing was counted.
    var median: Int? {
        var rest = (count + 1) / 2
        for (bucket, number) in buckets.sorted(by: { $0.key < $1.key }) {
            rest -= number
            if rest <= 0 { return DurationHistogram.middle(of: bucket).clamped(least ?? 0, greatest ?? 0) }
        }
        return nil
    }

    private static func bucket(_ milliseconds: Int) -> Int {
        guard milliseconds >= 64 else { return milliseconds }
        let shift = Int.bitWidth - milliseconds.leadingZeroBitCount - 6
        return shift * 32 + milliseconds >> shift
    }

    private static func middle(of bucket: Int) -> Int {
        guard bucket >= 64 else { return bucket }
        let shift = bucket / 32 - 1
        return (bucket - shift * 32) << shift + (1 << shift) / 2
    }
}

extension Int {
    fileprivate func clamped(_ low: Int, _ high: Int) -> Int { Swift.min(Swift.max(self, low), high) }
}
