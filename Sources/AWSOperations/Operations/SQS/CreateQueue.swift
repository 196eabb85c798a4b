/// Creates a queue, or names the one that has that name and these attributes.
public struct CreateQueue: AWSOperation {
    /// The queue's name.
    public var queueName: String?
    /// The attributes by name.
    public var attributes: [String: String]?
    /// The tags by key.
    public var tags: [String: String]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(queueName: String? = nil, attributes: [String: String]? = nil, tags: [String: String]? = nil) {
        self.queueName = queueName
        self.attributes = attributes
        self.tags = tags
    }

    /// The members as they are written.
    public static let members: [AWSMember<CreateQueue>] = [
        .body("QueueName", \.queueName, required: true),
        .body("Attributes", \.attributes),
        .body("tags", \.tags),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "CreateQueue",
        errors: [
            "QueueDeletedRecently": 400,
            "QueueNameExists": 400,
            "RequestThrottled": 400,
            "InvalidAddress": 400,
            "InvalidAttributeName": 400,
            "InvalidAttributeValue": 400,
            "UnsupportedOperation": 400,
            "InvalidSecurity": 400,
        ])

    /// What `CreateQueue` answers.
    public struct Output: AWSStructure {
        /// The queue's URL.
        public var queueURL: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(queueURL: String? = nil) {
            self.queueURL = queueURL
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("QueueUrl", \.queueURL)
        ]
    }
}
