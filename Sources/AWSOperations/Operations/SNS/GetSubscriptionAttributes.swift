/// Asks for a subscription's attributes.
public struct GetSubscriptionAttributes: AWSOperation {
    /// The subscription's ARN.
    public var subscriptionARN: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(subscriptionARN: String? = nil) {
        self.subscriptionARN = subscriptionARN
    }

    /// The members as they are written.
    public static let members: [AWSMember<GetSubscriptionAttributes>] = [
        .body("SubscriptionArn", \.subscriptionARN, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "GetSubscriptionAttributes",
        errors: [
            "InvalidParameter": 400,
            "InternalError": 500,
            "NotFound": 404,
            "AuthorizationError": 403,
        ])

    /// What `GetSubscriptionAttributes` answers.
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
