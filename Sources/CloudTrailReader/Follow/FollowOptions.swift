import AWSClient

/// How a queue is followed.
public struct FollowOptions: Sendable {
    /// Whether following ends when the queue has nothing more.
    public var isOnce = false
    /// How many objects are fetched, and how many messages are worked on, at the same time; less than one means one, more
    /// than 256 mean 256.
    public var threadCount = 4
    /// The folder for messages that lead to nothing; nil leaves them in the queue.
    public var quarantine: String?
    /// After how many receives a message whose objects cannot be read goes into quarantine.
    public var maxReceives = 5
    /// How many seconds SQS is to wait for messages, 1 to 20; nil for 20, or 2 with ``isOnce``.
    ///
    /// 0 is taken with ``isOnce`` only.
    public var waitSeconds: Int?
    /// Waits; for visibility that is extended and for trouble that may pass.
    public var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// The time since some moment, which no clock adjustment moves.
    public var elapsed: @Sendable () -> Duration = FollowOptions.stopwatch()

    /// Creates options with their defaults.
    public init() {}

    var workers: Int { min(max(1, threadCount), 256) }

    /// Long polling asks all of SQS's servers, however short; a short wait lets `--once` end soon.
    var wait: Int { min(max(isOnce ? 0 : 1, waitSeconds ?? (isOnce ? 2 : 20)), 20) }

    private static func stopwatch() -> @Sendable () -> Duration {
        let start = ContinuousClock.now
        return { start.duration(to: .now) }
    }
}
