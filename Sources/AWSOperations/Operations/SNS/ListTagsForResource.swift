/// Asks for a topic's tags.
public struct ListTagsForResource: AWSOperation {
    /// The topic's ARN.
    public var resourceARN: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(resourceARN: String? = nil) {
        self.resourceARN = resourceARN
    }

    /// The members as they are written.
    public static let members: [AWSMember<ListTagsForResource>] = [
        .body("ResourceArn", \.resourceARN, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "ListTagsForResource",
        errors: [
            "ResourceNotFound": 404,
            "TagPolicy": 400,
            "InvalidParameter": 400,
            "AuthorizationError": 403,
            "ConcurrentAccess": 400,
        ])

    /// What `ListTagsForResource` answers.
    public struct Output: AWSStructure {
        /// The tags.
        public var tags: [SNSTag]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(tags: [SNSTag]? = nil) {
            self.tags = tags
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Tags", \.tags)
        ]
    }
}
