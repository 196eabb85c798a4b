/// Creates a log group.
public struct CreateLogGroup: AWSOperation {
    /// The log group's name.
    public var logGroupName: String?
    /// The ARN of the key that encrypts the events.
    public var kmsKeyID: String?
    /// The tags.
    public var tags: [String: String]?
    /// `STANDARD`, `INFREQUENT_ACCESS` or `DELIVERY`.
    public var logGroupClass: String?
    /// Whether the group is protected against deletion.
    public var deletionProtectionEnabled: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        logGroupName: String? = nil, kmsKeyID: String? = nil, tags: [String: String]? = nil,
        logGroupClass: String? = nil, deletionProtectionEnabled: Bool? = nil
    ) {
        self.logGroupName = logGroupName
        self.kmsKeyID = kmsKeyID
        self.tags = tags
        self.logGroupClass = logGroupClass
        self.deletionProtectionEnabled = deletionProtectionEnabled
    }

    /// The members as they are written.
    public static let members: [AWSMember<CreateLogGroup>] = [
        .body("logGroupName", \.logGroupName, required: true),
        .body("kmsKeyId", \.kmsKeyID),
        .body("tags", \.tags),
        .body("logGroupClass", \.logGroupClass),
        .body("deletionProtectionEnabled", \.deletionProtectionEnabled),
    ]

    /// Nothing but success.
    public typealias Output = EmptyOutput

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .logs, "CreateLogGroup",
        errors: [
            "InvalidParameterException": 400,
            "ResourceAlreadyExistsException": 400,
            "LimitExceededException": 400,
            "OperationAbortedException": 400,
            "ServiceUnavailableException": 500,
        ])
}
