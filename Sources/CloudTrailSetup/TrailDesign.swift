/// A trail, and the bucket, topic and queue that its log files go through: names and choices.
///
/// What is nil was not asked for: an existing trail keeps what it has, and a new one gets the usual.
public struct TrailDesign: Sendable, Hashable {
    /// A setting that an existing trail can lose.
    public enum Removal: String, Sendable, Hashable, CaseIterable {
        /// The prefix of the keys.
        case prefix
        /// That it logs the accounts of an organisation.
        case organization
        /// The encryption with a KMS key.
        case kmsKey
    }

    /// The partition, such as `aws`.
    public var partition: String
    /// The twelve digits of the account.
    public var account: String
    /// The trail's home region; topic and queue lie there, too.
    public var region: String
    /// The trail's name.
    public var trail: String
    /// What stands before `AWSLogs/` in the keys, without outer slashes.
    public var prefix: String? {
        didSet { prefix = TrailDesign.normalised(prefix) }
    }
    /// Whether the trail logs all regions; a new one does not.
    public var isMultiRegion: Bool?
    /// The organisation, `o-…`, whose accounts the trail logs.
    public var organization: String?
    /// Whether digest files are delivered, by which log files can be verified; a new trail does.
    public var validatesLogFiles: Bool?
    /// The KMS key that encrypts the log files: an id, an ARN or an alias.
    public var kmsKey: String?
    /// What an existing trail is to lose.
    public var removals: Set<Removal>

    /// The names that were asked for.
    var chosenBucket: String?
    var chosenTopic: String?
    var chosenQueue: String?

    /// Creates a design; names that are nil follow from the trail's.
    ///
    /// - Parameters:
    ///   - account: the twelve digits of the account.
    ///   - region: the home region.
    ///   - trail: the trail's name.
    ///   - partition: the partition of the region.
    ///   - bucket: the bucket; nil for the existing trail's, or ``usualBucket``.
    ///   - topic: the topic's name; nil for the existing trail's, or that of the trail.
    ///   - queue: the queue's name; nil for that of the trail.
    ///   - prefix: what stands before `AWSLogs/`; slashes around it are taken off.
    ///   - isMultiRegion: whether all regions are logged.
    ///   - organization: the organisation's id.
    ///   - validatesLogFiles: whether digest files are delivered.
    ///   - kmsKey: the key that encrypts the log files.
    ///   - removals: what an existing trail is to lose.
    public init(
        account: String, region: String, trail: String = "cloudtrail-reader", partition: String = "aws",
        bucket: String? = nil, topic: String? = nil, queue: String? = nil, prefix: String? = nil,
        isMultiRegion: Bool? = nil, organization: String? = nil, validatesLogFiles: Bool? = nil,
        kmsKey: String? = nil, removals: Set<Removal> = []
    ) {
        self.partition = partition
        self.account = account
        self.region = region
        self.trail = trail
        self.prefix = TrailDesign.normalised(prefix)
        self.isMultiRegion = isMultiRegion
        self.organization = organization
        self.validatesLogFiles = validatesLogFiles
        self.kmsKey = kmsKey
        self.removals = removals
        chosenBucket = bucket
        chosenTopic = topic
        chosenQueue = queue
    }

    /// The bucket's name.
    public var bucket: String {
        get { chosenBucket ?? usualBucket }
        set { chosenBucket = newValue }
    }
    /// The topic's name.
    public var topic: String {
        get { chosenTopic ?? usualTopic }
        set { chosenTopic = newValue }
    }
    /// The queue's name.
    public var queue: String {
        get { chosenQueue ?? usualQueue }
        set { chosenQueue = newValue }
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
    var folder: String { prefix.map { $0 + "/" } ?? "" }

    /// CloudTrail puts a slash between prefix and `AWSLogs` itself, and takes none before the prefix.
    private static func normalised(_ prefix: String?) -> String? {
        guard var text = prefix?[...] else { return nil }
        while text.hasPrefix("/") { text.removeFirst() }
        while text.hasSuffix("/") { text.removeLast() }
        return text.isEmpty ? nil : String(text)
    }
}
