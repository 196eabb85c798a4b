/// At which of the requests with the same fault key a rule fires.
///
/// All but ``quota(_:)`` follow from the number of the request alone.
enum FaultSchedule: Sendable, Hashable {
    /// A quota as a token bucket: what exceeds it gets the fault.
    ///
    /// It is the one schedule that depends on time. There is one bucket a rule and region, whatever the fault key: quotas of AWS are those of an account.
    struct Quota: Sendable, Hashable {
        /// How many requests are free in ``perSeconds``.
        var requests: Int
        var perSeconds: Double
        /// How many are free at once.
        var burst: Int
    }

    /// At every request.
    case always
    /// At the first so many.
    case first(Int)
    /// At every so-manieth.
    case every(Int)
    /// At this one only.
    case nth(Int)
    /// At each with this probability.
    case probability(Double)
    /// From this one to that one, both included; without an end where that is nil.
    case window(from: Int, to: Int?)
    /// At those that exceed a quota.
    case quota(Quota)

    /// Whether the rule fires at the request of this number, counted from 1; a quota never does here.
    func fires(at occurrence: Int, _ hash: FaultHash) -> Bool {
        switch self {
        case .always: true
        case .first(let count): occurrence <= count
        case .every(let interval): occurrence % interval == 0
        case .nth(let number): occurrence == number
        case .probability(let probability): hash.fraction(.firing) < probability
        case .window(let from, let to): occurrence >= from && to.map { occurrence <= $0 } ?? true
        case .quota: false
        }
    }
}

/// What is left of a quota at a time.
struct TokenBucket: Sendable {
    private var tokens: Double
    private var time: Duration

    /// A full bucket.
    init(_ quota: FaultSchedule.Quota, now: Duration) {
        tokens = Double(quota.burst)
        time = now
    }

    /// Takes one token.
    ///
    /// - Returns: false where none is left: the request exceeds the quota.
    mutating func take(_ quota: FaultSchedule.Quota, now: Duration) -> Bool {
        // Requests of several threads may come with times in another order.
        let elapsed = max(.zero, now - time)
        time = max(time, now)
        tokens = min(Double(quota.burst), tokens + elapsed / .seconds(1) * Double(quota.requests) / quota.perSeconds)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
