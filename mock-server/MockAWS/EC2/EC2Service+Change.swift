import AWSOperations
import Locking
import Timestamps

extension EC2Service {
    func createFlowLogs(_ input: CreateFlowLogs, _ context: MockContext) throws(AWSError) -> CreateFlowLogs.Output {
        try EC2Service.checkDryRun(input.dryRun)
        let template = try EC2Service.template(input, context)
        let resources = input.resourceIDs ?? []
        let prefix = EC2FlowLogs.resourceTypes[input.resourceType ?? ""] ?? ""
        let newIDs = resources.map { _ in newFlowLogID() }
        var output = CreateFlowLogs.Output(
            clientToken: input.clientToken ?? newIDs.first.map { "token-" + $0.dropFirst(3) }, flowLogIDs: [],
            unsuccessful: [])
        var created: [WorldFlowLog] = []
        for (resource, id) in zip(resources, newIDs) {
            if !resource.hasPrefix(prefix) || resource == prefix {
                output.unsuccessful?.append(
                    .failed(
                        resource, "InvalidParameterValue", "Value (\(resource)) for parameter ResourceId is invalid."))
                continue
            }
            var flowLog = template
            flowLog.flowLogID = id
            flowLog.resourceID = resource
            created.append(flowLog)
        }
        let candidates = created
        let refused = flowLogs.withLock { flowLogs in
            var refused: [WorldFlowLog] = []
            for candidate in candidates {
                if flowLogs.count >= EC2Service.maximumFlowLogs
                    || flowLogs.contains(where: { $0.isSame(as: candidate) })
                {
                    refused.append(candidate)
                } else {
                    flowLogs.append(candidate)
                }
            }
            return refused
        }
        for flowLog in refused {
            output.unsuccessful?.append(
                .failed(
                    flowLog.resourceID, "FlowLogAlreadyExists",
                    "Error. There is an existing Flow Log with the same configuration and log destination."))
        }
        output.flowLogIDs = created.filter { !refused.contains($0) }.map(\.flowLogID)
        return output
    }

    func deleteFlowLogs(_ input: DeleteFlowLogs, _ context: MockContext) throws(AWSError) -> DeleteFlowLogs.Output {
        try EC2Service.checkDryRun(input.dryRun)
        let ids = input.flowLogIDs ?? []
        guard !ids.isEmpty else { throw EC2Service.missing("FlowLogId") }
        let account = context.account
        let region = context.region
        let missing = flowLogs.withLock { flowLogs in
            ids.filter { id in
                let index = flowLogs.firstIndex {
                    $0.flowLogID == id && $0.account == account && $0.region == region
                }
                guard let index else { return true }
                flowLogs.remove(at: index)
                return false
            }
        }
        return DeleteFlowLogs.Output(
            unsuccessful: missing.map {
                .failed($0, "InvalidFlowLogId.NotFound", "The flow log id '\($0)' does not exist")
            })
    }

