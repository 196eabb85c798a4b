import AWSClient
import CloudTrail

/// Reads the CloudTrail log files that the messages of an SQS queue announce, as they come.
///
/// ```swift
/// let follower = QueueFollower(queue: try QueueAddress("my-trail"), client: client, sink: sink)
/// let report = try await follower.follow()
/// ```
///
/// A message is deleted when the sink has taken all objects that it announces, and not before: each object comes out at
/// least once. They come in the order in which they are ready. When the process is killed, the objects of as many messages
/// as are worked on at the same time, at most, come out again.
///
/// A message that leads to nothing stays in the queue for its redrive policy, or goes into
/// ``FollowOptions/quarantine``; it is never just deleted.
public struct QueueFollower<Sink: ObjectSink>: Sendable {
    private let queue: QueueAddress
    private let client: AWSClient
    private let sink: Sink
    private let options: FollowOptions
    private let interrupt: ReadingInterrupt
    private let tally: FollowTally

    /// Creates a follower; nothing is sent before ``follow()``.
    ///
    /// - Parameters:
    ///   - queue: which queue.
    ///   - client: the client to receive and to read with, in the queue's region; buckets may lie in others.
    ///   - sink: where the contents of the objects go.
    ///   - options: how.
    ///   - interrupt: ends the following when it is raised: what was begun is brought to its end, the rest is given back.
    ///   - onEvent: told of problems and notes when they come.
    public init(
        queue: QueueAddress, client: AWSClient, sink: Sink, options: FollowOptions = FollowOptions(),
        interrupt: ReadingInterrupt = ReadingInterrupt(), onEvent: (@Sendable (FollowEvent) -> Void)? = nil
    ) {
        self.queue = queue
        self.client = client
        self.sink = sink
        self.options = options
        self.interrupt = interrupt
        tally = FollowTally(onEvent: onEvent)
    }

    /// What became of the messages so far, also where ``follow()`` threw.
    public var report: FollowReport { tally.report }

    /// Follows the queue until the interrupt is raised, or with ``FollowOptions/isOnce`` until it has nothing more.
    ///
    /// - Returns: what became of the messages.
    /// - Throws: what ended it: `AWSError` where the queue does not exist or may not be read or deleted from,
    ///   `CredentialsError`, ``TrailReaderError``, what the sink throws, `CancellationError`; with
    ///   ``FollowOptions/isOnce``, and at the beginning, also what may pass.
    public func follow() async throws -> FollowReport {
        let quarantine = try options.quarantine.map { path throws(TrailReaderError) in try QuarantineFolder(path) }
        guard let (calls, timeout) = try await find() else {
            tally.count { $0.wasInterrupted = true }
            return tally.report
        }
        let halt = FollowHalt()
        let held = HeldMessages(
            keeper: VisibilityKeeper(calls: calls, timeout: timeout, options: options, tally: tally))
        let objects = AnnouncedObjects(
            client: client, sink: sink, options: options, interrupt: interrupt, halt: halt, tally: tally)
        let worker = MessageWorker(
            calls: calls, objects: objects, quarantine: quarantine, options: options, halt: halt, tally: tally)
        var loop = FollowLoop(
            calls: calls, held: held, worker: worker, timeout: timeout, options: options, interrupt: interrupt,
            halt: halt, tally: tally)
        await loop.run()
        if let error = halt.error { throw error }
        if interrupt.isRaised { tally.count { $0.wasInterrupted = true } }
        return tally.report
    }

    /// Finds the queue and its visibility timeout; nil where the interrupt was raised before SQS had answered.
    private func find() async throws -> (calls: QueueCalls, timeout: Int)? {
        do {
            return try await interrupt.cancelling { [queue, client, options, interrupt, tally] in
                let calls = QueueCalls(
                    url: try await queue.url(client), client: client, options: options, interrupt: interrupt,
                    tally: tally)
                return (calls, try await calls.visibilityTimeout())
            }
        } catch  where interrupt.isRaised && !Task.isCancelled {
            return nil
        }
    }
}
