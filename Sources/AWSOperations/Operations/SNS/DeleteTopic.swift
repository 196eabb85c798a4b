/// Deletes a topic and its subscriptions; succeeds where there is none.
public struct DeleteTopic: AWSOperation {
    /// The topic's ARN.
    public var topicARN: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(topicARN: String? = nil) {
        self.topicARN = topicARN
    }

    /// The members as they are written.
    public static let members: [AWSMember<DeleteTopic>] = [
        .body("TopicArn", \.topicARN, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "DeleteTopic",
        errors: [
            "InvalidParameter": 400,
            "InvalidState": 400,
            "InternalError": 500,
            "AuthorizationError": 403,
            "NotFound": 404,
            "StaleTag": 400,
            "TagPolicy": 400,
            "ConcurrentAccess": 400,
        ])

    /// `DeleteTopic` answers nothing but success.
    public typealias Output = EmptyOutput
}
