import AWSOperations

extension RecordedCall {
    /// The flow logs that a call of `DescribeFlowLogs` told of.
    func flowLogs(at place: RecordedPlace) throws(WorldError) -> [WorldFlowLog] {
        guard let (_, output) = try read(DescribeFlowLogs.self) else { return [] }
        return (output.flowLogs ?? []).compactMap { WorldFlowLog($0, at: place) }
    }
}

extension WorldFlowLog {
    /// A flow log as it was described; nil where it has no id.
    fileprivate init?(_ described: FlowLog, at place: RecordedPlace) {
        guard let id = described.flowLogID else { return nil }
        let isTransit = described.resourceID?.hasPrefix("tgw-") == true
        self.init(
            flowLogID: id, resourceID: described.resourceID ?? "", logGroupName: described.logGroupName,
            logDestination: described.logDestination,
            logDestinationType: described.logDestinationType ?? "cloud-watch-logs",
            logFormat: described.logFormat
                ?? (isTransit ? World.defaultTransitGatewayLogFormat : World.defaultLogFormat),
            trafficType: described.trafficType,
            maxAggregationInterval: described.maxAggregationInterval ?? (isTransit ? 60 : 600),
            deliverLogsStatus: described.deliverLogsStatus ?? "SUCCESS",
            deliverLogsErrorMessage: described.deliverLogsErrorMessage,
            deliverLogsPermissionARN: described.deliverLogsPermissionARN,
            deliverCrossAccountRole: described.deliverCrossAccountRole,
            flowLogStatus: described.flowLogStatus ?? "ACTIVE",
            destinationOptions: described.destinationOptions.map {
                DestinationOptions(
                    fileFormat: $0.fileFormat ?? "plain-text",
                    hiveCompatiblePartitions: $0.hiveCompatiblePartitions ?? false,
                    perHourPartition: $0.perHourPartition ?? false)
            },
            tags: (described.tags ?? []).map { Tag(key: $0.key ?? "", value: $0.value ?? "") }, region: place.region,
            account: place.account, creationTime: described.creationTime ?? World.epoch)
    }
}
