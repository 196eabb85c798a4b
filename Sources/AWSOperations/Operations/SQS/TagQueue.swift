/// Adds tags to a queue.
public struct TagQueue: AWSOperation {
    /// The queue's URL.
    public var queueURL: String?
    /// The tags by key.
    public var tags: [String: String]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(queueURL: String? = nil, tags: [String: String]? = nil) {
        self.queueURL = queueURL
        self.tags = tags
    }

    /// The members as they are written.
    public static let members: [AWSMember<TagQueue>] = [
        .body("QueueUrl", \.queueURL, required: true),
        .body("Tags", \.tags, required: true),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "TagQueue",
        errors: [
            "InvalidAddress": 400,
            "RequestThrottled": 400,
            "QueueDoesNotExist": 400,
            "InvalidSecurity": 400,
            "UnsupportedOperation": 400,
        ])

    /// `TagQueue` answers nothing but success.
    public typealias Output = EmptyOutput
}
