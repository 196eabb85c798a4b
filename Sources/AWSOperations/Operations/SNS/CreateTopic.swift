/// Creates a topic, or names the one of that name that is there.
public struct CreateTopic: AWSOperation {
    /// The topic's name.
    public var name: String?
    /// The attributes by name.
    public var attributes: [String: String]?
    /// The tags.
    public var tags: [SNSTag]?
    /// The policy for sensitive data, in JSON.
    public var dataProtectionPolicy: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        name: String? = nil, attributes: [String: String]? = nil, tags: [SNSTag]? = nil,
        dataProtectionPolicy: String? = nil
    ) {
        self.name = name
        self.attributes = attributes
        self.tags = tags
        self.dataProtectionPolicy = dataProtectionPolicy
    }

    /// The members as they are written.
    public static let members: [AWSMember<CreateTopic>] = [
        .body("Name", \.name, required: true),
        .body("Attributes", \.attributes),
        .body("Tags", \.tags),
        .body("DataProtectionPolicy", \.dataProtectionPolicy),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "CreateTopic",
        errors: [
            "InvalidParameter": 400,
            "TopicLimitExceeded": 403,
            "InternalError": 500,
            "AuthorizationError": 403,
            "InvalidSecurity": 403,
            "TagLimitExceeded": 400,
            "StaleTag": 400,
            "TagPolicy": 400,
            "ConcurrentAccess": 400,
        ])

    /// What `CreateTopic` answers.
    public struct Output: AWSStructure {
        /// The topic's ARN.
        public var topicARN: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(topicARN: String? = nil) {
            self.topicARN = topicARN
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("TopicArn", \.topicARN)
        ]
    }
}
