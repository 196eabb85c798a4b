import AWSClient
import Channels
import CloudTrail

/// Reads the CloudTrail log files of a bucket, each at least once, and those only that were not read before.
///
/// ```swift
/// let scanner = BucketScanner(
///     location: try CloudTrailLocation("my-bucket"), client: client, sink: sink, state: MemoryScanState())
/// let report = try await scanner.scan()
/// print(report, report.hasGaps)
/// ```
///
/// Of every account and region, those of organisation trails too, each day is listed completely until its lateness is
/// over, and compared with what was read of it: a file that comes late, or whose name sorts before others, is found. A day
/// after that of which all was read is closed: its names are let go of, and it is not listed again.
///
/// With a keyring the digests of the days that are read are verified, and each log file's hash is checked while it is
/// inflated: what was altered is told and not delivered.
///
/// An object that cannot be read is told to `onEvent`, the others go on; its day stays open, and the next scan tries it
/// again. After a crash at most as many objects come again as are read at the same time.
public struct BucketScanner<Sink: ObjectSink>: Sendable {
    private let client: AWSClient
    private let sink: Sink
    private let state: any ScanStateStore
    private let plan: ScanPlan
    private let interrupt: ReadingInterrupt
    private let tally: ScanTally
    private let keyring: DigestKeyring?

    /// Creates a scanner; nothing is sent before ``scan()``.
    ///
    /// - Parameters:
    ///   - location: where the log files lie.
    ///   - client: the client to read with.
    ///   - sink: where the contents go.
    ///   - state: what was read before; one scanner at a time.
    ///   - options: what to read.
    ///   - keyring: the public keys by which digests are verified, and log files by them; nil for no validation.
    ///   - interrupt: ends the scan early when it is raised.
    ///   - onEvent: told of problems and notes when the scan comes to them.
    public init(
        location: CloudTrailLocation, client: AWSClient, sink: Sink, state: any ScanStateStore = MemoryScanState(),
        options: ScanOptions = ScanOptions(), keyring: DigestKeyring? = nil,
        interrupt: ReadingInterrupt = ReadingInterrupt(),
        onEvent: (@Sendable (ScanEvent) -> Void)? = nil
    ) {
        self.client = client
        self.sink = sink
        self.state = state
        plan = ScanPlan(location: location, options: options)
        self.keyring = keyring
        self.interrupt = interrupt
        tally = ScanTally(onEvent: onEvent)
    }

    /// What became of the objects so far, also where ``scan()`` threw.
    public var report: ScanReport { tally.report }

    /// Scans once.
    ///
    /// - Returns: what became of the objects; see ``ScanReport/hasGaps``.
    /// - Throws: what ended the scan: `AWSError`, `TransportError`, `CredentialsError`, ``TrailReaderError``, what the sink and
    ///   the state throw, `CancellationError`. What was delivered before is recorded.
    public func scan() async throws -> ScanReport {
        let integrity = keyring.map { ScanIntegrity(client: client, plan: plan, keyring: $0, tally: tally) }
        let walker = BucketWalker(
            client: client, plan: plan, state: state, tally: tally, interrupt: interrupt, integrity: integrity)
        let pipeline = ScanPipeline(
            walker: walker, fetcher: ObjectFetcher(client: client, sink: sink), workers: plan.options.workers,
            interrupt: interrupt, tally: tally)
        let slots = BoundedChannel<ScanSlot<Sink>>(capacity: plan.options.workers)
        async let running: Void = pipeline.run(into: slots)
        var delivery = ScanDelivery(sink: sink, state: state, workers: plan.options.workers, tally: tally)
        do {
            try await delivery.run(slots)
        } catch {
            // The workers are told before they are waited for.
            slots.close()
            throw error
        }
        await running
        return tally.report
    }
}
