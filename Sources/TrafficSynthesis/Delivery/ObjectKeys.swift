import FlowLogs
import Timestamps

/// Names objects as AWS does.
///
/// Source: VPC User Guide, "Flow log files".
struct ObjectKeys: Sendable {
    let configuration: SynthesisConfiguration

    private var isHive: Bool { configuration.layout == .hive || configuration.layout == .hiveHourly }

    /// The folder of an account and region.
    func owner(_ network: Network) -> String {
        let root = (configuration.prefix.isEmpty ? "" : configuration.prefix + "/") + "AWSLogs/"
        let organization = configuration.organization.map { $0 + "/" } ?? ""
        return root + organization
            + (isHive
                ? "aws-account-id=\(network.account)/aws-service=vpcflowlogs/aws-region=\(network.region)/"
                : "\(network.account)/vpcflowlogs/\(network.region)/")
    }

    /// The key of an object; its hash is a function of the seed and of what stands before it.
    func key(_ network: Network, slot: Int64, share: SynthesizedObject.Share, copy: Int = 0) -> String {
        let time = Timestamp(seconds: slot * SynthesizedObject.slotSeconds)
        // yyyymmddTHHMM
        let stamp = time.iso8601Basic.prefix(13)
        let isHourly = configuration.layout == .hourly || configuration.layout == .hiveHourly
        let day = FlowLogLayout.folder(of: CivilTime(time), isHive: isHive)
        let hour = isHourly ? (isHive ? "hour=" : "") + stamp.suffix(4).prefix(2) + "/" : ""
        let stem =
            owner(network) + day + hour
            + "\(network.account)_vpcflowlogs_\(network.region)_\(network.flowLogID)_\(stamp)Z_"
        var random = SeededRandom(seed: configuration.seed).branch(share.rawValue).branch(UInt64(copy)).branch(stem)
        return stem + random.hexadecimal(16) + ".log.gz"
    }
}
