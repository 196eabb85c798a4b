import AWSClient
import AWSOperations
import FlowLogs
import Timestamps

/// The events of a log group: all of its streams as one, or stream by stream.
struct LogGroupSource: BatchSource {
    /// What one worker reads: nil for the events of all streams, interleaved by time.
    typealias Part = String?

    let client: AWSClient
    let group: String
    let window: TimeWindow
    let filterPattern: String?
    /// The formats of the lines; nil where EC2 is to be asked.
    let givenFormat: FlowLogFormat?
    /// Whether streams are read side by side.
    let isByStream: Bool
    let report: ReadReport

    /// How lines are to be read, found out before the first worker begins.
    private struct LineFormats: Sendable {
        var formats: [FlowLogFormat] = [.default]
        var note: String?
    }

    private let lineFormats = OnceResult<LineFormats>()

    init(
        client: AWSClient, group: String, window: TimeWindow, filterPattern: String?, givenFormat: FlowLogFormat?,
        isByStream: Bool, report: ReadReport
    ) {
        self.client = client
        self.group = group
        self.window = window
        self.filterPattern = filterPattern
        self.givenFormat = givenFormat
        self.isByStream = isByStream
        self.report = report
    }

    /// CloudWatch Logs is asked in milliseconds, but 5.0.1 drops the fraction of both ends.
    private var startMilliseconds: Int64 { window.start.seconds * 1000 }
    private var endMilliseconds: Int64 { window.end.seconds * 1000 }

    func list(_ found: @Sendable (String?) async throws -> Void) async throws {
        guard startMilliseconds <= endMilliseconds else {
            report.add(note: window.emptyNote)
            return
        }
        lineFormats.set(try await describedFormats())
        guard isByStream else { return try await found(nil) }
        let request = DescribeLogStreams(logGroupName: group, orderBy: "LastEventTime", descending: true)
        var seen = RecentlySeen<String>()
        for try await page in client.pages(request) {
            seen.beginPage()
            for stream in page.logStreams ?? [] {
                // A stream that was never written to has no times.
                guard let name = stream.logStreamName, seen.isNew(name), let first = stream.firstEventTimestamp,
                    let last = stream.lastEventTimestamp
                else { continue }
                if Int64(first) >= endMilliseconds { continue }
                // In descending order no later stream ends in the window either.
                if Int64(last) + LogGroupSource.lastEventDelay < startMilliseconds { return }
                try await found(name)
            }
        }
    }

    /// The last event's time may be late by an hour: CloudWatch Logs API Reference, LogStream.
    private static let lastEventDelay: Int64 = 3_600_000

    func read(
        _ stream: String?, _ deliver: @Sendable (FlowRecordBatch?, FlowLogCounters) async throws -> Void
    ) async throws {
        let lines = lineFormats.value ?? LineFormats()
        var progress = PartProgress(parser: FlowLogParser(formats: lines.formats))
        var seen = RecentlySeen<LogEventID>()
        let request = FilterLogEvents(
            logGroupName: group, logStreamNames: stream.map { [$0] }, startTime: Int(startMilliseconds),
            endTime: Int(endMilliseconds), filterPattern: filterPattern, interleaved: true)
        do {
            let pages = client.pages(request, as: LogMessagePage.self).makeAsyncIterator()
            var read = try await LogGroupSource.nextPage(of: pages)
            while let page = read.page {
                let rest = read.rest
                // The next page comes while this one is read; who stops here has asked for one page too many.
                async let ahead = LogGroupSource.nextPage(of: rest)
                // Only now is it certain that there is such a group.
                if let note = lines.note { report.add(note: note) }
                seen.beginPage()
                var start = 0
                for event in page.events {
                    let message = page.text[start..<event.messageEnd]
                    start = event.messageEnd
                    guard event.id.map({ seen.isNew($0) }) ?? true else { continue }
                    for batch in progress.parser.append(line: message) {
                        try await deliver(batch, progress.takeCounted())
                    }
                }
                // What a page holds is handed over with it: the next one may be long in coming.
                for batch in progress.parser.finish() { try await deliver(batch, progress.takeCounted()) }
                read = try await ahead
            }
        } catch {
            try await deliver(nil, progress.takeCounted())
            throw problem(error, stream: stream)
        }
        if seen.repeatedCount > 0 {
            report.add(
                note: "CloudWatch Logs delivered \(seen.repeatedCount) events of \(place(stream)) more than once; "
                    + "each is read once")
        }
        try await deliver(nil, progress.takeCounted())
    }

    /// The next page, and the pages after it.
    private static func nextPage(
        of pages: AWSPages<FilterLogEvents, LogMessagePage>.Iterator
    ) async throws -> (page: LogMessagePage?, rest: AWSPages<FilterLogEvents, LogMessagePage>.Iterator) {
        var pages = pages
        return (try await pages.next(), pages)
    }

    private func place(_ stream: String?) -> String {
        stream.map { "log stream \($0) of log group \(group)" } ?? "log group \(group)"
    }

    /// An error that concerns one stream only, as a problem; any other as it is.
    private func problem(_ error: any Error, stream: String?) -> any Error {
        let place = place(stream)
        switch error {
        case let error as AWSError where error.code == "RepeatedToken":
            return ReadProblem(
                place: place, cause: .repeatedToken, reason: "CloudWatch Logs gave the same page token twice; stopped",
                requestID: error.requestID)
        case let error as AWSError where stream != nil && error.code == "ResourceNotFoundException":
            return ReadProblem(
                place: place, cause: .refused, reason: error.message, requestID: error.requestID)
        default:
            return error
        }
    }

    /// The formats of all flow logs that write to the group, each once.
    private func describedFormats() async throws -> LineFormats {
        if let givenFormat { return LineFormats(formats: [givenFormat]) }
        var formats: [FlowLogFormat] = []
        let filter = EC2Filter(name: "log-group-name", values: [group])
        for try await page in client.pages(DescribeFlowLogs(filters: [filter])) {
            for flowLog in page.flowLogs ?? [] {
                guard let text = flowLog.logFormat, let format = FlowLogFormat(text), !formats.contains(format) else {
                    continue
                }
                formats.append(format)
            }
        }
        if formats.isEmpty {
            return LineFormats(
                note: "EC2 knows no flow log that writes to log group \(group); "
                    + "its lines are read in the default format, --fields gives another")
        }
        guard formats.count > 1 else { return LineFormats(formats: formats) }
        return LineFormats(
            formats: formats,
            note: "flow logs of \(formats.count) formats write to log group \(group); "
                + "the format of each line is chosen by the number and shape of its columns")
    }
}
