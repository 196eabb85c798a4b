import FlowLogs
import Timestamps
import TrafficSynthesis

/// Buckets whose objects are made up when somebody asks for them.
extension World {
    private static let layouts: [(name: String, layout: FlowLogKey.Layout)] = [
        ("daily", .daily), ("hourly", .hourly), ("hive", .hive), ("hive-hourly", .hiveHourly),
    ]

    /// Reads one of `generators`; what is left out is as in `mock-aws generate`, accounts and regions are the world's.
    func generator(from entry: inout WorldJSONObject) throws(WorldError) -> (bucket: String, FlowLogSynthesis) {
        var configuration = SynthesisConfiguration()
        configuration.bucket = try entry.requiredString("bucket")
        if let seed = try entry.integer("seed") { configuration.seed = UInt64(bitPattern: Int64(seed)) }
        configuration.start = try entry.timestamp("start") ?? configuration.start
        if let end = try entry.timestamp("end") {
            guard end.millisecondOfSecond == 0 else { throw entry.error("end", "must be a whole second") }
            configuration.duration = end.seconds - configuration.start.seconds
        }
        configuration.recordsPerSecond = try entry.integer("rate") ?? configuration.recordsPerSecond
        configuration.accounts = try entry.strings("accounts") ?? accounts
        configuration.regions = try entry.strings("regions") ?? regions
        if let text = try entry.string("logFormat") {
            guard let format = FlowLogFormat(text) else {
                throw entry.error("logFormat", "must name fields, such as '${version} ${srcaddr}'")
            }
            configuration.format = format
        }
        if let seconds = try entry.integer("aggregationInterval") { configuration.aggregationInterval = Int64(seconds) }
        if let name = try entry.string("layout", oneOf: World.layouts.map(\.name)) {
            configuration.layout = World.layouts.first { $0.name == name }?.layout ?? .daily
        }
        configuration.prefix = try entry.string("prefix") ?? ""
        configuration.organization = try entry.string("organization")
        configuration.hasIncidents = try entry.boolean("incidents") ?? true
        try entry.finish()
        do throws(SynthesisError) {
            try configuration.validateEndless()
            return (configuration.bucket, try FlowLogSynthesis(configuration))
        } catch {
            throw entry.error(World.member(error.reason), "cannot be: \(error)")
        }
    }

    /// The member that is wrong.
    private static func member(_ reason: SynthesisError.Reason) -> String {
        switch reason {
        case .start: "start"
        case .duration: "end"
        case .rate: "rate"
        case .accounts: "accounts"
        case .regions: "regions"
        case .format: "logFormat"
        case .aggregation: "aggregationInterval"
        case .layout: "layout"
        case .prefix: "prefix"
        case .organization: "organization"
        default: "bucket"
        }
    }

    /// Adds the buckets of generators, and the flow logs that write to them.
    mutating func addGenerators(_ settings: WorldSettings, file: String) throws(WorldError) {
        for (name, generator) in settings.generators.sorted(by: { utf8Precedes($0.key, $1.key) }) {
            if let index = buckets.firstIndex(where: { $0.name == name }) {
                let setting = settings.buckets.first { $0.name == name }
                guard buckets[index].objects.isEmpty else {
                    throw WorldError(file, "the bucket \(name) has a generator, and objects in the folder s3")
                }
                guard setting?.storageClass == nil, setting?.lastModified == nil, setting?.objects.isEmpty != false
                else {
                    throw WorldError(
                        file, "the bucket \(name) has a generator, which decides lastModified, storageClass and objects"
                    )
                }
                buckets[index].generator = generator
            } else {
                buckets.append(
                    WorldBucket(
                        name: name, region: defaultRegion, account: defaultAccount,
                        creationTime: generator.configuration.start, objects: [], generator: generator))
            }
            let made = generator.bucketFlowLogs.map { WorldFlowLog($0, of: generator.configuration) }
            let known = Set(flowLogs.map(\.flowLogID))
            if let same = made.first(where: { known.contains($0.flowLogID) }) {
                throw WorldError(
                    file,
                    "the generator of \(name) makes the flow log \(same.flowLogID), which is there already: "
                        + "give it another seed")
            }
            flowLogs += made
        }
        buckets.sort { utf8Precedes($0.name, $1.name) }
    }
}

extension WorldFlowLog {
    /// A flow log that writes to a bucket whose objects are made up.
    init(_ flowLog: SynthesizedFlowLog, of configuration: SynthesisConfiguration) {
        let folder = configuration.prefix.isEmpty ? "" : "/\(configuration.prefix)/"
        self.init(
            flowLogID: flowLog.flowLogID, resourceID: flowLog.resourceID, logGroupName: nil,
            logDestination: "arn:aws:s3:::\(configuration.bucket)\(folder)", logDestinationType: "s3",
            logFormat: configuration.format.logFormat, trafficType: configuration.isTransit ? nil : "ALL",
            maxAggregationInterval: Int(configuration.aggregationInterval), deliverLogsStatus: "SUCCESS",
            deliverLogsErrorMessage: nil, deliverLogsPermissionARN: nil, deliverCrossAccountRole: nil,
            flowLogStatus: "ACTIVE",
            destinationOptions: DestinationOptions(
                fileFormat: "plain-text",
                hiveCompatiblePartitions: [.hive, .hiveHourly].contains(configuration.layout),
                perHourPartition: [.hourly, .hiveHourly].contains(configuration.layout)),
            tags: [], region: flowLog.region, account: flowLog.account, creationTime: configuration.start)
    }
}
