/// A partition of AWS: a set of regions with a DNS suffix of its own.
struct AWSPartition: Sendable, Hashable {
    var id: String
    var suffix: String

    /// The partition of a region; an unknown region counts as one of `aws`.
    ///
    /// Regions and suffixes: botocore's `partitions.json`.
    static func of(region: String) -> AWSPartition {
        for (prefix, id, suffix) in table where region.hasPrefix(prefix) {
            return AWSPartition(id: id, suffix: suffix)
        }
        return AWSPartition(id: "aws", suffix: "amazonaws.com")
    }

    private static let table: [(prefix: String, id: String, suffix: String)] = [
        ("cn-", "aws-cn", "amazonaws.com.cn"),
        ("us-gov-", "aws-us-gov", "amazonaws.com"),
        ("eusc-de-", "aws-eusc", "amazonaws.eu"),
        ("us-isob-", "aws-iso-b", "sc2s.sgov.gov"),
        ("us-isof-", "aws-iso-f", "csp.hci.ic.gov"),
        ("us-iso-", "aws-iso", "c2s.ic.gov"),
        ("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"),
    ]
}
