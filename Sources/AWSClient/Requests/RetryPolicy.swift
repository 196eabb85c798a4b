/// How a failed attempt counts for the decision to try again.
enum RetryReason: Sendable, Hashable {
    /// A connection or a transfer ran out of time.
    case timeout
    /// A connection or a service failed in passing.
    case transient
    /// The service says there are too many requests.
    case throttling
}

/// What has become of an attempt.
enum AttemptOutcome: Sendable, Hashable {
    case success
    /// A failure that may pass; the service may have said how long to wait.
    case retryable(RetryReason, retryAfter: Duration?)
    /// A failure that will stay.
    case permanent
}

/// What to do after an attempt.
enum RetryAction: Sendable, Hashable {
    case finish
    case retry(after: Duration)
    /// Give the failure to the caller: it is permanent, or attempts or quota are used up.
    case fail
}

/// The tokens that retries of a client share, so that a broken service does not get a storm of them.
struct RetryQuota: Sendable, Hashable {
    static let capacity = 500
    private(set) var available = Self.capacity

    /// Takes the cost of a retry; false, and nothing taken, where less is left.
    mutating func take(_ cost: Int) -> Bool {
        guard cost <= available else { return false }
        available -= cost
        return true
    }

    mutating func giveBack(_ amount: Int) {
        available = min(Self.capacity, available + amount)
    }
}

/// AWS's standard retry mode for one request: what happened goes in, what to do comes out.
///
/// The delay before retry *n* is a random share of min(2^(n-1), 20) seconds:
///
/// | retry | most |
/// | --- | --- |
/// | 1 | 1 s |
/// | 2 | 2 s |
/// | 5 | 16 s |
/// | 6 and later | 20 s |
///
/// A retry costs 5 tokens of the quota, after a time-out 10. A success gives back what its last retry cost, or 1 token
/// where there was none. ("AWS SDKs and Tools Reference Guide", "Retry behavior"; botocore's `retries/standard.py`.)
struct RetryPolicy: Sendable, Hashable {
    static let longestDelay = Duration.seconds(20)

    let maxAttempts: Int
    /// The attempt that is under way, from 1.
    private(set) var attempt = 1
    private var lastCost: Int?

    init(maxAttempts: Int) {
        self.maxAttempts = max(1, maxAttempts)
    }

    /// Decides what follows an attempt.
    ///
    /// - Parameters:
    ///   - outcome: what became of the attempt.
    ///   - quota: the tokens shared with other requests.
    ///   - random: a number from 0 up to 1, for the jitter.
    /// - Returns: what to do.
    mutating func action(after outcome: AttemptOutcome, quota: inout RetryQuota, random: Double) -> RetryAction {
        switch outcome {
        case .success:
            quota.giveBack(lastCost ?? 1)
            return .finish
        case .permanent:
            return .fail
        case .retryable(let reason, let retryAfter):
            guard attempt < maxAttempts else { return .fail }
            let cost = reason == .timeout ? 10 : 5
            guard quota.take(cost) else { return .fail }
            lastCost = cost
            let most = Double(attempt > 5 ? 20 : 1 << (attempt - 1))
            attempt += 1
            let jittered = Duration.seconds(most * min(max(random, 0), 1))
            return .retry(after: min(max(jittered, retryAfter ?? .zero), Self.longestDelay))
        }
    }

    /// Counts attempts from one again, because the transfer has moved on since the last failure.
    mutating func noteProgress() { attempt = 1 }
}
