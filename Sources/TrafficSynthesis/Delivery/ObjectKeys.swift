import FlowLogs
import Timestamps

/// Names objects as AWS does.
///
/// Source: VPC User Guide, "Flow log files".
struct ObjectKeys: Sendable {
    let configuration: SynthesisConfiguration

    /// The key of an object; its hash is a function of the seed and of what stands before it.
    func key(_ network: Network, slot: Int64, share: SynthesizedObject.Share, copy: Int = 0) -> String {
        let time = CivilTime(Timestamp(seconds: slot * SynthesizedObject.slotSeconds))
        let (year, month) = (padded(time.year, 4), padded(time.month, 2))
        let (day, hour) = (padded(time.day, 2), padded(time.hour, 2))
        let root = (configuration.prefix.isEmpty ? "" : configuration.prefix + "/") + "AWSLogs/"
        let organization = configuration.organization.map { $0 + "/" } ?? ""
        let plain = "\(network.account)/vpcflowlogs/\(network.region)/\(year)/\(month)/\(day)/"
        let hive =
            "aws-account-id=\(network.account)/aws-service=vpcflowlogs/aws-region=\(network.region)/"
            + "year=\(year)/month=\(month)/day=\(day)/"
        let folder =
            switch configuration.layout {
            case .daily, .other: plain
            case .hourly: plain + hour + "/"
            case .hive: hive
            case .hiveHourly: hive + "hour=\(hour)/"
            }
        let stem =
            root + organization + folder + "\(network.account)_vpcflowlogs_\(network.region)_\(network.flowLogID)_"
            + "\(year)\(month)\(day)T\(hour)\(padded(time.minute, 2))Z_"
        var random = SeededRandom(seed: configuration.seed).branch(share.rawValue).branch(UInt64(copy))
        for byte in stem.utf8 { random = random.branch(UInt64(byte)) }
        return stem + random.hexadecimal(16) + ".log.gz"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
