import Timestamps

/// Names the objects of a trail as AWS does.
///
/// Sources: CloudTrail User Guide, "CloudTrail log file name format", "CloudTrail digest file structure".
package struct TrailKeys: Sendable {
    /// What a log file holds.
    package enum Kind: String, Sendable {
        case events = "CloudTrail"
        case insights = "CloudTrail-Insight"
    }

    private let prefix: String
    private let organization: String?

    /// - Parameters:
    ///   - prefix: the folder around `AWSLogs/`, without a slash at its end; empty for none.
    ///   - organization: that of an organisation trail.
    package init(prefix: String, organization: String?) {
        self.prefix = prefix.isEmpty ? "" : prefix + "/"
        self.organization = organization
    }

    /// The part of the keys that names whose records they hold.
    package func folder(of account: String) -> String {
        prefix + "AWSLogs/" + (organization.map { $0 + "/" } ?? "") + account
    }

    /// The key of a log file.
    package func logKey(
        _ kind: Kind = .events, account: String, region: String, stamp: Timestamp, suffix: String
    ) -> String {
        let basic = stamp.iso8601Basic
        return "\(folder(of: account))/\(kind.rawValue)/\(region)/\(TrailKeys.day(basic))/"
            + "\(account)_\(kind.rawValue)_\(region)_\(basic.prefix(13))Z_\(suffix).json.gz"
    }

    /// The key of the digest of an hour that ends at `end`; `home` is the region in which the trail was made.
    package func digestKey(account: String, region: String, end: Timestamp, trail: String, home: String) -> String {
        let basic = end.iso8601Basic
        return "\(folder(of: account))/CloudTrail-Digest/\(region)/\(TrailKeys.day(basic))/"
            + "\(account)_CloudTrail-Digest_\(region)_\(trail)_\(home)_\(basic).json.gz"
    }

    private static func day(_ basic: String) -> String {
        "\(basic.prefix(4))/\(basic.dropFirst(4).prefix(2))/\(basic.dropFirst(6).prefix(2))"
    }
}
