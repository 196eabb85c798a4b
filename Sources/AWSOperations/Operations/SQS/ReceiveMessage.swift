/// Takes up to ten messages out of a queue for a while; they come back unless they are deleted.
public struct ReceiveMessage: AWSOperation {
    /// The queue's URL.
    public var queueURL: String?
    /// The system attributes wanted; the older name.
    public var attributeNames: [String]?
    /// The system attributes wanted; `All` for all of them.
    public var messageSystemAttributeNames: [String]?
    /// The attributes wanted, by name, by `prefix.*`, or `All`.
    public var messageAttributeNames: [String]?
    /// How many messages at most: 1 to 10, 1 by default.
    public var maxNumberOfMessages: Int?
    /// How long the messages are hidden, in seconds; the queue's own time by default.
    public var visibilityTimeout: Int?
    /// How long to wait for a message, 0 to 20 seconds.
    public var waitTimeSeconds: Int?
    /// What makes a repeated request take effect once; FIFO only.
    public var receiveRequestAttemptID: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        queueURL: String? = nil, attributeNames: [String]? = nil, messageSystemAttributeNames: [String]? = nil,
        messageAttributeNames: [String]? = nil, maxNumberOfMessages: Int? = nil, visibilityTimeout: Int? = nil,
        waitTimeSeconds: Int? = nil, receiveRequestAttemptID: String? = nil
    ) {
        self.queueURL = queueURL
        self.attributeNames = attributeNames
        self.messageSystemAttributeNames = messageSystemAttributeNames
        self.messageAttributeNames = messageAttributeNames
        self.maxNumberOfMessages = maxNumberOfMessages
        self.visibilityTimeout = visibilityTimeout
        self.waitTimeSeconds = waitTimeSeconds
        self.receiveRequestAttemptID = receiveRequestAttemptID
    }

    /// The members as they are written.
    public static let members: [AWSMember<ReceiveMessage>] = [
        .body("QueueUrl", \.queueURL, required: true),
        .body("AttributeNames", \.attributeNames),
        .body("MessageSystemAttributeNames", \.messageSystemAttributeNames),
        .body("MessageAttributeNames", \.messageAttributeNames),
        .body("MaxNumberOfMessages", \.maxNumberOfMessages),
        .body("VisibilityTimeout", \.visibilityTimeout),
        .body("WaitTimeSeconds", \.waitTimeSeconds),
        .body("ReceiveRequestAttemptId", \.receiveRequestAttemptID),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "ReceiveMessage",
        errors: [
            "UnsupportedOperation": 400,
            "OverLimit": 400,
            "RequestThrottled": 400,
            "QueueDoesNotExist": 400,
            "InvalidSecurity": 400,
            "KmsDisabled": 400,
            "KmsInvalidState": 400,
            "KmsNotFound": 400,
            "KmsOptInRequired": 400,
            "KmsThrottled": 400,
            "KmsAccessDenied": 400,
            "KmsInvalidKeyUsage": 400,
            "InvalidAddress": 400,
        ])

    /// What `ReceiveMessage` answers.
    public struct Output: AWSStructure {
        /// The messages; absent where there are none.
        public var messages: [SQSMessage]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(messages: [SQSMessage]? = nil) {
            self.messages = messages
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Messages", \.messages)
        ]
    }
}
