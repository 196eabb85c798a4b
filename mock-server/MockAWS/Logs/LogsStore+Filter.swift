import AWSOperations
import Timestamps

extension LogsStore {
    /// The most bytes of a page: UTF-8 of the messages, and 26 for each event.
    static let maximumPageBytes = 1_048_576
    /// How many events are looked at for one page.
    ///
    /// After so many the page ends, empty perhaps, with a token: as the service does, and so that no request takes long.
    static let maximumScan = 100_000

    func filterLogEvents(_ input: FilterLogEvents, _ context: MockContext) throws(AWSError) -> MockResponse {
        try LogsStore.validate(input)
        let group = try group(name: input.logGroupName, identifier: input.logGroupIdentifier, context)
        guard group.logGroupClass == "STANDARD" else {
            throw .invalidParameter("FilterLogEvents is not supported for log groups of class \(group.logGroupClass).")
        }
        let streams = try LogsStore.streams(of: group, input)
        let pattern: FilterPattern
        do throws(FilterPatternError) {
            pattern = try FilterPattern(input.filterPattern ?? "")
        } catch {
            throw .invalidParameter(error.description)
        }
        let token = OpaqueToken(
            "FilterLogEvents", group.arn, input.logStreamNames?.joined(separator: ":"), input.logStreamNamePrefix,
            input.startTime.map(String.init), input.endTime.map(String.init), input.filterPattern)
        var start = LogEventKey.before(Int64(input.startTime ?? 0))
        if let given = input.nextToken {
            guard let key = token.decode(given, now: context.now).flatMap({ LogEventKey(digits: $0) }) else {
                throw .invalidNextToken
            }
            start = key
        }
        var merge = LogEventMerge(streams, after: start, through: Int64(input.endTime ?? .max))
        let limit = input.limit ?? 10_000
        var events = FilteredEvents(of: streams, limit: limit)
        var bytes = 0
        var scanned = 0
        var reached: LogEventKey?
        while events.count < limit, scanned < LogsStore.maximumScan, bytes < LogsStore.maximumPageBytes {
            guard let next = merge.next() else { break }
            scanned += 1
            let entry = streams[next.stream].events.entries[next.index]
            if pattern.matchesEverything || pattern.matches(streams[next.stream].events.message(entry)) {
                let size = entry.length + 26
                if events.count > 0, bytes + size > LogsStore.maximumPageBytes {
                    return try page((consume events).json(), token, reached, context)
                }
                bytes += size
                events.append(streamAt: next.stream, eventAt: next.index)
            }
            reached = next.key
        }
        return try page((consume events).json(), token, merge.isAtEnd ? nil : reached, context)
    }

    private func page(
        _ events: [UInt8], _ token: OpaqueToken, _ reached: LogEventKey?, _ context: MockContext
    ) throws(AWSError) -> MockResponse {
        let output = FilterLogEvents.Output(
            searchedLogStreams: [], nextToken: reached.map { token.encode($0.digits, now: context.now) })
        return MockResponse(
            try LogsStore.filterCodec.mockResponse(
                output, requestID: context.requestID, written: ["events": events]))
    }

    private static let filterCodec = OperationCodec<FilterLogEvents>()

    private static func validate(_ input: FilterLogEvents) throws(AWSError) {
        var validation = LogsValidation()
        validation.groupName(input.logGroupName)
        validation.groupIdentifier(input.logGroupIdentifier)
        validation.count(input.logStreamNames, "logStreamNames", 1...100)
        validation.streamName(input.logStreamNamePrefix, "logStreamNamePrefix")
        for (index, name) in (input.logStreamNames ?? []).prefix(100).enumerated() {
            validation.streamName(name, "logStreamNames.\(index + 1).member")
        }
        validation.range(input.startTime, "startTime", 0...Int.max)
        validation.range(input.endTime, "endTime", 0...Int.max)
        validation.range(input.limit, "limit", 1...10_000)
        validation.length(input.filterPattern, "filterPattern", 0...FilterPattern.maximumLength)
        validation.length(input.nextToken, "nextToken", 1...Int.max)
        try validation.check()
        guard input.logStreamNames == nil || input.logStreamNamePrefix == nil else {
            throw .invalidParameter(
                "logStreamNames and logStreamNamePrefix are mutually exclusive parameters.")
        }
    }

    /// The streams that are searched; one that is named must be there.
    private static func streams(
        of group: LogGroupState, _ input: FilterLogEvents
    ) throws(AWSError) -> [LogStreamState] {
        if let prefix = input.logStreamNamePrefix {
            return group.streams.filter { $0.name.utf8.starts(with: prefix.utf8) }
        }
        guard let names = input.logStreamNames else { return group.streams }
        var indices: Set<Int> = []
        for name in names {
            guard let index = group.streamIndex(name) else { throw .noLogStream }
            indices.insert(index)
        }
        return indices.sorted().map { group.streams[$0] }
    }
}
