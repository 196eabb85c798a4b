import AWSOperations
import Locking
import Timestamps

extension EC2Service {
    func describeFlowLogs(_ input: DescribeFlowLogs, _ context: MockContext) throws(AWSError) -> DescribeFlowLogs.Output
    {
        try EC2Service.checkDryRun(input.dryRun)
        let filters = try EC2Service.filters(input.filters ?? [])
        let ids = input.flowLogIDs ?? []
        guard ids.count <= 1000 else {
            throw .ec2("InvalidParameterValue", "At most 1000 flow log ids can be specified.")
        }
        if let size = input.maxResults, !(1...1000).contains(size) {
            throw .ec2("InvalidParameterValue", "Value ( \(size) ) for parameter maxResults is invalid.")
        }
        let token = OpaqueToken(
            "DescribeFlowLogs", context.account, context.region, ids.joined(separator: ","),
            (input.filters ?? []).map { ($0.name ?? "") + "=" + ($0.values ?? []).joined(separator: ",") }
                .joined(separator: ";"))
        var after: String?
        if let given = input.nextToken, !given.isEmpty {
            guard let id = token.decode(given, now: context.now) else {
                throw .ec2("InvalidNextToken", "The specified NextToken '\(given)' is invalid.")
            }
            after = id
        }
        let all = flowLogs.withLock { $0 }.filter { $0.account == context.account && $0.region == context.region }
        let missing = ids.filter { id in !all.contains { $0.flowLogID == id } }
        guard missing.isEmpty else {
            throw .ec2(
                "InvalidFlowLogId.NotFound",
                "The flow log ids \(missing.map { "'\($0)'" }.joined(separator: ", ")) do not exist")
        }
        var matching = all.filter { flowLog in
            (ids.isEmpty || ids.contains(flowLog.flowLogID)) && filters.allSatisfy { $0(flowLog) }
        }
        matching.sort { utf8Precedes($0.flowLogID, $1.flowLogID) }
        if let after { matching.removeAll { !utf8Precedes(after, $0.flowLogID) } }
        let page = matching.prefix(input.maxResults ?? 1000)
        return DescribeFlowLogs.Output(
            flowLogs: page.map(\.described),
            nextToken: page.count < matching.count
                ? page.last.map { token.encode($0.flowLogID, now: context.now) } : nil)
    }

    /// The tests for filters: all must hold, each by one of its values, which are compared exactly.
    private static func filters(
        _ filters: [EC2Filter]
    ) throws(AWSError) -> [@Sendable (WorldFlowLog) -> Bool] {
        var tests: [@Sendable (WorldFlowLog) -> Bool] = []
        for filter in filters {
            let values = Set(filter.values ?? [])
            let name = filter.name ?? ""
            guard !values.isEmpty else {
                throw .ec2("InvalidParameterValue", "The filter '\(name)' has no values")
            }
            func on(_ member: @escaping @Sendable (WorldFlowLog) -> String?) {
                tests.append { flowLog in member(flowLog).map { values.contains($0) } ?? false }
            }
            switch name {
            case "deliver-log-status": on { $0.deliverLogsStatus }
            case "log-destination-type": on { $0.logDestinationType }
            case "flow-log-id": on { $0.flowLogID }
            case "log-group-name": on { $0.logGroupName }
            case "resource-id": on { $0.resourceID }
            case "traffic-type": on { $0.trafficType }
            case "tag-key": tests.append { $0.tags.contains { values.contains($0.key) } }
            case _ where name.hasPrefix("tag:"):
                let key = String(name.dropFirst(4))
                tests.append { $0.tags.contains { $0.key == key && values.contains($0.value) } }
            default:
                throw .ec2("InvalidParameterValue", "The filter '\(name)' is invalid")
            }
        }
        return tests
    }
}

extension WorldFlowLog {
    /// The flow log as `DescribeFlowLogs` tells it.
    fileprivate var described: FlowLog {
        FlowLog(
            creationTime: creationTime, deliverLogsErrorMessage: deliverLogsErrorMessage,
            deliverLogsPermissionARN: deliverLogsPermissionARN, deliverCrossAccountRole: deliverCrossAccountRole,
            deliverLogsStatus: deliverLogsStatus, flowLogID: flowLogID, flowLogStatus: flowLogStatus,
            logGroupName: logGroupName, resourceID: resourceID, trafficType: trafficType,
            logDestinationType: logDestinationType, logDestination: logDestination, logFormat: logFormat,
            tags: tags.map { EC2Tag(key: $0.key, value: $0.value) }, maxAggregationInterval: maxAggregationInterval,
            destinationOptions: destinationOptions.map {
                var options = FlowLogDestinationOptions()
                options.fileFormat = $0.fileFormat
                options.hiveCompatiblePartitions = $0.hiveCompatiblePartitions
                options.perHourPartition = $0.perHourPartition
                return options
            })
    }
}
