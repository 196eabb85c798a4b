import Timestamps

/// The key of a flow log object in S3.
///
/// Only the stamp must be there, where flowlogs_reader looks for it: between the last two underscores of the file name.
/// Everything else is told as far as the key tells it.
///
/// Source: VPC User Guide, "Flow log files".
public struct FlowLogKey: Sendable, Hashable {
    /// What a file holds.
    public enum FileFormat: String, Sendable, Hashable {
        /// Lines, compressed or not.
        case text
        /// Apache Parquet.
        case parquet
    }

    /// How the folders are named.
    public enum Layout: String, Sendable, Hashable {
        /// `AWSLogs/<account>/vpcflowlogs/<region>/<yyyy>/<mm>/<dd>/`.
        case daily
        /// As ``daily``, and a folder for the hour.
        case hourly
        /// `AWSLogs/aws-account-id=<account>/aws-service=vpcflowlogs/aws-region=<region>/year=…/month=…/day=…/`.
        case hive
        /// As ``hive``, and a folder for the hour.
        case hiveHourly
        /// Any other.
        case other
    }

    /// The whole key.
    public let key: String
    /// The time in the file name.
    public let stamp: Timestamp
    /// What the file holds, by its ending.
    public let fileFormat: FileFormat
    /// How the folders are named.
    public let layout: Layout
    /// The owner of the flow log, by its folder or else by the file name.
    public let account: String?
    /// The region, by its folder or else by the file name.
    public let region: String?
    /// The id of the flow log: `fl-…`.
    public let flowLogID: String?
    /// The id of the organisation whose folder lies around the account's: `o-…`.
    public let organization: String?

    /// Reads a key; nil where its file name has no stamp.
    public init?(_ key: String) {
        let folders = key.split(separator: "/", omittingEmptySubsequences: false)
        guard let file = folders.last else { return nil }
        let parts = file.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count >= 3,
            let stamp = try? Timestamp(strptime: String(parts[parts.count - 2]), format: "%Y%m%dT%H%MZ")
        else { return nil }
        self.key = key
        self.stamp = stamp
        fileFormat = file.hasSuffix(".parquet") ? .parquet : .text

        let path = PathParts(folders.dropLast())
        let isNamed = parts.count >= 6 && parts[parts.count - 5] == "vpcflowlogs"
        layout = path.layout
        organization = path.organization
        account = path.account ?? (isNamed ? String(parts[parts.count - 6]) : nil)
        region = path.region ?? (isNamed ? String(parts[parts.count - 4]) : nil)
        flowLogID = parts.count >= 4 && parts[parts.count - 3].hasPrefix("fl-") ? String(parts[parts.count - 3]) : nil
    }
}

/// What the folders of a key tell.
private struct PathParts {
    var layout = FlowLogKey.Layout.other
    var account: String?
    var region: String?
    var organization: String?

    init(_ folders: ArraySlice<Substring>) {
        guard let logs = folders.lastIndex(of: "AWSLogs") else { return }
        var rest = folders[(logs + 1)...]
        if let first = rest.first, first.hasPrefix("o-") {
            organization = String(first)
            rest = rest.dropFirst()
        }
        guard let owner = rest.popFirst() else { return }
        let isHive = owner.hasPrefix("aws-account-id=")
        account = isHive ? String(owner.dropFirst(15)) : String(owner)
        guard let service = rest.popFirst() else { return }
        let services = isHive ? ["aws-service=vpcflowlogs", "service=vpcflowlogs"] : ["vpcflowlogs"]
        guard services.contains(String(service)), let place = rest.popFirst() else { return }
        region = place.split(separator: "=").last.map { String($0) }
        switch (isHive, rest.count) {
        case (false, 3): layout = .daily
        case (false, 4): layout = .hourly
        case (true, 3): layout = .hive
        case (true, 4): layout = .hiveHourly
        default: break
        }
    }
}
