/// A message that was received.
public struct SQSMessage: AWSStructure {
    /// The message's id.
    public var messageID: String?
    /// The handle of this receipt.
    public var receiptHandle: String?
    /// The MD5 hash of the text, in hexadecimal.
    public var md5OfBody: String?
    /// The text.
    public var body: String?
    /// The system attributes by name.
    public var attributes: [String: String]?
    /// The MD5 hash of the attributes, in hexadecimal.
    public var md5OfMessageAttributes: String?
    /// The message's attributes by name.
    public var messageAttributes: [String: SQSMessageAttribute]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        messageID: String? = nil, receiptHandle: String? = nil, md5OfBody: String? = nil, body: String? = nil,
        attributes: [String: String]? = nil, md5OfMessageAttributes: String? = nil,
        messageAttributes: [String: SQSMessageAttribute]? = nil
    ) {
        self.messageID = messageID
        self.receiptHandle = receiptHandle
        self.md5OfBody = md5OfBody
        self.body = body
        self.attributes = attributes
        self.md5OfMessageAttributes = md5OfMessageAttributes
        self.messageAttributes = messageAttributes
    }

    /// The members as they are written.
    public static let members: [AWSMember<SQSMessage>] = [
        .body("MessageId", \.messageID),
        .body("ReceiptHandle", \.receiptHandle),
        .body("MD5OfBody", \.md5OfBody),
        .body("Body", \.body),
        .body("Attributes", \.attributes),
        .body("MD5OfMessageAttributes", \.md5OfMessageAttributes),
        .body("MessageAttributes", \.messageAttributes),
    ]
}
