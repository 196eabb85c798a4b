import AWSOperations
import Locking
import Timestamps

extension LogsStore {
    func createLogStream(_ input: CreateLogStream, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        try LogsStore.validate(input.logGroupName, input.logStreamName)
        let id = LogsStore.id(input.logGroupName, context)
        let name = input.logStreamName ?? ""
        let now = context.now
        try contents.withLock { contents throws(AWSError) in
            guard let count = contents.groups[id]?.streams.count else { throw .noLogGroup }
            guard count < LogsStore.maximumStreams else {
                throw .logs("LimitExceededException", "Resource limit exceeded.")
            }
            guard contents.groups[id]?.addStream(name, now: now) == true else {
                throw .logs("ResourceAlreadyExistsException", "The specified log stream already exists")
            }
        }
        return EmptyOutput()
    }

    func deleteLogStream(_ input: DeleteLogStream, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        try LogsStore.validate(input.logGroupName, input.logStreamName)
        let id = LogsStore.id(input.logGroupName, context)
        let name = input.logStreamName ?? ""
        try contents.withLock { contents throws(AWSError) in
            guard let group = contents.groups[id] else { throw .noLogGroup }
            guard let index = group.streamIndex(name) else { throw .noLogStream }
            contents.groups[id]?.removeStream(at: index)
        }
        return EmptyOutput()
    }

    func describeLogStreams(
        _ input: DescribeLogStreams, _ context: MockContext
    ) throws(AWSError) -> DescribeLogStreams.Output {
        var validation = LogsValidation()
        validation.groupName(input.logGroupName)
        validation.groupIdentifier(input.logGroupIdentifier)
        validation.streamName(input.logStreamNamePrefix, "logStreamNamePrefix")
        validation.choice(input.orderBy, "orderBy", ["LogStreamName", "LastEventTime"])
        validation.range(input.limit, "limit", 1...50)
        try validation.check()
        let byTime = input.orderBy == "LastEventTime"
        guard !byTime || input.logStreamNamePrefix == nil else {
            throw .invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.")
        }
        let group = try group(name: input.logGroupName, identifier: input.logGroupIdentifier, context)
        let descending = input.descending ?? false
        let token = OpaqueToken(
            "DescribeLogStreams", group.arn, input.logStreamNamePrefix, input.orderBy, descending ? "down" : "up")
        // The place of a stream in the order: its time, zero-padded, before its name.
        func position(_ stream: LogStreamState) -> String {
            byTime ? padded(stream.lastEventTimestamp ?? 0, 19) + stream.name : stream.name
        }
        var candidates: [(position: String, stream: LogStreamState)] = []
        for stream in group.streams {
            if let prefix = input.logStreamNamePrefix, !stream.name.utf8.starts(with: prefix.utf8) { continue }
            candidates.append((position(stream), stream))
        }
        if byTime { candidates.sort { utf8Precedes($0.position, $1.position) } }
        if descending { candidates.reverse() }
        if let given = input.nextToken {
            guard let last = token.decode(given, now: context.now) else { throw .invalidNextToken }
            candidates = candidates.filter {
                descending ? utf8Precedes($0.position, last) : utf8Precedes(last, $0.position)
            }
        }
        let page = candidates.prefix(input.limit ?? 50)
        return DescribeLogStreams.Output(
            logStreams: page.map { $0.stream.described(in: group) },
            nextToken: page.count < candidates.count
                ? page.last.map { token.encode($0.position, now: context.now) } : nil)
    }

    static func validate(_ groupName: String?, _ streamName: String?) throws(AWSError) {
        var validation = LogsValidation()
        validation.required(groupName, "logGroupName")
        validation.groupName(groupName)
        validation.required(streamName, "logStreamName")
        validation.streamName(streamName)
        try validation.check()
    }
}

extension LogStreamState {
    /// The stream as `DescribeLogStreams` tells it; one without events has no times of events.
    fileprivate func described(in group: LogGroupState) -> LogStream {
        var out = LogStream()
        out.logStreamName = name
        out.creationTime = Int(creationTime)
        out.firstEventTimestamp = firstEventTimestamp.map { Int($0) }
        out.lastEventTimestamp = lastEventTimestamp.map { Int($0) }
        out.lastIngestionTime = events.lastIngestionTime.map { Int($0) }
        out.uploadSequenceToken = events.isEmpty ? nil : LogsStore.sequenceToken(events.count)
        out.arn = "\(group.arn):log-stream:\(name)"
        out.storedBytes = 0
        return out
    }
}
