/// Deletes a queue and its messages.
public struct DeleteQueue: AWSOperation {
    /// The queue's URL.
    public var queueURL: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(queueURL: String? = nil) {
        self.queueURL = queueURL
    }

    /// The members as they are written.
    public static let members: [AWSMember<DeleteQueue>] = [
        .body("QueueUrl", \.queueURL, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "DeleteQueue",
        errors: [
            "RequestThrottled": 400,
            "QueueDoesNotExist": 400,
            "InvalidAddress": 400,
            "UnsupportedOperation": 400,
            "InvalidSecurity": 400,
        ])

    /// `DeleteQueue` answers nothing but success.
    public typealias Output = EmptyOutput
}
