import Recordings

/// How many requests there were with each fault key, and what is left of each quota.
struct FaultCounts: Sendable {
    /// The number of a request among those with its key, counted from 1.
    struct Number: Sendable, Hashable {
        var requests: Int
        /// Among those that carry a page token; 0 before the first.
        var withToken: Int
    }

    private struct Count {
        var requests: UInt32 = 0
        var withToken: UInt32 = 0
    }

    /// What a quota is counted for.
    private struct Bucket: Hashable {
        var rule: String
        var region: String?
    }

    /// Regions that clients make up share a bucket.
    private static let mostBuckets = 1000

    private let mostKeys: Int
    private var counts: [FaultKey.Digest: Count] = [:]
    private var buckets: [Bucket: TokenBucket] = [:]

    init(mostKeys: Int) {
        self.mostKeys = mostKeys
    }

    /// Counts a request; nil where there are too many keys to begin with another.
    mutating func count(_ request: FaultRequest) -> Number? {
        let key = request.faultKey.digest
        guard counts[key] != nil || counts.count < mostKeys else { return nil }
        var count = counts[key] ?? Count()
        count.requests &+= 1
        if request.token != nil { count.withToken &+= 1 }
        counts[key] = count
        return Number(requests: Int(count.requests), withToken: Int(count.withToken))
    }

    /// Takes a token of a rule's quota.
    ///
    /// - Returns: true where none was left.
    mutating func exceeds(_ quota: FaultSchedule.Quota, rule: String, region: String?, now: Duration) -> Bool {
        var name = Bucket(rule: rule, region: region)
        if buckets[name] == nil, buckets.count >= FaultCounts.mostBuckets { name.region = nil }
        var tokens = buckets[name] ?? TokenBucket(quota, now: now)
        defer { buckets[name] = tokens }
        return !tokens.take(quota, now: now)
    }
}
