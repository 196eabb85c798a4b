/// Deletes a message that was received.
public struct DeleteMessage: AWSOperation {
    /// The queue's URL.
    public var queueURL: String?
    /// The handle of this receipt.
    public var receiptHandle: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(queueURL: String? = nil, receiptHandle: String? = nil) {
        self.queueURL = queueURL
        self.receiptHandle = receiptHandle
    }

    /// The members as they are written.
    public static let members: [AWSMember<DeleteMessage>] = [
        .body("QueueUrl", \.queueURL, required: true),
        .body("ReceiptHandle", \.receiptHandle, required: true),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "DeleteMessage",
        errors: [
            "InvalidIdFormat": 400,
            "ReceiptHandleIsInvalid": 400,
            "RequestThrottled": 400,
            "QueueDoesNotExist": 400,
            "UnsupportedOperation": 400,
            "InvalidSecurity": 400,
            "InvalidAddress": 400,
        ])

    /// `DeleteMessage` answers nothing but success.
    public typealias Output = EmptyOutput
}
