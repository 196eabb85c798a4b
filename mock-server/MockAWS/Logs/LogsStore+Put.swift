import AWSOperations
import Locking
import Timestamps

extension LogsStore {
    /// The most bytes of one request: UTF-8 of the messages, and 26 for each event.
    static let maximumBatchBytes = 1_048_576

    func putLogEvents(_ input: PutLogEvents, _ context: MockContext) throws(AWSError) -> PutLogEvents.Output {
        let events = try LogsStore.checkedEvents(input)
        let id = LogsStore.id(input.logGroupName, context)
        let name = input.logStreamName ?? ""
        let now = context.now
        let limit = maxStoredBytes
        return try contents.withLock { contents throws(AWSError) -> PutLogEvents.Output in
            // No copy of the group is held, so that its events are added in place.
            guard contents.groups[id] != nil else { throw .noLogGroup }
            guard let index = contents.groups[id]?.streamIndex(name) else { throw .noLogStream }
            let retention = contents.groups[id]?.retentionInDays
            let rejected = LogsStore.rejections(events, retentionInDays: retention, now: now)
            let first = max(rejected.tooOldLogEventEndIndex ?? 0, rejected.expiredLogEventEndIndex ?? 0)
            let last = rejected.tooNewLogEventStartIndex ?? events.count
            let accepted = first < last ? Array(events[first..<last]) : []
            let bytes = accepted.reduce(0) { $0 + $1.message.utf8.count }
            guard contents.storedBytes + bytes <= limit else {
                throw .logs(
                    "ServiceUnavailableException",
                    "mock-aws holds as many log events as it may; POST /_mock/reset empties it.")
            }
            contents.storedBytes += bytes
            contents.groups[id]?.put(accepted, streamAt: index, now: now)
            let count = contents.groups[id]?.streams[index].events.count ?? 0
            return PutLogEvents.Output(
                nextSequenceToken: LogsStore.sequenceToken(count),
                rejectedLogEventsInfo: first == 0 && last == events.count ? nil : rejected)
        }
    }

    /// A sequence token: of no use nowadays, still given out.
    static func sequenceToken(_ count: Int) -> String {
        "49" + padded(count, 54)
    }

    private static func checkedEvents(
        _ input: PutLogEvents
    ) throws(AWSError) -> [(timestamp: Int64, message: String)] {
        var validation = LogsValidation()
        validation.required(input.logGroupName, "logGroupName")
        validation.groupName(input.logGroupName)
        validation.required(input.logStreamName, "logStreamName")
        validation.streamName(input.logStreamName)
        validation.required(input.logEvents, "logEvents")
        let given = input.logEvents ?? []
        if given.isEmpty || given.count > 10_000 {
            validation.count(given.isEmpty ? [] : given.map { _ in "…" }, "logEvents", 1...10_000)
        }
        for (index, event) in given.prefix(10_000).enumerated() {
            let place = "logEvents.\(index + 1).member"
            validation.required(event.timestamp, place + ".timestamp")
            validation.range(event.timestamp, place + ".timestamp", 0...Int.max)
            validation.required(event.message, place + ".message")
            validation.length(event.message, place + ".message", 1...Int.max)
        }
        try validation.check()
        var events: [(timestamp: Int64, message: String)] = []
        events.reserveCapacity(given.count)
        var bytes = 0
        for event in given {
            let message = event.message ?? ""
            events.append((Int64(event.timestamp ?? 0), message))
            bytes += message.utf8.count + 26
        }
        guard bytes <= maximumBatchBytes else {
            throw .invalidParameter("Upload too large: \(bytes) bytes exceeds limit of \(maximumBatchBytes)")
        }
        for (a, b) in zip(events, events.dropFirst()) where b.timestamp < a.timestamp {
            throw .invalidParameter("Log events in a single PutLogEvents request must be in chronological order.")
        }
        if let first = events.first, let last = events.last,
            last.timestamp.subtractingReportingOverflow(first.timestamp).partialValue > 86_400_000
        {
            throw .invalidParameter(
                "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.")
        }
        return events
    }

    /// What of a batch is too old, expired or too new; the events are in order of time.
    private static func rejections(
        _ events: [(timestamp: Int64, message: String)], retentionInDays: Int?, now: Timestamp
    ) -> PutLogEvents.RejectedEvents {
        let day: Int64 = 86_400_000
        let oldest = now.adding(milliseconds: -14 * day).milliseconds
        let newest = now.adding(milliseconds: 2 * 3_600_000).milliseconds
        var rejected = PutLogEvents.RejectedEvents()
        let tooOld = events.prefix { $0.timestamp < oldest }.count
        if tooOld > 0 { rejected.tooOldLogEventEndIndex = tooOld }
        if let days = retentionInDays {
            let kept = now.adding(milliseconds: -Int64(days) * day).milliseconds
            let expired = events.prefix { $0.timestamp < kept }.count
            if expired > 0 { rejected.expiredLogEventEndIndex = expired }
        }
        if let tooNew = events.firstIndex(where: { $0.timestamp > newest }) {
            rejected.tooNewLogEventStartIndex = tooNew
        }
        return rejected
    }
}
