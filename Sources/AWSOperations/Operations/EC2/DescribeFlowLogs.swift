/// Lists flow log subscriptions.
public struct DescribeFlowLogs: PaginatedOperation {
    /// The flow logs' ids.
    public var flowLogIDs: [String]?
    /// Conditions that must all hold.
    public var filters: [EC2Filter]?
    /// The most entries a page may have.
    public var maxResults: Int?
    /// The token of the page asked for.
    public var nextToken: String?
    /// Whether only the permission is checked.
    public var dryRun: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        flowLogIDs: [String]? = nil, filters: [EC2Filter]? = nil, maxResults: Int? = nil, nextToken: String? = nil,
        dryRun: Bool? = nil
    ) {
        self.flowLogIDs = flowLogIDs
        self.filters = filters
        self.maxResults = maxResults
        self.nextToken = nextToken
        self.dryRun = dryRun
    }

    /// The members as they are written.
    public static let members: [AWSMember<DescribeFlowLogs>] = [
        .body("FlowLogId", \.flowLogIDs),
        .body("Filter", \.filters),
        .body("MaxResults", \.maxResults),
        .body("NextToken", \.nextToken),
        .body("DryRun", \.dryRun),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .ec2, "DescribeFlowLogs")

    /// The token of the page asked for; nil asks for the first.
    public var pageToken: String? {
        get { nextToken }
        set { nextToken = newValue }
    }

    /// The token of the page after `output`; nil after the last one.
    public static func nextPageToken(of output: Output) -> String? {
        output.nextToken.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Writes the token of the page after `output`; nil makes it the last one.
    public static func setNextPageToken(_ token: String?, of output: inout Output) {
        output.nextToken = token
    }

    /// What `DescribeFlowLogs` answers.
    public struct Output: AWSStructure {
        /// The flow logs of the page.
        public var flowLogs: [FlowLog]?
        /// The token of the next page; absent or empty after the last one.
        public var nextToken: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(flowLogs: [FlowLog]? = nil, nextToken: String? = nil) {
            self.flowLogs = flowLogs
            self.nextToken = nextToken
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("flowLogSet", \.flowLogs),
            .body("nextToken", \.nextToken),
        ]
    }
}
