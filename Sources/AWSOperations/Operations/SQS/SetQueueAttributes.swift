/// Sets attributes of a queue.
public struct SetQueueAttributes: AWSOperation {
    /// The queue's URL.
    public var queueURL: String?
    /// The attributes by name.
    public var attributes: [String: String]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(queueURL: String? = nil, attributes: [String: String]? = nil) {
        self.queueURL = queueURL
        self.attributes = attributes
    }

    /// The members as they are written.
    public static let members: [AWSMember<SetQueueAttributes>] = [
        .body("QueueUrl", \.queueURL, required: true),
        .body("Attributes", \.attributes, required: true),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "SetQueueAttributes",
        errors: [
            "InvalidAttributeName": 400,
            "InvalidAttributeValue": 400,
            "RequestThrottled": 400,
            "QueueDoesNotExist": 400,
            "UnsupportedOperation": 400,
            "OverLimit": 400,
            "InvalidAddress": 400,
            "InvalidSecurity": 400,
        ])

    /// `SetQueueAttributes` answers nothing but success.
    public typealias Output = EmptyOutput
}
