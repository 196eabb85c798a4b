/// Sets how long from now a received message stays hidden.
public struct ChangeMessageVisibility: AWSOperation {
    /// The queue's URL.
    public var queueURL: String?
    /// The handle of this receipt.
    public var receiptHandle: String?
    /// How long from now, 0 to 43,200 seconds.
    public var visibilityTimeout: Int?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(queueURL: String? = nil, receiptHandle: String? = nil, visibilityTimeout: Int? = nil) {
        self.queueURL = queueURL
        self.receiptHandle = receiptHandle
        self.visibilityTimeout = visibilityTimeout
    }

    /// The members as they are written.
    public static let members: [AWSMember<ChangeMessageVisibility>] = [
        .body("QueueUrl", \.queueURL, required: true),
        .body("ReceiptHandle", \.receiptHandle, required: true),
        .body("VisibilityTimeout", \.visibilityTimeout, required: true),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "ChangeMessageVisibility",
        errors: [
            "MessageNotInflight": 400,
            "ReceiptHandleIsInvalid": 400,
            "RequestThrottled": 400,
            "QueueDoesNotExist": 400,
            "UnsupportedOperation": 400,
            "InvalidAddress": 400,
            "InvalidSecurity": 400,
        ])

    /// `ChangeMessageVisibility` answers nothing but success.
    public typealias Output = EmptyOutput
}
