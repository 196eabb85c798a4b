/// A log group.
///
/// Times are milliseconds since 1970.
public struct LogGroup: AWSStructure {
    /// The log group's name.
    public var logGroupName: String?
    /// When it was created, in milliseconds since 1970.
    public var creationTime: Int?
    /// How long events are kept; absent where they are kept for ever.
    public var retentionInDays: Int?
    /// The number of metric filters.
    public var metricFilterCount: Int?
    /// The ARN, with `:*` at its end.
    public var arn: String?
    /// The number of bytes stored.
    public var storedBytes: Int?
    /// The ARN of the key that encrypts the events.
    public var kmsKeyID: String?
    /// Whether a data protection policy holds.
    public var dataProtectionStatus: String?
    /// What the group inherits from the account.
    public var inheritedProperties: [String]?
    /// `STANDARD`, `INFREQUENT_ACCESS` or `DELIVERY`.
    public var logGroupClass: String?
    /// The ARN, without `:*`.
    public var logGroupARN: String?
    /// Whether the group is protected against deletion.
    public var deletionProtectionEnabled: Bool?
    /// Whether bearer tokens are accepted.
    public var bearerTokenAuthenticationEnabled: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        logGroupName: String? = nil, creationTime: Int? = nil, retentionInDays: Int? = nil,
        metricFilterCount: Int? = nil, arn: String? = nil, storedBytes: Int? = nil, kmsKeyID: String? = nil,
        dataProtectionStatus: String? = nil, inheritedProperties: [String]? = nil, logGroupClass: String? = nil,
        logGroupARN: String? = nil, deletionProtectionEnabled: Bool? = nil,
        bearerTokenAuthenticationEnabled: Bool? = nil
    ) {
        self.logGroupName = logGroupName
        self.creationTime = creationTime
        self.retentionInDays = retentionInDays
        self.metricFilterCount = metricFilterCount
        self.arn = arn
        self.storedBytes = storedBytes
        self.kmsKeyID = kmsKeyID
        self.dataProtectionStatus = dataProtectionStatus
        self.inheritedProperties = inheritedProperties
        self.logGroupClass = logGroupClass
        self.logGroupARN = logGroupARN
        self.deletionProtectionEnabled = deletionProtectionEnabled
        self.bearerTokenAuthenticationEnabled = bearerTokenAuthenticationEnabled
    }

    /// The members as they are written.
    public static let members: [AWSMember<LogGroup>] = [
        .body("logGroupName", \.logGroupName),
        .body("creationTime", \.creationTime),
        .body("retentionInDays", \.retentionInDays),
        .body("metricFilterCount", \.metricFilterCount),
        .body("arn", \.arn),
        .body("storedBytes", \.storedBytes),
        .body("kmsKeyId", \.kmsKeyID),
        .body("dataProtectionStatus", \.dataProtectionStatus),
        .body("inheritedProperties", \.inheritedProperties),
        .body("logGroupClass", \.logGroupClass),
        .body("logGroupArn", \.logGroupARN),
        .body("deletionProtectionEnabled", \.deletionProtectionEnabled),
        .body("bearerTokenAuthenticationEnabled", \.bearerTokenAuthenticationEnabled),
    ]
}
