import AWSOperations
import Locking
import Timestamps

/// CloudWatch Logs: log groups, streams and events of all accounts and regions.
///
/// Readers take a copy of a group under the lock, which shares its storage, and search it outside.
final class LogsStore: MockService {
    struct GroupID: Hashable, Sendable {
        var account: String
        var region: String
        var name: String
    }

    struct Contents: Sendable {
        var groups: [GroupID: LogGroupState] = [:]
        /// Bytes of messages that clients put.
        var storedBytes = 0
    }

    let contents: Locked<Contents>
    let maxStoredBytes: Int

    static let maximumGroups = 10_000
    static let maximumStreams = 100_000

    init(world: World, maxStoredBytes: Int = 1 << 30) {
        var contents = Contents()
        for group in world.logGroups {
            contents.groups[GroupID(account: group.account, region: group.region, name: group.name)] =
                LogGroupState(group)
        }
        self.contents = Locked(contents)
        self.maxStoredBytes = maxStoredBytes
    }

    func register(in table: inout HandlerTable) {
        table.on(CreateLogGroup.self, createLogGroup)
        table.on(DeleteLogGroup.self, deleteLogGroup)
        table.on(DescribeLogGroups.self, describeLogGroups)
        table.on(CreateLogStream.self, createLogStream)
        table.on(DeleteLogStream.self, deleteLogStream)
        table.on(DescribeLogStreams.self, describeLogStreams)
        table.on(PutLogEvents.self, putLogEvents)
        table.on(GetLogEvents.self, getLogEvents)
        table.onRequest(FilterLogEvents.self) { input, _, context throws(AWSError) in
            try self.filterLogEvents(input, context)
        }
    }

    /// A copy of the group that a request names, by name or by identifier.
    func group(name: String?, identifier: String?, _ context: MockContext) throws(AWSError) -> LogGroupState {
        if name != nil && identifier != nil {
            throw .logs("ValidationException", "LogGroup name and LogGroup ARN are mutually exclusive parameters.")
        }
        guard let identifier else {
            guard let name else {
                throw .invalidParameter("Either logGroupName or logGroupIdentifier must be specified.")
            }
            return try group(GroupID(account: context.account, region: context.region, name: name))
        }
        guard identifier.hasPrefix("arn:") else {
            return try group(GroupID(account: context.account, region: context.region, name: identifier))
        }
        guard let arn = LogNames.parse(groupARN: identifier) else {
            throw .invalidParameter("The specified logGroupIdentifier is invalid.")
        }
        guard arn.region == context.region else { throw .noLogGroup }
        return try group(GroupID(account: arn.account, region: arn.region, name: arn.name))
    }

    private func group(_ id: GroupID) throws(AWSError) -> LogGroupState {
        guard let group = contents.withLock({ $0.groups[id] }) else { throw .noLogGroup }
        return group
    }

    static func id(_ name: String?, _ context: MockContext) -> GroupID {
        GroupID(account: context.account, region: context.region, name: name ?? "")
    }
}
