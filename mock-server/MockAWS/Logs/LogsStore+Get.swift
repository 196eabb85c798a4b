import AWSOperations
import Timestamps

extension LogsStore {
    func getLogEvents(_ input: GetLogEvents, _ context: MockContext) throws(AWSError) -> GetLogEvents.Output {
        var validation = LogsValidation()
        validation.groupName(input.logGroupName)
        validation.groupIdentifier(input.logGroupIdentifier)
        validation.required(input.logStreamName, "logStreamName")
        validation.streamName(input.logStreamName)
        validation.range(input.startTime, "startTime", 0...Int.max)
        validation.range(input.endTime, "endTime", 0...Int.max)
        validation.range(input.limit, "limit", 1...10_000)
        try validation.check()
        let group = try group(name: input.logGroupName, identifier: input.logGroupIdentifier, context)
        guard group.logGroupClass == "STANDARD" else {
            throw .invalidParameter("GetLogEvents is not supported for log groups of class \(group.logGroupClass).")
        }
        guard let index = input.logStreamName.flatMap({ group.streamIndex($0) }) else { throw .noLogStream }
        let stream = group.streams[index]

        // Start inclusive, end exclusive.
        let startTime = Int64(input.startTime ?? 0)
        let lower = stream.events.firstIndex(from: startTime)
        let upper = max(lower, input.endTime.map { stream.events.firstIndex(from: Int64($0)) } ?? stream.events.count)
        var forward = input.startFromHead ?? false
        var range = lower..<upper
        var place = LogEventKey.before(startTime)
        if let token = input.nextToken {
            guard let position = LogPageToken(token) else { throw .invalidNextToken }
            forward = position.isForward
            place = position.key
            let after = stream.firstIndex(after: place)
            if forward {
                range = min(max(lower, after), upper)..<upper
            } else {
                // An event at the place itself belongs to the page that the token came with.
                let before = after > 0 && stream.key(after - 1) == place ? after - 1 : after
                range = lower..<max(lower, min(before, upper))
            }
        }
        let page = LogsStore.page(of: stream, range, forward: forward, limit: input.limit ?? 10_000)
        let first = page.first.map { stream.key($0) } ?? place
        let last = page.last.map { stream.key($0) } ?? place
        return GetLogEvents.Output(
            events: page.map { index in
                let entry = stream.events.entries[index]
                return GetLogEvents.Event(
                    timestamp: Int(entry.timestamp), message: stream.message(index),
                    ingestionTime: Int(entry.ingestionTime))
            },
            nextForwardToken: LogPageToken(isForward: true, key: last).text,
            nextBackwardToken: LogPageToken(isForward: false, key: first).text)
    }

    /// As many events as fit a page, from the begin of `range` or from its end.
    private static func page(
        of stream: LogStreamState, _ range: Range<Int>, forward: Bool, limit: Int
    ) -> Range<Int> {
        var bytes = 0
        var count = 0
        while count < min(limit, range.count) {
            let index = forward ? range.lowerBound + count : range.upperBound - 1 - count
            bytes += stream.events.entries[index].length + 26
            guard count == 0 || bytes <= maximumPageBytes else { break }
            count += 1
        }
        return forward
            ? range.lowerBound..<range.lowerBound + count : range.upperBound - count..<range.upperBound
    }
}

/// A token of `GetLogEvents`: `f/<56 digits>/s` goes on after an event, `b/<56 digits>/s` before one.
///
/// At the end of the stream the service answers the token it was sent; so it does here, as the place stays.
struct LogPageToken: Sendable, Hashable {
    var isForward: Bool
    var key: LogEventKey

    init(isForward: Bool, key: LogEventKey) {
        self.isForward = isForward
        self.key = key
    }

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "f" || parts[0] == "b", parts[2] == "s",
            let key = LogEventKey(digits: parts[1])
        else { return nil }
        self.init(isForward: parts[0] == "f", key: key)
    }

    var text: String { (isForward ? "f/" : "b/") + key.digits + "/s" }
}
