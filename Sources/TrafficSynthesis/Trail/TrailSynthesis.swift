import Timestamps

/// Log files of CloudTrail that are made up, with known answers.
///
/// They tell of the accounts whose flow logs a ``FlowLogSynthesis`` makes: the same instances, and the same incidents. A
/// file is a function of the configurations and its key, as objects of flow logs are.
public struct TrailSynthesis: Sendable {
    /// What was asked for.
    public let configuration: TrailConfiguration
    /// The flow logs of the same accounts.
    public let flowLogs: FlowLogSynthesis
    /// The log files as they come: by the five minutes of their events, then by account and region.
    public let objects: [SynthesizedTrailObject]
    let activities: [AccountActivity]

    /// Plans the log files; nothing is made yet.
    ///
    /// - Throws: ``SynthesisError`` where the configuration allows nothing.
    public init(_ flowLogs: FlowLogSynthesis, _ configuration: TrailConfiguration) throws(SynthesisError) {
        try configuration.validate(places: flowLogs.traffic.count)
        self.flowLogs = flowLogs
        self.configuration = configuration
        let rate = Int64(configuration.callsPerMinute) << 16 / Int64(flowLogs.traffic.count)
        activities = flowLogs.traffic.map { AccountActivity($0, callsPerMinute: rate) }
        var objects: [SynthesizedTrailObject] = []
        let keys = TrailKeys(prefix: configuration.prefix, organization: flowLogs.configuration.organization)
        for slot in flowLogs.configuration.slots {
            for (number, activity) in activities.enumerated() {
                for kind in [TrailKeys.Kind.events, .insights] where activity.hasRecords(kind, in: slot) {
                    objects.append(TrailSynthesis.object(kind, slot, number, activity, keys))
                }
            }
        }
        try TrailSynthesis.addPathologies(configuration, flowLogs.configuration.seed, activities, &objects)
        self.objects = objects
    }

    /// Gives pathologies to as many log files as were asked for, each to another one.
    private static func addPathologies(
        _ configuration: TrailConfiguration, _ seed: UInt64, _ activities: [AccountActivity],
        _ objects: inout [SynthesizedTrailObject]
    ) throws(SynthesisError) {
        var left = objects.indices.filter { !objects[$0].isInsight }
        var random = SeededRandom(seed: seed, stream: 0x7472_6F64)
        var more: [SynthesizedTrailObject] = []
        for entry in configuration.pathologies {
            guard entry.count > 0 else {
                throw SynthesisError(
                    .trailPathology, "the count of \(entry.pathology.rawValue) must be at least 1")
            }
            // An event that comes again is not one of an incident, whose calls are told one by one.
            let able =
                entry.pathology == .duplicateEvent
                ? left.filter { index in
                    activities[objects[index].network].calls(in: objects[index].slot).contains { $0.incident == 0 }
                } : left
            guard entry.count <= able.count else {
                throw SynthesisError(
                    .trailPathology,
                    "\(entry.count) log files are to be \(entry.pathology.rawValue), and \(able.count) are left that can"
                )
            }
            var choice = able
            for _ in 0..<entry.count {
                let index = choice.remove(at: random.index(below: choice.count))
                left.removeAll { $0 == index }
                let odd = objects[index].with(entry.pathology)
                if entry.pathology.isWithoutRecords { more.append(odd) } else { objects[index] = odd }
            }
        }
        objects += more
        objects.sort { ($0.slot, $0.network, $0.key) < ($1.slot, $1.network, $1.key) }
    }

    private static func object(
        _ kind: TrailKeys.Kind, _ slot: Int64, _ number: Int, _ activity: AccountActivity, _ keys: TrailKeys
    ) -> SynthesizedTrailObject {
        var random = activity.random.branch(UInt64(bitPattern: slot)).branch(kind == .events ? 1 : 2)
        let network = activity.network
        // About five minutes after the calls on the average, and half an hour where something unusual was found: CloudTrail
        // User Guide, "How CloudTrail works".
        let delay = (kind == .events ? 120 : 1200) + Int64(random.index(below: 300))
        let time = Timestamp(seconds: (slot + 1) * SynthesizedObject.slotSeconds + delay)
        return SynthesizedTrailObject(
            key: keys.logKey(
                kind, account: network.account, region: network.region, stamp: time, suffix: random.suffix()),
            lastModified: time, isInsight: kind == .insights, pathology: nil, network: number, slot: slot)
    }

    /// Makes a log file.
    public func file(of object: SynthesizedTrailObject) -> SynthesizedTrailFile {
        let activity = activities[object.network]
        if object.isInsight { return activity.insights(in: object.slot) }
        let isEmpty = object.pathology?.isWithoutRecords == true
        var file = isEmpty ? SynthesizedTrailFile() : activity.file(in: object.slot)
        if let pathology = object.pathology {
            file.apply(pathology, to: object, in: activity.network)
        }
        return file
    }
}

extension SynthesizedTrailObject {
    /// The log file with something odd; where it is one more, under a name of its own.
    fileprivate func with(_ pathology: TrailPathology) -> SynthesizedTrailObject {
        var name = key
        if pathology.isWithoutRecords {
            var random = SeededRandom(seed: UInt64(bitPattern: slot)).branch(UInt64(network)).branch(key)
            name = key.dropLast("0123456789abcdef.json.gz".count) + random.suffix() + ".json.gz"
        }
        return SynthesizedTrailObject(
            key: name, lastModified: lastModified, isInsight: isInsight, pathology: pathology, network: network,
            slot: slot)
    }
}
