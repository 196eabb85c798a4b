/// Asks for a queue's tags.
public struct ListQueueTags: AWSOperation {
    /// The queue's URL.
    public var queueURL: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(queueURL: String? = nil) {
        self.queueURL = queueURL
    }

    /// The members as they are written.
    public static let members: [AWSMember<ListQueueTags>] = [
        .body("QueueUrl", \.queueURL, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "ListQueueTags",
        errors: [
            "RequestThrottled": 400,
            "QueueDoesNotExist": 400,
            "UnsupportedOperation": 400,
            "InvalidAddress": 400,
            "InvalidSecurity": 400,
        ])

    /// What `ListQueueTags` answers.
    public struct Output: AWSStructure {
        /// The tags.
        public var tags: [String: String]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(tags: [String: String]? = nil) {
            self.tags = tags
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Tags", \.tags)
        ]
    }
}
