/// Asks for a topic's attributes.
public struct GetTopicAttributes: AWSOperation {
    /// The topic's ARN.
    public var topicARN: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(topicARN: String? = nil) {
        self.topicARN = topicARN
    }

    /// The members as they are written.
    public static let members: [AWSMember<GetTopicAttributes>] = [
        .body("TopicArn", \.topicARN, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "GetTopicAttributes",
        errors: [
            "InvalidParameter": 400,
            "InternalError": 500,
            "NotFound": 404,
            "AuthorizationError": 403,
            "InvalidSecurity": 403,
        ])

    /// What `GetTopicAttributes` answers.
    public struct Output: AWSStructure {
        /// The attributes by name.
        public var attributes: [String: String]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(attributes: [String: String]? = nil) {
            self.attributes = attributes
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Attributes", \.attributes)
        ]
    }
}
