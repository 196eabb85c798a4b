import FlowLogs
import JSON
import Timestamps
import TrafficSynthesis

/// The `world.json` of a generated world.
struct WorldDocument {
    let synthesis: FlowLogSynthesis
    let destination: DeliveryArguments.Destination
    private var buckets: [JSONValue] = []
    private let isEndless: Bool

    /// An object of a bucket beside that of the flow logs.
    struct Object {
        var key: String
        var lastModified: Timestamp
        var metadata: [String: String] = [:]

        var member: JSONValue.Member {
            var members: [JSONValue.Member] = [.init("lastModified", .string(lastModified.iso8601))]
            if !metadata.isEmpty {
                let sorted = metadata.sorted { $0.key < $1.key }
                members.append(.init("metadata", .object(sorted.map { .init($0.key, .string($0.value)) })))
            }
            return .init(key, .object(members))
        }
    }

    init(synthesis: FlowLogSynthesis, destination: DeliveryArguments.Destination) {
        self.synthesis = synthesis
        self.destination = destination
        isEndless = false
        if destination.hasObjects {
            add(
                bucket: synthesis.configuration.bucket,
                synthesis.objects.map { Object(key: $0.key, lastModified: $0.lastModified) })
        }
    }

    /// The world of a bucket whose objects the server makes up.
    init(endless synthesis: FlowLogSynthesis) {
        self.synthesis = synthesis
        destination = .s3
        isEndless = true
    }

    /// Adds a bucket, with the time at which each object was delivered.
    mutating func add(bucket name: String, _ objects: [Object]) {
        buckets.append(
            .object([
                .init("name", .string(name)),
                .init("creationTime", .string(synthesis.configuration.start.iso8601)),
                .init("objects", .object(objects.map(\.member))),
            ]))
    }

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
        if isEndless { return .object(members + [.init("generators", .array([generator]))]) }
        var flowLogs: [JSONValue] = []
        if destination.hasObjects { flowLogs += synthesis.bucketFlowLogs.map { flowLog($0, bucketMembers) } }
        if destination.hasLogGroups { flowLogs += synthesis.logGroupFlowLogs.map { flowLog($0, logGroupMembers) } }
        members.append(.init("flowLogs", .array(flowLogs)))
        if !buckets.isEmpty { members.append(.init("buckets", .array(buckets))) }
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

    /// What the objects of the bucket are functions of.
    private var generator: JSONValue {
        let configuration = synthesis.configuration
        var members: [JSONValue.Member] = [
            .init("bucket", .string(configuration.bucket)),
            .init("seed", .integer(Int64(bitPattern: configuration.seed))),
            .init("start", .string(configuration.start.iso8601)),
            .init("end", .string(configuration.start.adding(seconds: configuration.duration).iso8601)),
            .init("rate", .integer(Int64(configuration.recordsPerSecond))),
            .init("logFormat", .string(configuration.format.logFormat)),
            .init("aggregationInterval", .integer(configuration.aggregationInterval)),
            .init("layout", .string(DeliveryArguments.Layout.name(of: configuration.layout))),
            .init("prefix", .string(configuration.prefix)),
            .init("incidents", .boolean(configuration.hasIncidents)),
        ]
        if let organization = configuration.organization {
            members.append(.init("organization", .string(organization)))
        }
        return .object(members)
    }
}
