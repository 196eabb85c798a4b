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
        for slot in TrailSynthesis.slots(flowLogs.configuration) {
            for (number, activity) in activities.enumerated() {
                for kind in [TrailKeys.Kind.events, .insights] where activity.hasRecords(kind, in: slot) {
                    objects.append(TrailSynthesis.object(kind, slot, number, activity, keys))
                }
            }
        }
        self.objects = objects
    }

    private static func slots(_ configuration: SynthesisConfiguration) -> Range<Int64> {
        let first = configuration.start.seconds / SynthesizedObject.slotSeconds
        return first..<first + configuration.duration / SynthesizedObject.slotSeconds
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
            lastModified: time, isInsight: kind == .insights, network: number, slot: slot)
    }

    /// Makes a log file.
    public func file(of object: SynthesizedTrailObject) -> SynthesizedTrailFile {
        let activity = activities[object.network]
        return object.isInsight ? activity.insights(in: object.slot) : activity.file(in: object.slot)
    }
}
