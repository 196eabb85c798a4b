/// Sends a message to a topic.
public struct Publish: AWSOperation {
    /// The topic's ARN.
    public var topicARN: String?
    /// The ARN of a topic or endpoint, in place of the topic.
    public var targetARN: String?
    /// A telephone number, in place of the topic.
    public var phoneNumber: String?
    /// The text.
    public var message: String?
    /// The subject.
    public var subject: String?
    /// `json` where the text has a variant for each protocol.
    public var messageStructure: String?
    /// The message's attributes by name.
    public var messageAttributes: [String: SNSMessageAttribute]?
    /// What makes a repeated message take effect once; FIFO only.
    public var messageDeduplicationID: String?
    /// The group within which the order is kept.
    public var messageGroupID: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        topicARN: String? = nil, targetARN: String? = nil, phoneNumber: String? = nil, message: String? = nil,
        subject: String? = nil, messageStructure: String? = nil,
        messageAttributes: [String: SNSMessageAttribute]? = nil, messageDeduplicationID: String? = nil,
        messageGroupID: String? = nil
    ) {
        self.topicARN = topicARN
        self.targetARN = targetARN
        self.phoneNumber = phoneNumber
        self.message = message
        self.subject = subject
        self.messageStructure = messageStructure
        self.messageAttributes = messageAttributes
        self.messageDeduplicationID = messageDeduplicationID
        self.messageGroupID = messageGroupID
    }

    /// The members as they are written.
    public static let members: [AWSMember<Publish>] = [
        .body("TopicArn", \.topicARN),
        .body("TargetArn", \.targetARN),
        .body("PhoneNumber", \.phoneNumber),
        .body("Message", \.message, required: true),
        .body("Subject", \.subject),
        .body("MessageStructure", \.messageStructure),
        .map("MessageAttributes", \.messageAttributes, key: "Name", value: "Value"),
        .body("MessageDeduplicationId", \.messageDeduplicationID),
        .body("MessageGroupId", \.messageGroupID),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "Publish",
        errors: [
            "InvalidParameter": 400,
            "ParameterValueInvalid": 400,
            "InternalError": 500,
            "NotFound": 404,
            "EndpointDisabled": 400,
            "PlatformApplicationDisabled": 400,
            "AuthorizationError": 403,
            "KMSDisabled": 400,
            "KMSInvalidState": 400,
            "KMSNotFound": 400,
            "KMSOptInRequired": 403,
            "KMSThrottling": 400,
            "KMSAccessDenied": 400,
            "InvalidSecurity": 403,
            "ValidationException": 400,
        ])

    /// What `Publish` answers.
    public struct Output: AWSStructure {
        /// The message's id.
        public var messageID: String?
        /// The number of the message; FIFO only.
        public var sequenceNumber: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(messageID: String? = nil, sequenceNumber: String? = nil) {
            self.messageID = messageID
            self.sequenceNumber = sequenceNumber
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("MessageId", \.messageID),
            .body("SequenceNumber", \.sequenceNumber),
        ]
    }
}
