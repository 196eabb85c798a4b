/// Adds tags to a topic.
public struct TagResource: AWSOperation {
    /// The topic's ARN.
    public var resourceARN: String?
    /// The tags.
    public var tags: [SNSTag]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(resourceARN: String? = nil, tags: [SNSTag]? = nil) {
        self.resourceARN = resourceARN
        self.tags = tags
    }

    /// The members as they are written.
    public static let members: [AWSMember<TagResource>] = [
        .body("ResourceArn", \.resourceARN, required: true),
        .body("Tags", \.tags, required: true),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "TagResource", outputRoot: "TagResourceResult",
        errors: [
            "ResourceNotFound": 404,
            "TagLimitExceeded": 400,
            "StaleTag": 400,
            "TagPolicy": 400,
            "InvalidParameter": 400,
            "AuthorizationError": 403,
            "ConcurrentAccess": 400,
        ])

    /// `TagResource` answers nothing but success.
    public typealias Output = EmptyOutput
}
