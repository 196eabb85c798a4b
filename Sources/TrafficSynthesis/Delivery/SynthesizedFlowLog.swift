/// A flow log as `ec2:DescribeFlowLogs` shows it.
public struct SynthesizedFlowLog: Sendable, Hashable {
    /// Its id: `fl-…`.
    public let flowLogID: String
    /// The VPC or Transit Gateway that it watches.
    public let resourceID: String
    /// Its account.
    public let account: String
    /// Its region.
    public let region: String
}

extension FlowLogSynthesis {
    /// The flow logs that write to the bucket, one for each network.
    public var bucketFlowLogs: [SynthesizedFlowLog] {
        traffic.map { flowLog($0.network, id: $0.network.flowLogID) }
    }

    /// The flow logs that write to log groups, one for each network.
    public var logGroupFlowLogs: [SynthesizedFlowLog] {
        traffic.map { flowLog($0.network, id: $0.network.logsFlowLogID) }
    }

    private func flowLog(_ network: Network, id: String) -> SynthesizedFlowLog {
        SynthesizedFlowLog(
            flowLogID: id, resourceID: network.resourceID, account: network.account, region: network.region)
    }
}
