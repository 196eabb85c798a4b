/// Lists a topic's subscriptions.
public struct ListSubscriptionsByTopic: PaginatedOperation {
    /// The topic's ARN.
    public var topicARN: String?
    /// The token of the page.
    public var nextToken: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(topicARN: String? = nil, nextToken: String? = nil) {
        self.topicARN = topicARN
        self.nextToken = nextToken
    }

    /// The members as they are written.
    public static let members: [AWSMember<ListSubscriptionsByTopic>] = [
        .body("TopicArn", \.topicARN, required: true),
        .body("NextToken", \.nextToken),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "ListSubscriptionsByTopic",
        errors: [
            "InvalidParameter": 400,
            "InternalError": 500,
            "NotFound": 404,
            "AuthorizationError": 403,
        ])

    /// The token of the page asked for.
    public var pageToken: String? {
        get { nextToken }
        set { nextToken = newValue }
    }

    /// The token of the next page; an empty one ends the pages, too.
    public static func nextPageToken(of output: Output) -> String? {
        output.nextToken?.isEmpty == false ? output.nextToken : nil
    }

    /// Writes the token of the next page.
    public static func setNextPageToken(_ token: String?, of output: inout Output) {
        output.nextToken = token
    }

    /// What `ListSubscriptionsByTopic` answers.
    public struct Output: AWSStructure {
        /// The subscriptions of the page.
        public var subscriptions: [SNSSubscription]?
        /// The token of the next page; absent after the last one.
        public var nextToken: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(subscriptions: [SNSSubscription]? = nil, nextToken: String? = nil) {
            self.subscriptions = subscriptions
            self.nextToken = nextToken
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Subscriptions", \.subscriptions),
            .body("NextToken", \.nextToken),
        ]
    }
}
