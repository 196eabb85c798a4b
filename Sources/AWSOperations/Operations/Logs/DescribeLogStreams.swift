/// Lists the streams of a log group.
public struct DescribeLogStreams: PaginatedOperation {
    /// The log group's name.
    public var logGroupName: String?
    /// The log group's name or ARN, instead of its name.
    public var logGroupIdentifier: String?
    /// What the streams' names begin with.
    public var logStreamNamePrefix: String?
    /// `LogStreamName` (the default) or `LastEventTime`.
    public var orderBy: String?
    /// Whether the order is reversed.
    public var descending: Bool?
    /// The token of the page asked for.
    public var nextToken: String?
    /// The most entries a page may have.
    public var limit: Int?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        logGroupName: String? = nil, logGroupIdentifier: String? = nil, logStreamNamePrefix: String? = nil,
        orderBy: String? = nil, descending: Bool? = nil, nextToken: String? = nil, limit: Int? = nil
    ) {
        self.logGroupName = logGroupName
        self.logGroupIdentifier = logGroupIdentifier
        self.logStreamNamePrefix = logStreamNamePrefix
        self.orderBy = orderBy
        self.descending = descending
        self.nextToken = nextToken
        self.limit = limit
    }

    /// The members as they are written.
    public static let members: [AWSMember<DescribeLogStreams>] = [
        .body("logGroupName", \.logGroupName),
        .body("logGroupIdentifier", \.logGroupIdentifier),
        .body("logStreamNamePrefix", \.logStreamNamePrefix),
        .body("orderBy", \.orderBy),
        .body("descending", \.descending),
        .body("nextToken", \.nextToken),
        .body("limit", \.limit),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .logs, "DescribeLogStreams",
        errors: [
            "InvalidParameterException": 400,
            "ResourceNotFoundException": 400,
            "ServiceUnavailableException": 500,
        ])

    /// The token of the page asked for; nil asks for the first.
    public var pageToken: String? {
        get { nextToken }
        set { nextToken = newValue }
    }

    /// The token of the page after `output`; nil after the last one.
    public static func nextPageToken(of output: Output) -> String? {
        output.nextToken
    }

    /// Writes the token of the page after `output`; nil makes it the last one.
    public static func setNextPageToken(_ token: String?, of output: inout Output) {
        output.nextToken = token
    }

    /// What `DescribeLogStreams` answers.
    public struct Output: AWSStructure {
        /// The streams of the page.
        public var logStreams: [LogStream]?
        /// The token of the next page; absent after the last one.
        public var nextToken: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(logStreams: [LogStream]? = nil, nextToken: String? = nil) {
            self.logStreams = logStreams
            self.nextToken = nextToken
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("logStreams", \.logStreams),
            .body("nextToken", \.nextToken),
        ]
    }
}
