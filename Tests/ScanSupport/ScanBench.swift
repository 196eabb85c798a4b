import CloudTrail
import CloudTrailReader
import Locking
import Timestamps

/// A bucket, a sink, a state and a clock that a test turns.
public final class ScanBench: Sendable {
    /// The bucket.
    public let bucket: MemoryBucket
    /// Where the objects go.
    public let sink = CollectingSink()
    /// What was read.
    public let state: any ScanStateStore
    private let clock: Locked<Timestamp>

    /// The first moment of 2026-03-04.
    public static let midnight = CivilTime(year: 2026, month: 3, day: 4).timestamp

    /// Creates a bench on which it is noon of 2026-03-04.
    public init(state: any ScanStateStore = MemoryScanState(), pageSize: Int = 3) {
        self.state = state
        bucket = MemoryBucket(pageSize: pageSize)
        clock = Locked(ScanBench.midnight.adding(seconds: 12 * 3600))
    }

    /// What time it is.
    public var now: Timestamp {
        get { clock.withLock { $0 } }
        set { clock.withLock { $0 = newValue } }
    }

    /// Lets hours go by.
    public func wait(hours: Int64) {
        clock.withLock { $0 = $0.adding(seconds: hours * 3600) }
    }

    /// Options with the bench's clock.
    public func options(threads: Int = 2, _ change: (inout ScanOptions) -> Void = { _ in }) -> ScanOptions {
        var options = ScanOptions()
        options.threadCount = threads
        let clock = clock
        options.now = { clock.withLock { $0 } }
        change(&options)
        return options
    }

    /// A scanner of the bench's bucket.
    public func scanner(
        options: ScanOptions? = nil, state: (any ScanStateStore)? = nil, sink: CollectingSink? = nil,
        interrupt: ReadingInterrupt = ReadingInterrupt(), onEvent: (@Sendable (ScanEvent) -> Void)? = nil
    ) throws -> BucketScanner<CollectingSink> {
        BucketScanner(
            location: try CloudTrailLocation("bucket"), client: try bucket.client(), sink: sink ?? self.sink,
            state: state ?? self.state, options: options ?? self.options(), interrupt: interrupt, onEvent: onEvent)
    }

    /// Scans once.
    public func scan(options: ScanOptions? = nil) async throws -> ScanReport {
        try await scanner(options: options).scan()
    }

    /// A key as CloudTrail makes them, delivered so many minutes after the first moment of 2026-03-04.
    public static func key(
        _ minute: Int, _ suffix: String = "AAAAbbbbCCCCdddd", account: String = "123456789012",
        region: String = "us-east-1", organization: String? = nil
    ) -> String {
        let stamp = midnight.adding(seconds: Int64(minute) * 60)
        let date = ScanDate(stamp)
        let basic = stamp.iso8601Basic  // 20260304T100000Z
        let folder = "AWSLogs/\(organization.map { $0 + "/" } ?? "")\(account)/CloudTrail/\(region)/\(date.path)/"
        return folder + "\(account)_CloudTrail_\(region)_\(basic.dropLast(3))Z_\(suffix).json.gz"
    }
}
