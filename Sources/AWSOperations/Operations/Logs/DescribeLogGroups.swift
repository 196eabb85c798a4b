/// Lists log groups by name.
public struct DescribeLogGroups: PaginatedOperation {
    /// The accounts to list, with linked accounts; at most 20.
    public var accountIdentifiers: [String]?
    /// What the names begin with.
    public var logGroupNamePrefix: String?
    /// What the names contain, instead of a prefix.
    public var logGroupNamePattern: String?
    /// The token of the page asked for.
    public var nextToken: String?
    /// The most entries a page may have.
    public var limit: Int?
    /// Whether the groups of linked accounts are listed too.
    public var includeLinkedAccounts: Bool?
    /// `STANDARD`, `INFREQUENT_ACCESS` or `DELIVERY`.
    public var logGroupClass: String?
    /// Names or ARNs of the groups to list; at most 50.
    public var logGroupIdentifiers: [String]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        accountIdentifiers: [String]? = nil, logGroupNamePrefix: String? = nil, logGroupNamePattern: String? = nil,
        nextToken: String? = nil, limit: Int? = nil, includeLinkedAccounts: Bool? = nil, logGroupClass: String? = nil,
        logGroupIdentifiers: [String]? = nil
    ) {
        self.accountIdentifiers = accountIdentifiers
        self.logGroupNamePrefix = logGroupNamePrefix
        self.logGroupNamePattern = logGroupNamePattern
        self.nextToken = nextToken
        self.limit = limit
        self.includeLinkedAccounts = includeLinkedAccounts
        self.logGroupClass = logGroupClass
        self.logGroupIdentifiers = logGroupIdentifiers
    }

    /// The members as they are written.
    public static let members: [AWSMember<DescribeLogGroups>] = [
        .body("accountIdentifiers", \.accountIdentifiers),
        .body("logGroupNamePrefix", \.logGroupNamePrefix),
        .body("logGroupNamePattern", \.logGroupNamePattern),
        .body("nextToken", \.nextToken),
        .body("limit", \.limit),
        .body("includeLinkedAccounts", \.includeLinkedAccounts),
        .body("logGroupClass", \.logGroupClass),
        .body("logGroupIdentifiers", \.logGroupIdentifiers),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .logs, "DescribeLogGroups",
        errors: [
            "InvalidParameterException": 400,
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

    /// What `DescribeLogGroups` answers.
    public struct Output: AWSStructure {
        /// The log groups of the page, in order of their names.
        public var logGroups: [LogGroup]?
        /// The token of the next page; absent after the last one.
        public var nextToken: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(logGroups: [LogGroup]? = nil, nextToken: String? = nil) {
            self.logGroups = logGroups
            self.nextToken = nextToken
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("logGroups", \.logGroups),
            .body("nextToken", \.nextToken),
        ]
    }
}
