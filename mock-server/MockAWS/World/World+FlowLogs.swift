import JSON
import Timestamps

extension World {
    /// The record format of flow logs that name none: version 2.
    static let defaultLogFormat =
        "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} "
        + "${bytes} ${start} ${end} ${action} ${log-status}"

    /// The record format of flow logs of Transit Gateways that name none: version 6.
    static let defaultTransitGatewayLogFormat =
        "${version} ${resource-type} ${account-id} ${tgw-id} ${tgw-attachment-id} ${tgw-src-vpc-account-id} "
        + "${tgw-dst-vpc-account-id} ${tgw-src-vpc-id} ${tgw-dst-vpc-id} ${tgw-src-subnet-id} ${tgw-dst-subnet-id} "
        + "${tgw-src-eni} ${tgw-dst-eni} ${tgw-src-az-id} ${tgw-dst-az-id} ${tgw-pair-attachment-id} ${srcaddr} "
        + "${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${log-status} ${type} "
        + "${packets-lost-no-route} ${packets-lost-blackhole} ${packets-lost-mtu-exceeded} "
        + "${packets-lost-ttl-expired} ${tcp-flags} ${region} ${flow-direction} ${pkt-src-aws-service} "
        + "${pkt-dst-aws-service}"

    /// When everything was created for which the world names no time.
    static let epoch = Timestamp(seconds: 1_704_067_200)

    /// Reads one of `flowLogs`; what is left out gets the service's defaults.
    func flowLog(from entry: inout WorldJSONObject, number: Int) throws(WorldError) -> WorldFlowLog {
        let resource = try entry.requiredString("resourceId")
        let isTransit = resource.hasPrefix("tgw-")
        let group = try entry.string("logGroupName")
        let destination = try entry.string("logDestination")
        let account = try entry.account("account") ?? defaultAccount
        let region = try entry.string("region") ?? defaultRegion
        let type =
            try entry.string("logDestinationType", oneOf: EC2FlowLogs.destinationTypes)
            ?? (destination?.hasPrefix("arn:aws:s3") == true ? "s3" : "cloud-watch-logs")
        if type == "cloud-watch-logs" {
            guard group != nil || destination != nil else { throw entry.error("logGroupName", "is missing") }
        } else {
            guard destination != nil else { throw entry.error("logDestination", "is missing") }
        }
        let flowLog = WorldFlowLog(
            flowLogID: try entry.string("flowLogId") ?? World.flowLogID(number), resourceID: resource,
            logGroupName: group ?? (type == "cloud-watch-logs" ? destination.flatMap(LogNames.groupName(inARN:)) : nil),
            logDestination: destination
                ?? group.map { LogNames.groupARN(name: $0, account: account, region: region) },
            logDestinationType: type,
            logFormat: try entry.string("logFormat")
                ?? (isTransit ? World.defaultTransitGatewayLogFormat : World.defaultLogFormat),
            trafficType: try entry.string("trafficType", oneOf: EC2FlowLogs.trafficTypes) ?? (isTransit ? nil : "ALL"),
            maxAggregationInterval: try entry.integer("maxAggregationInterval") ?? (isTransit ? 60 : 600),
            deliverLogsStatus: try entry.string("deliverLogsStatus", oneOf: ["SUCCESS", "FAILED"]) ?? "SUCCESS",
            deliverLogsErrorMessage: try entry.string("deliverLogsErrorMessage"),
            deliverLogsPermissionARN: try entry.string("deliverLogsPermissionArn"),
            deliverCrossAccountRole: try entry.string("deliverCrossAccountRole"),
            flowLogStatus: try entry.string("flowLogStatus") ?? "ACTIVE",
            destinationOptions: try World.destinationOptions(&entry), tags: try World.tags(&entry), region: region,
            account: account, creationTime: try entry.timestamp("creationTime") ?? World.epoch)
        try entry.finish()
        return flowLog
    }

    private static func flowLogID(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "fl-" + String(repeating: "0", count: max(0, 17 - digits.utf8.count)) + digits
    }

    private static func destinationOptions(
        _ entry: inout WorldJSONObject
    ) throws(WorldError) -> WorldFlowLog.DestinationOptions? {
        guard var object = try entry.object("destinationOptions") else { return nil }
        let options = WorldFlowLog.DestinationOptions(
            fileFormat: try object.string("fileFormat", oneOf: EC2FlowLogs.fileFormats) ?? "plain-text",
            hiveCompatiblePartitions: try object.boolean("hiveCompatiblePartitions") ?? false,
            perHourPartition: try object.boolean("perHourPartition") ?? false)
        try object.finish()
        return options
    }

    /// Tags: an object from keys to values, or an array of `{"key", "value"}`.
    private static func tags(_ entry: inout WorldJSONObject) throws(WorldError) -> [WorldFlowLog.Tag] {
        guard let value = entry.value("tags") else { return [] }
        var tags: [WorldFlowLog.Tag] = []
        if value.object != nil {
            let map = try entry.stringMap("tags") ?? [:]
            for key in map.keys.sorted() { tags.append(WorldFlowLog.Tag(key: key, value: map[key] ?? "")) }
            return tags
        }
        for var tag in try entry.objects("tags") {
            tags.append(WorldFlowLog.Tag(key: try tag.requiredString("key"), value: try tag.string("value") ?? ""))
            try tag.finish()
        }
        return tags
    }
}
