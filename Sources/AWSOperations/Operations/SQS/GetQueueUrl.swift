/// Asks for a queue's URL by its name.
public struct GetQueueUrl: AWSOperation {
    /// The queue's name.
    public var queueName: String?
    /// The queue's account, where it is another.
    public var queueOwnerAWSAccountID: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(queueName: String? = nil, queueOwnerAWSAccountID: String? = nil) {
        self.queueName = queueName
        self.queueOwnerAWSAccountID = queueOwnerAWSAccountID
    }

    /// The members as they are written.
    public static let members: [AWSMember<GetQueueUrl>] = [
        .body("QueueName", \.queueName, required: true),
        .body("QueueOwnerAWSAccountId", \.queueOwnerAWSAccountID),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "GetQueueUrl",
        errors: [
            "RequestThrottled": 400,
            "QueueDoesNotExist": 400,
            "InvalidAddress": 400,
            "InvalidSecurity": 400,
            "UnsupportedOperation": 400,
        ])

    /// What `GetQueueUrl` answers.
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
