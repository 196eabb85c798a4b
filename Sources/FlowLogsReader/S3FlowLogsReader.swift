import AWSClient
import FlowLogs
import Timestamps

/// Reads VPC Flow Logs that are delivered to an S3 bucket.
///
/// ```swift
/// let reader = try S3FlowLogsReader(location: "my-bucket/optional-prefix", threadCount: 4)
/// for try await record in reader {
///     print(record.message)
/// }
/// for problem in reader.problems { print(problem) }
/// ```
///
/// Accounts and regions are found below `AWSLogs/`, in the default and the Hive-compatible layout, hourly or not. The
/// stamp in an object's name decides whether it belongs to the window: start ≤ stamp < end. Records come in the order of
/// the keys, whatever the number of workers.
public struct S3FlowLogsReader: FlowRecordReader {
    /// Where the flow logs lie.
    public let location: FlowLogLocation
    /// The window that is read.
    public let window: TimeWindow

    private let source: BucketSource
    private let threadCount: Int
    private let failFast: Bool
    private let report: ReadReport

    /// Creates a reader; nothing is sent before the first record is asked for.
    ///
    /// - Parameters:
    ///   - location: `bucket` or `bucket/prefix`.
    ///   - client: the client to read with; nil for one of the reader's own.
    ///   - region: the region of a client of the reader's own; nil for the configured one.
    ///   - profile: the profile of a client of the reader's own; nil for the configured one.
    ///   - startTime: where the window begins; nil for an hour ago.
    ///   - endTime: where the window ends; nil for now.
    ///   - threadCount: how many objects are read at the same time; 0 and 1 mean one; more than 256 mean 256.
    ///   - includeAccounts: the accounts to read; nil for all.
    ///   - includeRegions: the regions to read; nil for all.
    ///   - failFast: whether the first object that cannot be read ends the reading.
    ///   - now: what the default window goes by.
    ///   - onEvent: told of problems and notes when the iteration comes to them.
    /// - Throws: ``ReaderError`` for a location or a thread count that makes no sense; `AWSConfigurationError`.
    public init(
        location: String, client: AWSClient? = nil, region: String? = nil, profile: String? = nil,
        startTime: Timestamp? = nil, endTime: Timestamp? = nil, threadCount: Int = 0,
        includeAccounts: Set<String>? = nil, includeRegions: Set<String>? = nil, failFast: Bool = false,
        now: Timestamp = AWSClientConfiguration.currentTime(), onEvent: (@Sendable (ReadEvent) -> Void)? = nil
    ) throws {
        self.location = try checkedLocation(location)
        self.threadCount = try checkedThreadCount(threadCount)
        self.failFast = failFast
        let client = try client ?? AWSClient(AWSClientConfiguration(region: region, profile: profile))
        window = TimeWindow(startTime: startTime, endTime: endTime, now: now)
        report = ReadReport(onEvent: onEvent)
        source = BucketSource(
            client: client,
            walk: BucketWalk(
                client: client,
                layout: FlowLogLayout(
                    location: self.location, window: window, accounts: includeAccounts, regions: includeRegions),
                report: report))
    }

    /// Reads everything and makes something of each batch on the workers.
    ///
    /// - Parameter transform: called on several workers at the same time, once for each batch.
    /// - Returns: the results, in the order of the records whatever the number of workers.
    public func mapBatches<Output: Sendable>(
        _ transform: @escaping @Sendable (FlowRecordBatch) throws -> Output
    ) -> MappedBatches<Output> {
        MappedBatches(
            OrderedPipeline(source: source, window: threadCount, transform: transform), report: report,
            failFast: failFast)
    }

    /// What was delivered so far: records, skipped ones by cause, bytes.
    public var counters: FlowLogCounters { report.counters }
    /// What could not be read so far, the first thousand.
    public var problems: [ReadProblem] { report.problems }
    /// How many objects or streams could not be read so far.
    public var problemCount: Int { report.problemCount }
    /// What somebody may wonder about, each in one line.
    public var notes: [String] { report.notes }

    /// How many bytes of the objects were read so far, as transferred.
    public var compressedBytesProcessed: Int { counters.compressedBytes }
}
