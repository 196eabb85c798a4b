/// The settings of a trail.
public struct Trail: AWSStructure {
    /// The trail's name.
    public var name: String?
    /// The bucket that log files go to.
    public var s3BucketName: String?
    /// What their keys begin with.
    public var s3KeyPrefix: String?
    /// The topic that is told of log files, by name or ARN.
    public var snsTopicName: String?
    /// The ARN of the topic that is told of log files.
    public var snsTopicARN: String?
    /// Whether events of global services are logged.
    public var includeGlobalServiceEvents: Bool?
    /// Whether events of all regions are logged.
    public var isMultiRegionTrail: Bool?
    /// The region in which it was created.
    public var homeRegion: String?
    /// The trail's ARN.
    public var trailARN: String?
    /// Whether digests are delivered.
    public var logFileValidationEnabled: Bool?
    /// The log group that gets the events, too.
    public var cloudWatchLogsLogGroupARN: String?
    /// The role that may write to the log group.
    public var cloudWatchLogsRoleARN: String?
    /// The key that encrypts log files.
    public var kmsKeyID: String?
    /// Whether it selects events.
    public var hasCustomEventSelectors: Bool?
    /// Whether it looks for unusual activity.
    public var hasInsightSelectors: Bool?
    /// Whether it is for all accounts of the organization.
    public var isOrganizationTrail: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        name: String? = nil, s3BucketName: String? = nil, s3KeyPrefix: String? = nil, snsTopicName: String? = nil,
        snsTopicARN: String? = nil, includeGlobalServiceEvents: Bool? = nil, isMultiRegionTrail: Bool? = nil,
        homeRegion: String? = nil, trailARN: String? = nil, logFileValidationEnabled: Bool? = nil,
        cloudWatchLogsLogGroupARN: String? = nil, cloudWatchLogsRoleARN: String? = nil, kmsKeyID: String? = nil,
        hasCustomEventSelectors: Bool? = nil, hasInsightSelectors: Bool? = nil, isOrganizationTrail: Bool? = nil
    ) {
        self.name = name
        self.s3BucketName = s3BucketName
        self.s3KeyPrefix = s3KeyPrefix
        self.snsTopicName = snsTopicName
        self.snsTopicARN = snsTopicARN
        self.includeGlobalServiceEvents = includeGlobalServiceEvents
        self.isMultiRegionTrail = isMultiRegionTrail
        self.homeRegion = homeRegion
        self.trailARN = trailARN
        self.logFileValidationEnabled = logFileValidationEnabled
        self.cloudWatchLogsLogGroupARN = cloudWatchLogsLogGroupARN
        self.cloudWatchLogsRoleARN = cloudWatchLogsRoleARN
        self.kmsKeyID = kmsKeyID
        self.hasCustomEventSelectors = hasCustomEventSelectors
        self.hasInsightSelectors = hasInsightSelectors
        self.isOrganizationTrail = isOrganizationTrail
    }

    /// The members as they are written.
    public static let members: [AWSMember<Trail>] = [
        .body("Name", \.name),
        .body("S3BucketName", \.s3BucketName),
        .body("S3KeyPrefix", \.s3KeyPrefix),
        .body("SnsTopicName", \.snsTopicName),
        .body("SnsTopicARN", \.snsTopicARN),
        .body("IncludeGlobalServiceEvents", \.includeGlobalServiceEvents),
        .body("IsMultiRegionTrail", \.isMultiRegionTrail),
        .body("HomeRegion", \.homeRegion),
        .body("TrailARN", \.trailARN),
        .body("LogFileValidationEnabled", \.logFileValidationEnabled),
        .body("CloudWatchLogsLogGroupArn", \.cloudWatchLogsLogGroupARN),
        .body("CloudWatchLogsRoleArn", \.cloudWatchLogsRoleARN),
        .body("KmsKeyId", \.kmsKeyID),
        .body("HasCustomEventSelectors", \.hasCustomEventSelectors),
        .body("HasInsightSelectors", \.hasInsightSelectors),
        .body("IsOrganizationTrail", \.isOrganizationTrail),
    ]
}
