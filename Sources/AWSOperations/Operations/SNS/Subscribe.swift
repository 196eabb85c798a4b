/// Subscribes an endpoint, such as a queue, to a topic.
public struct Subscribe: AWSOperation {
    /// The topic's ARN.
    public var topicARN: String?
    /// How messages are delivered, such as `sqs`.
    public var `protocol`: String?
    /// Where messages go: for `sqs` the ARN of the queue.
    public var endpoint: String?
    /// The attributes by name, such as `RawMessageDelivery`.
    public var attributes: [String: String]?
    /// Whether the ARN is answered although the endpoint has to confirm.
    public var returnSubscriptionARN: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        topicARN: String? = nil, `protocol`: String? = nil, endpoint: String? = nil,
        attributes: [String: String]? = nil, returnSubscriptionARN: Bool? = nil
    ) {
        self.topicARN = topicARN
        self.protocol = `protocol`
        self.endpoint = endpoint
        self.attributes = attributes
        self.returnSubscriptionARN = returnSubscriptionARN
    }

    /// The members as they are written.
    public static let members: [AWSMember<Subscribe>] = [
        .body("TopicArn", \.topicARN, required: true),
        .body("Protocol", \.protocol, required: true),
        .body("Endpoint", \.endpoint),
        .body("Attributes", \.attributes),
        .body("ReturnSubscriptionArn", \.returnSubscriptionARN),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "Subscribe",
        errors: [
            "SubscriptionLimitExceeded": 403,
            "FilterPolicyLimitExceeded": 403,
            "ReplayLimitExceeded": 403,
            "InvalidParameter": 400,
            "InternalError": 500,
            "NotFound": 404,
            "AuthorizationError": 403,
            "InvalidSecurity": 403,
        ])

    /// What `Subscribe` answers.
    public struct Output: AWSStructure {
        /// The subscription's ARN; `pending confirmation` until the endpoint confirms.
        public var subscriptionARN: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(subscriptionARN: String? = nil) {
            self.subscriptionARN = subscriptionARN
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("SubscriptionArn", \.subscriptionARN)
        ]
    }
}
