import FlowLogs
import JSON
import Timestamps
import TrafficSynthesis

/// The `world.json` of a generated world.
struct WorldDocument {
    let synthesis: FlowLogSynthesis
    let destination: DeliveryArguments.Destination

    var json: JSONValue {
        let configuration = synthesis.configuration
        var members: [JSONValue.Member] = [
            .init("description", "Made by mock-aws generate; truth.json says what is in it."),
            .init("accounts", .array(configuration.accounts.map { .string($0) })),
            .init("regions", .array(configuration.regions.map { .string($0) })),
        ]
        if let organization = configuration.organization {
            members.append(.init("organization", .string(organization)))
        }
        var flowLogs: [JSONValue] = []
        if destination != .logs { flowLogs += synthesis.bucketFlowLogs.map { flowLog($0, bucketMembers) } }
        if destination != .s3 { flowLogs += synthesis.logGroupFlowLogs.map { flowLog($0, logGroupMembers) } }
        members.append(.init("flowLogs", .array(flowLogs)))
        if destination != .logs { members.append(.init("buckets", .array([bucket]))) }
        return .object(members)
    }

    private func flowLog(_ flowLog: SynthesizedFlowLog, _ more: [JSONValue.Member]) -> JSONValue {
        .object(
            [
                .init("flowLogId", .string(flowLog.flowLogID)), .init("resourceId", .string(flowLog.resourceID)),
                .init("account", .string(flowLog.account)), .init("region", .string(flowLog.region)),
                .init("logFormat", .string(synthesis.configuration.format.logFormat)),
                .init("maxAggregationInterval", .integer(synthesis.configuration.aggregationInterval)),
            ] + more)
    }

    private var bucketMembers: [JSONValue.Member] {
        let configuration = synthesis.configuration
        let folder = configuration.prefix.isEmpty ? "" : "/\(configuration.prefix)/"
        return [
            .init("logDestinationType", "s3"),
            .init("logDestination", .string("arn:aws:s3:::\(configuration.bucket)\(folder)")),
            .init(
                "destinationOptions",
                [
                    "fileFormat": "plain-text",
                    "hiveCompatiblePartitions": .boolean([.hive, .hiveHourly].contains(configuration.layout)),
                    "perHourPartition": .boolean([.hourly, .hiveHourly].contains(configuration.layout)),
                ]),
        ]
    }

    private var logGroupMembers: [JSONValue.Member] {
        [
            .init("logDestinationType", "cloud-watch-logs"),
            .init("logGroupName", .string(synthesis.configuration.logGroup)),
        ]
    }

    /// The bucket, with the time at which each object was delivered.
    private var bucket: JSONValue {
        .object([
            .init("name", .string(synthesis.configuration.bucket)),
            .init("creationTime", .string(synthesis.configuration.start.iso8601)),
            .init(
                "objects",
                .object(
                    synthesis.objects.map { object in
                        .init(object.key, ["lastModified": .string(object.lastModified.iso8601)])
                    })),
        ])
    }
}
