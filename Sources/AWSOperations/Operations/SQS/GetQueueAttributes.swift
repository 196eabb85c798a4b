/// Asks for a queue's attributes.
public struct GetQueueAttributes: AWSOperation {
    /// The queue's URL.
    public var queueURL: String?
    /// The attributes wanted; `All` for all of them.
    public var attributeNames: [String]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(queueURL: String? = nil, attributeNames: [String]? = nil) {
        self.queueURL = queueURL
        self.attributeNames = attributeNames
    }

    /// The members as they are written.
    public static let members: [AWSMember<GetQueueAttributes>] = [
        .body("QueueUrl", \.queueURL, required: true),
        .body("AttributeNames", \.attributeNames),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "GetQueueAttributes",
        errors: [
            "InvalidAttributeName": 400,
            "RequestThrottled": 400,
            "QueueDoesNotExist": 400,
            "UnsupportedOperation": 400,
            "InvalidSecurity": 400,
            "InvalidAddress": 400,
        ])

    /// What `GetQueueAttributes` answers.
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