    private func newFlowLogID() -> String {
        let digits = String(random(), radix: 16)
        return "fl-0" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private static func missing(_ name: String) -> AWSError {
        .ec2("MissingParameter", "The request must contain the parameter \(name)")
    }

    private static func invalid(_ value: String, _ name: String) -> AWSError {
        .ec2("InvalidParameterValue", "Value (\(value)) for parameter \(name) is invalid.")
    }

    /// The flow log that a request describes, without id and resource.
    private static func template(_ input: CreateFlowLogs, _ context: MockContext) throws(AWSError) -> WorldFlowLog {
        guard let resources = input.resourceIDs, !resources.isEmpty else { throw missing("ResourceId") }
        guard resources.count <= 1000 else {
            throw .ec2("InvalidParameterValue", "At most 1000 resources can be specified.")
        }
        guard let resourceType = input.resourceType else { throw missing("ResourceType") }
        guard EC2FlowLogs.resourceTypes[resourceType] != nil else { throw invalid(resourceType, "ResourceType") }
        let isTransit = resourceType.hasPrefix("TransitGateway")
        if let traffic = input.trafficType {
            guard EC2FlowLogs.trafficTypes.contains(traffic) else { throw invalid(traffic, "TrafficType") }
            guard !isTransit else {
                throw .ec2(
                    "InvalidParameterCombination", "TrafficType is not supported for \(resourceType) resources.")
            }
        } else if !isTransit {
            throw missing("TrafficType")
        }
        let type = input.logDestinationType ?? "cloud-watch-logs"
        guard EC2FlowLogs.destinationTypes.contains(type) else { throw invalid(type, "LogDestinationType") }
        let interval = input.maxAggregationInterval ?? (isTransit ? 60 : 600)
        guard interval == 60 || interval == 600 && !isTransit else {
            throw invalid(String(interval), "MaxAggregationInterval")
        }
        var group = input.logGroupName
        var destination = input.logDestination
        if type == "cloud-watch-logs" {
            guard group == nil || destination == nil else {
                throw .ec2(
                    "InvalidParameterCombination", "LogGroupName and LogDestination cannot be specified together.")
            }
            guard group != nil || destination != nil else { throw missing("LogGroupName") }
            if let arn = destination {
                guard let name = LogNames.groupName(inARN: arn) else { throw invalid(arn, "LogDestination") }
                group = name
            } else if let name = group {
                guard LogNames.isGroupName(name) else { throw invalid(name, "LogGroupName") }
                destination = LogNames.groupARN(name: name, account: context.account, region: context.region)
            }
        } else {
            guard let arn = destination else { throw missing("LogDestination") }
            let service = type == "s3" ? "s3" : "firehose"
            let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            guard parts.count == 6, parts[0] == "arn", parts[2] == service, !parts[5].isEmpty else {
                throw invalid(arn, "LogDestination")
            }
            guard group == nil else {
                throw .ec2(
                    "InvalidParameterCombination", "LogGroupName is only supported for cloud-watch-logs destinations.")
            }
        }
        let options = try destinationOptions(input, type)
        return WorldFlowLog(
            flowLogID: "", resourceID: "", logGroupName: group, logDestination: destination, logDestinationType: type,
            logFormat: try logFormat(input.logFormat)
                ?? (isTransit ? World.defaultTransitGatewayLogFormat : World.defaultLogFormat),
            trafficType: input.trafficType, maxAggregationInterval: interval, deliverLogsStatus: "SUCCESS",
            deliverLogsPermissionARN: input.deliverLogsPermissionARN,
            deliverCrossAccountRole: input.deliverCrossAccountRole, flowLogStatus: "ACTIVE",
            destinationOptions: options, tags: try tags(input.tagSpecifications ?? []), region: context.region,
            account: context.account, creationTime: context.now)
    }

    private static func destinationOptions(
        _ input: CreateFlowLogs, _ type: String
    ) throws(AWSError) -> WorldFlowLog.DestinationOptions? {
        guard let given = input.destinationOptions else { return nil }
        guard type == "s3" else {
            throw .ec2("InvalidParameterCombination", "DestinationOptions is only supported for s3 destinations.")
        }
        let format = given.fileFormat ?? "plain-text"
        guard EC2FlowLogs.fileFormats.contains(format) else { throw invalid(format, "DestinationOptions.FileFormat") }
        return WorldFlowLog.DestinationOptions(
            fileFormat: format, hiveCompatiblePartitions: given.hiveCompatiblePartitions ?? false,
            perHourPartition: given.perHourPartition ?? false)
    }

    /// A record format: fields `${name}`, separated by blanks.
    private static func logFormat(_ format: String?) throws(AWSError) -> String? {
        guard let format, !format.isEmpty else { return nil }
        for field in format.split(separator: " ") {
            let name = field.dropFirst(2).dropLast()
            guard field.hasPrefix("${"), field.hasSuffix("}"), !name.isEmpty,
                name.utf8.allSatisfy({ FilterScanner.isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
            else { throw .ec2("InvalidParameterValue", "Invalid log format field: \(field)") }
        }
        return format
    }

    private static func tags(_ specifications: [EC2TagSpecification]) throws(AWSError) -> [WorldFlowLog.Tag] {
        var tags: [WorldFlowLog.Tag] = []
        for specification in specifications {
            guard specification.resourceType == "vpc-flow-log" else {
                throw invalid(specification.resourceType ?? "", "TagSpecification.ResourceType")
            }
            for tag in specification.tags ?? [] {
                tags.append(WorldFlowLog.Tag(key: tag.key ?? "", value: tag.value ?? ""))
            }
        }
        return tags
    }
}

extension WorldFlowLog {
    /// Whether the two watch the same resource for the same traffic and destination.
    fileprivate func isSame(as other: WorldFlowLog) -> Bool {
        account == other.account && region == other.region && resourceID == other.resourceID
            && trafficType == other.trafficType && logDestination == other.logDestination
            && logFormat == other.logFormat
    }
}

extension EC2UnsuccessfulItem {
    fileprivate static func failed(_ resource: String, _ code: String, _ message: String) -> EC2UnsuccessfulItem {
        EC2UnsuccessfulItem(error: Cause(code: code, message: message), resourceID: resource)
    }
}
