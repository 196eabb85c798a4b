import FlowLogs
import JSON
import Timestamps

/// Gathers what is known of a configuration's flow logs into `truth.json`.
public struct SynthesisTruth: Sendable {
    private let synthesis: FlowLogSynthesis
    private var bucket: FlowLogTally
    private var objects: [JSONValue] = []
    private var logGroups: [JSONValue] = []
    private var trail: TrailSynthesis?
    private var trailTally = TrailTally()
    private var logFiles: [JSONValue] = []
    private var digestCount = 0

    /// Begins a truth of nothing.
    public init(_ synthesis: FlowLogSynthesis) {
        self.synthesis = synthesis
        bucket = FlowLogTally(synthesis.configuration.format)
    }

    /// What the bucket holds so far.
    public var tally: FlowLogTally { bucket }

    /// Adds an object; they have to come in the order of their keys, for rows come as they first appear.
    public mutating func add(_ object: SynthesizedObject, _ content: SynthesizedContent) {
        bucket.add(content)
        var members: [JSONValue.Member] = [
            .init("key", .string(object.key)), .init("lastModified", .string(object.lastModified.iso8601)),
            .init("records", .integer(Int64(content.recordCount))),
            .init("textBytes", .integer(Int64(content.byteCount))),
        ]
        if object.share == .late { members.append(.init("late", .boolean(true))) }
        if let pathology = object.pathology {
            members.append(.init("pathology", .string(pathology.rawValue)))
            members.append(.init("skipped", .object(content.skipped.map { .init($0.rawValue, .integer(1)) })))
        }
        objects.append(.object(members))
    }

    /// Adds a network's log group.
    public mutating func addLogGroup(ofNetwork number: Int, _ tally: FlowLogTally) {
        let network = synthesis.traffic[number].network
        logGroups.append(
            .object(
                [
                    .init("name", .string(synthesis.configuration.logGroup)),
                    .init("account", .string(network.account)), .init("region", .string(network.region)),
                ] + (tally.json.object ?? []) + [.init("incidents", incidents(tally, network: number))]))
    }

    /// Begins with what is known of a trail; there may be no log file.
    public mutating func begin(_ trail: TrailSynthesis) { self.trail = trail }

    /// Adds a log file of the trail that was begun.
    public mutating func add(_ object: SynthesizedTrailObject, _ file: SynthesizedTrailFile) {
        trailTally.add(object, file)
        var members: [JSONValue.Member] = [
            .init("key", .string(object.key)), .init("lastModified", .string(object.lastModified.iso8601)),
            .init("records", .integer(Int64(file.recordCount))),
        ]
        if let pathology = object.pathology { members.append(.init("pathology", .string(pathology.rawValue))) }
        logFiles.append(.object(members))
    }

    /// Adds the digests of CloudTrail.
    public mutating func add(_ digests: [SynthesizedDigest]) { digestCount += digests.count }

    /// The document, with its members in a fixed order.
    public var json: JSONValue {
        let configuration = synthesis.configuration
        let end = configuration.start.adding(seconds: configuration.duration)
        var members: [JSONValue.Member] = [
            .init("seed", .string("\(configuration.seed)")),
            .init("start", .string(configuration.start.iso8601)), .init("end", .string(end.iso8601)),
            .init("format", .string(configuration.format.logFormat)),
            .init("aggregationInterval", .integer(configuration.aggregationInterval)),
        ]
        if !objects.isEmpty {
            let location = configuration.bucket + (configuration.prefix.isEmpty ? "" : "/" + configuration.prefix)
            members.append(
                .init(
                    "s3",
                    .object(
                        [.init("location", .string(location))] + (bucket.json.object ?? []) + [
                            .init("incidents", incidents(bucket, network: 0)), .init("objects", .array(objects)),
                        ])))
        }
        if !logGroups.isEmpty { members.append(.init("logGroups", .array(logGroups))) }
        if let trail {
            let location = trail.configuration.bucket
            let prefix = trail.configuration.prefix
            members.append(
                .init(
                    "cloudTrail",
                    .object(
                        [
                            .init("location", .string(location + (prefix.isEmpty ? "" : "/" + prefix))),
                            .init("trail", .string(trail.configuration.name)),
                        ] + trailTally.members + [
                            .init("digests", .integer(Int64(digestCount))),
                            .init("incidents", trailIncidents), .init("logFiles", .array(logFiles)),
                        ])))
        }
        return .object(members)
    }

    /// The incidents that CloudTrail saw, with their calls.
    private var trailIncidents: JSONValue {
        let network = synthesis.traffic[0].network
        return .array(
            synthesis.traffic[0].incidents.compactMap { incident in
                guard let calls = trailTally.incidents[incident.number] else { return nil }
                let host = network.hosts[incident.host]
                return [
                    "kind": .string(incident.kind.rawValue),
                    "sourceIPAddress": .string(IPAddress(incident.outside, isIPv6: false).description),
                    "instance": .string(host.instanceID), "interface": .string(host.interfaceID),
                    "account": .string(network.account), "region": .string(network.region),
                    "calls": .array(calls),
                ]
            })
    }

    private func incidents(_ tally: FlowLogTally, network number: Int) -> JSONValue {
        let traffic = synthesis.traffic[number]
        return .array(
            traffic.incidents.map { incident in
                let host = traffic.network.hosts[incident.host]
                return .object(
                    [
                        .init("kind", .string(incident.kind.rawValue)),
                        .init("start", .string(Timestamp(seconds: incident.firstConversation).iso8601)),
                        .init("end", .string(Timestamp(seconds: incident.lastSecond).iso8601)),
                        .init("outside", .string(IPAddress(incident.outside, isIPv6: false).description)),
                        .init("inside", .string(IPAddress(host.address, isIPv6: false).description)),
                        .init("interface", .string(host.interfaceID)),
                        .init("conversations", .integer(incident.count)),
                    ] + FlowLogTally.members(tally.incidents[Int(incident.number)]))
            })
    }
}
