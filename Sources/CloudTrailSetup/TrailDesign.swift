/// A trail, and the bucket, topic and queue that its log files go through: names and choices.
public struct TrailDesign: Sendable, Hashable {
    /// The partition, such as `aws`.
    public var partition: String
    /// The twelve digits of the account.
    public var account: String
    /// The trail's home region; topic and queue lie there, too.
    public var region: String
    /// The trail's name.
    public var trail: String
    /// The bucket.
    public var bucket: String
    /// The topic's name.
    public var topic: String
    /// The queue's name.
    public var queue: String
    /// What stands before `AWSLogs/` in the keys; nil for nothing.
    public var prefix: String?
    /// Whether the trail logs all regions.
    public var isMultiRegion: Bool
    /// The organisation, `o-…`, whose accounts the trail logs; nil for this account alone.
    public var organization: String?
    /// Whether digest files are delivered, by which log files can be verified.
    public var validatesLogFiles: Bool
    /// The KMS key that encrypts the log files: an id, an ARN or an alias; nil for none.
    public var kmsKey: String?

    /// Creates a design; names that are nil follow from the trail's.
    ///
    /// - Parameters:
    ///   - account: the twelve digits of the account.
    ///   - region: the home region.
    ///   - trail: the trail's name.
    ///   - partition: the partition of the region.
    ///   - bucket: the bucket; nil for `<trail>-<account>-<region>`, as names of buckets are shared by everybody.
    ///   - topic: the topic's name; nil for the trail's.
    ///   - queue: the queue's name; nil for the trail's.
    ///   - prefix: what stands before `AWSLogs/`.
    ///   - isMultiRegion: whether all regions are logged.
    ///   - organization: the organisation's id.
    ///   - validatesLogFiles: whether digest files are delivered.
    ///   - kmsKey: the key that encrypts the log files.
    public init(
        account: String, region: String, trail: String = "cloudtrail-reader", partition: String = "aws",
        bucket: String? = nil, topic: String? = nil, queue: String? = nil, prefix: String? = nil,
        isMultiRegion: Bool = false, organization: String? = nil, validatesLogFiles: Bool = true, kmsKey: String? = nil
    ) {
        self.partition = partition
        self.account = account
        self.region = region
        self.trail = trail
        self.bucket = bucket ?? TrailDesign.bucket(trail, account, region)
        self.topic = topic ?? trail
        self.queue = queue ?? trail
        self.prefix = prefix
        self.isMultiRegion = isMultiRegion
        self.organization = organization
        self.validatesLogFiles = validatesLogFiles
        self.kmsKey = kmsKey
    }

    /// A name of at most 63 lower-case letters, digits and hyphens (Amazon S3 User Guide, "Bucket naming rules").
    private static func bucket(_ trail: String, _ account: String, _ region: String) -> String {
        let suffix = "-\(account)-\(region)"
        let name = trail.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(name.prefix(max(1, 63 - suffix.count)).drop { $0 == "-" }) + suffix
    }

    /// `arn:aws:cloudtrail:<home region>:<account>:trail/<name>`, of a trail of all regions, too.
    public var trailARN: String { "arn:\(partition):cloudtrail:\(region):\(account):trail/\(trail)" }
    /// `arn:aws:s3:::<bucket>`.
    public var bucketARN: String { "arn:\(partition):s3:::\(bucket)" }
    /// `arn:aws:sns:<region>:<account>:<topic>`.
    public var topicARN: String { "arn:\(partition):sns:\(region):\(account):\(topic)" }
    /// `arn:aws:sqs:<region>:<account>:<queue>`.
    public var queueARN: String { "arn:\(partition):sqs:\(region):\(account):\(queue)" }

    /// The prefix with a slash behind it; empty for none.
    var folder: String {
        guard let prefix, !prefix.isEmpty else { return "" }
        return prefix.hasSuffix("/") ? prefix : prefix + "/"
    }
}
