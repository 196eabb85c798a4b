import Recordings
import Timestamps

extension World {
    /// Makes a world of what was seen while a recording was made.
    ///
    /// A recording gives back its answers byte for byte; a world is what may have been behind them, and can be moved in
    /// time. It has the objects that were fetched whole, the objects that were only listed (reading one of them is the
    /// error `NotRecorded`), the log events, groups and streams, and the flow logs. Bodies stay in the recording's files.
    /// What was fetched wins over what was listed, and later answers win over earlier ones.
    ///
    /// - Parameters:
    ///   - exchanges: the exchanges in the order of the requests; those that failed or broke off tell nothing.
    ///   - folder: the recording's folder, below which the bodies lie.
    /// - Throws: ``WorldError`` where a body is missing, or an answer cannot be read.
    public init(recording exchanges: some Sequence<RecordedExchange>, folder: String) throws(WorldError) {
        self.init()
        var calls: [RecordedCall] = []
        for exchange in exchanges {
            if let call = try RecordedCall(exchange, folder: folder) { calls.append(call) }
        }
        let callers = try RecordedAccounts(calls)
        var seenRegions = calls.compactMap(\.region)
        var s3 = RecordedBuckets()
        var logs = RecordedLogGroups()
        var found: [String: WorldFlowLog] = [:]
        let defaultRegion = seenRegions.first ?? World.emptyRegion
        for call in calls {
            let place = RecordedPlace(account: callers.account(of: call), region: call.region ?? defaultRegion)
            try s3.add(call, at: place)
            try logs.add(call, at: place)
            for flowLog in try call.flowLogs(at: place) { found[flowLog.flowLogID] = flowLog }
        }
        buckets = s3.buckets
        logGroups = logs.groups
        flowLogs = found.values.sorted { utf8Precedes($0.flowLogID, $1.flowLogID) }
        credentials = [.dummy(account: callers.defaultAccount)]

        seenRegions += buckets.map(\.region)
        regions = World.unique([defaultRegion], seenRegions)
        let seenAccounts = buckets.map(\.account) + logGroups.map(\.account) + flowLogs.map(\.account)
        accounts = World.unique([callers.defaultAccount], seenAccounts)
    }

    /// `first`, and then what else there is in `rest`, each once and in order.
    private static func unique(_ first: [String], _ rest: [String]) -> [String] {
        first + Set(rest).subtracting(first).sorted(by: utf8Precedes)
    }
}

/// On whose behalf and where a request was made.
struct RecordedPlace: Sendable, Hashable {
    var account: String
    var region: String
}
