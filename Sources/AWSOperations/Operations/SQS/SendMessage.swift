/// Puts a message into a queue.
public struct SendMessage: AWSOperation {
    /// The queue's URL.
    public var queueURL: String?
    /// The text.
    public var messageBody: String?
    /// How long the message is held back, in seconds; the queue's own delay by default.
    public var delaySeconds: Int?
    /// The message's attributes by name.
    public var messageAttributes: [String: SQSMessageAttribute]?
    /// Attributes for AWS: `AWSTraceHeader`.
    public var messageSystemAttributes: [String: SQSMessageAttribute]?
    /// What makes a repeated message take effect once; FIFO only.
    public var messageDeduplicationID: String?
    /// The group within which the order is kept.
    public var messageGroupID: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        queueURL: String? = nil, messageBody: String? = nil, delaySeconds: Int? = nil,
        messageAttributes: [String: SQSMessageAttribute]? = nil,
        messageSystemAttributes: [String: SQSMessageAttribute]? = nil, messageDeduplicationID: String? = nil,
        messageGroupID: String? = nil
    ) {
        self.queueURL = queueURL
        self.messageBody = messageBody
        self.delaySeconds = delaySeconds
        self.messageAttributes = messageAttributes
        self.messageSystemAttributes = messageSystemAttributes
        self.messageDeduplicationID = messageDeduplicationID
        self.messageGroupID = messageGroupID
    }

    /// The members as they are written.
    public static let members: [AWSMember<SendMessage>] = [
        .body("QueueUrl", \.queueURL, required: true),
        .body("MessageBody", \.messageBody, required: true),
        .body("DelaySeconds", \.delaySeconds),
        .body("MessageAttributes", \.messageAttributes),
        .body("MessageSystemAttributes", \.messageSystemAttributes),
        .body("MessageDeduplicationId", \.messageDeduplicationID),
        .body("MessageGroupId", \.messageGroupID),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "SendMessage",
        errors: [
            "InvalidMessageContents": 400,
            "UnsupportedOperation": 400,
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

    /// What `SendMessage` answers.
    public struct Output: AWSStructure {
        /// The MD5 hash of the text, in hexadecimal.
        public var md5OfMessageBody: String?
        /// The MD5 hash of the attributes, in hexadecimal.
        public var md5OfMessageAttributes: String?
        /// The MD5 hash of the attributes for AWS, in hexadecimal.
        public var md5OfMessageSystemAttributes: String?
        /// The message's id.
        public var messageID: String?
        /// The number of the message; FIFO only.
        public var sequenceNumber: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            md5OfMessageBody: String? = nil, md5OfMessageAttributes: String? = nil,
            md5OfMessageSystemAttributes: String? = nil, messageID: String? = nil, sequenceNumber: String? = nil
        ) {
            self.md5OfMessageBody = md5OfMessageBody
            self.md5OfMessageAttributes = md5OfMessageAttributes
            self.md5OfMessageSystemAttributes = md5OfMessageSystemAttributes
            self.messageID = messageID
            self.sequenceNumber = sequenceNumber
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("MD5OfMessageBody", \.md5OfMessageBody),
            .body("MD5OfMessageAttributes", \.md5OfMessageAttributes),
            .body("MD5OfMessageSystemAttributes", \.md5OfMessageSystemAttributes),
            .body("MessageId", \.messageID),
            .body("SequenceNumber", \.sequenceNumber),
        ]
    }
}
