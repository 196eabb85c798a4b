import AWSClient
import FlowLogs
import Timestamps

/// Reads VPC Flow Logs from a CloudWatch Logs group.
///
/// ```swift
/// let reader = try FlowLogsReader(logGroup: "flowlog_group", region: "us-east-1", filterPattern: "REJECT")
/// for try await record in reader {
///     print(record.message)
/// }
/// print(reader.counters.records, reader.skippedRecords)
/// ```
///
/// Without a thread count the events of all streams come interleaved by time; with one, stream by stream, the stream
/// that was written to last first.
public struct FlowLogsReader: FlowRecordReader {
    /// The name of the log group.
    public let logGroup: String
    /// The window that is read.
    public let window: TimeWindow

    private let source: LogGroupSource
    private let threadCount: Int
    private let failFast: Bool
    private let report: ReadReport

    /// Creates a reader; nothing is sent before the first record is asked for.
    ///
    /// - Parameters:
    ///   - logGroup: the name of the log group.
    ///   - client: the client to read with; nil for one of the reader's own.
    ///   - region: the region of a client of the reader's own; nil for the configured one.
    ///   - profile: the profile of a client of the reader's own; nil for the configured one.
    ///   - startTime: where the window begins, to the second; nil for an hour ago.
    ///   - endTime: where the window ends, to the second; nil for now.
    ///   - threadCount: how many streams are read at the same time; 0 reads all as one; more than 256 mean 256.
    ///   - filterPattern: a CloudWatch Logs filter pattern that events have to match; nil for all events.
    ///   - fields: the format of the lines; nil to ask EC2 for the formats of the group's flow logs.
    ///   - failFast: whether the first stream that cannot be read ends the reading.
    ///   - now: what the default window goes by.
    ///   - onEvent: told of problems and notes when the iteration comes to them.
    /// - Throws: ``ReaderError`` for a name or a thread count that makes no sense; `AWSConfigurationError`.
    public init(
        logGroup: String, client: AWSClient? = nil, region: String? = nil, profile: String? = nil,
        startTime: Timestamp? = nil, endTime: Timestamp? = nil, threadCount: Int = 0, filterPattern: String? = nil,
        fields: FlowLogFormat? = nil, failFast: Bool = false,
        now: Timestamp = AWSClientConfiguration.currentTime(), onEvent: (@Sendable (ReadEvent) -> Void)? = nil
    ) throws {
        self.logGroup = try LogGroupName(logGroup).name
        self.threadCount = try checkedThreadCount(threadCount)
        self.failFast = failFast
        let client = try client ?? AWSClient(AWSClientConfiguration(region: region, profile: profile))
        window = TimeWindow(startTime: startTime, endTime: endTime, now: now)
        report = ReadReport(onEvent: onEvent)
        source = LogGroupSource(
            client: client, group: logGroup, window: window, filterPattern: filterPattern, givenFormat: fields,
            isByStream: threadCount > 0, report: report)
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
}
