import AWSOperations
import Locking
import Timestamps

extension LogsStore {
    static let groupClasses = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]

    func createLogGroup(_ input: CreateLogGroup, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        var validation = LogsValidation()
        validation.required(input.logGroupName, "logGroupName")
        validation.groupName(input.logGroupName)
        validation.choice(input.logGroupClass, "logGroupClass", LogsStore.groupClasses)
        try validation.check()
        let id = LogsStore.id(input.logGroupName, context)
        guard !id.name.hasPrefix("aws/") else {
            throw .invalidParameter("Log groups starting with AWS/ are reserved for AWS.")
        }
        var group = LogGroupState(name: id.name, account: id.account, region: id.region, creationTime: context.now)
        group.kmsKeyID = input.kmsKeyID
        group.logGroupClass = input.logGroupClass ?? "STANDARD"
        group.isProtected = input.deletionProtectionEnabled ?? false
        let created = group
        try contents.withLock { contents throws(AWSError) in
            guard contents.groups[id] == nil else {
                throw .logs("ResourceAlreadyExistsException", "The specified log group already exists")
            }
            guard contents.groups.count < LogsStore.maximumGroups else {
                throw .logs("LimitExceededException", "Resource limit exceeded.")
            }
            contents.groups[id] = created
        }
        return EmptyOutput()
    }

    func deleteLogGroup(_ input: DeleteLogGroup, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        var validation = LogsValidation()
        validation.required(input.logGroupName, "logGroupName")
        validation.groupName(input.logGroupName)
        try validation.check()
        let id = LogsStore.id(input.logGroupName, context)
        try contents.withLock { contents throws(AWSError) in
            guard let group = contents.groups[id] else { throw .noLogGroup }
            guard !group.isProtected else {
                throw .logs("ValidationException", "The specified log group has deletion protection enabled.")
            }
            contents.groups[id] = nil
        }
        return EmptyOutput()
    }

    func describeLogGroups(
        _ input: DescribeLogGroups, _ context: MockContext
    ) throws(AWSError) -> DescribeLogGroups.Output {
        var validation = LogsValidation()
        validation.groupName(input.logGroupNamePrefix, "logGroupNamePrefix")
        validation.length(input.logGroupNamePattern, "logGroupNamePattern", 0...512)
        validation.range(input.limit, "limit", 1...50)
        validation.choice(input.logGroupClass, "logGroupClass", LogsStore.groupClasses)
        validation.count(input.accountIdentifiers, "accountIdentifiers", 0...20)
        validation.count(input.logGroupIdentifiers, "logGroupIdentifiers", 1...50)
        try validation.check()
        guard input.logGroupNamePrefix == nil || input.logGroupNamePattern == nil else {
            throw .invalidParameter("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.")
        }
        let token = OpaqueToken(
            "DescribeLogGroups", context.account, context.region, input.logGroupNamePrefix, input.logGroupNamePattern,
            input.logGroupClass, input.accountIdentifiers?.joined(separator: ","),
            input.logGroupIdentifiers?.joined(separator: ","), input.includeLinkedAccounts.map { $0 ? "y" : "n" })
        var after: String?
        if let given = input.nextToken {
            guard let position = token.decode(given, now: context.now) else { throw .invalidNextToken }
            after = position
        }
        var accounts: Set<String> = [context.account]
        if input.includeLinkedAccounts == true, let named = input.accountIdentifiers { accounts.formUnion(named) }
        let wanted = accounts
        let region = context.region
        let identifiers = input.logGroupIdentifiers.map { Set($0.map { LogNames.groupName(inARN: $0) ?? $0 }) }
        let matching = contents.withLock { contents in
            contents.groups.values.filter { group in
                group.region == region && wanted.contains(group.account)
                    && input.logGroupNamePrefix.map { group.name.utf8.starts(with: $0.utf8) } ?? true
                    && input.logGroupNamePattern.map { group.name.contains($0) } ?? true
                    && input.logGroupClass.map { group.logGroupClass == $0 } ?? true
                    && identifiers?.contains(group.name) ?? true
            }
        }
        let sorted =
            matching
            .map { (position: $0.name + " " + $0.account, group: $0) }
            .filter { candidate in after.map { utf8Precedes($0, candidate.position) } ?? true }
            .sorted { utf8Precedes($0.position, $1.position) }
        let page = sorted.prefix(input.limit ?? 50)
        return DescribeLogGroups.Output(
            logGroups: page.map { $0.group.described },
            nextToken: page.count < sorted.count
                ? page.last.map { token.encode($0.position, now: context.now) } : nil)
    }
}

extension LogGroupState {
    /// The group as `DescribeLogGroups` tells it.
    fileprivate var described: LogGroup {
        var out = LogGroup()
        out.logGroupName = name
        out.creationTime = Int(creationTime)
        out.retentionInDays = retentionInDays
        out.metricFilterCount = 0
        out.arn = arn + ":*"
        out.logGroupARN = arn
        out.storedBytes = storedBytes
        out.kmsKeyID = kmsKeyID
        out.logGroupClass = logGroupClass
        out.deletionProtectionEnabled = isProtected
        return out
    }
}
