import Timestamps

/// A flow log subscription.
public struct FlowLog: AWSStructure {
    /// When it was created.
    public var creationTime: Timestamp?
    /// Why delivery fails: `Rate limited`, `Access error` or `Unknown error`.
    public var deliverLogsErrorMessage: String?
    /// The role that may write to CloudWatch Logs.
    public var deliverLogsPermissionARN: String?
    /// The role that may deliver to another account.
    public var deliverCrossAccountRole: String?
    /// `SUCCESS` or `FAILED`.
    public var deliverLogsStatus: String?
    /// The flow log's id.
    public var flowLogID: String?
    /// `ACTIVE`.
    public var flowLogStatus: String?
    /// The log group's name.
    public var logGroupName: String?
    /// The id of the VPC, subnet, interface or gateway.
    public var resourceID: String?
    /// `ACCEPT`, `REJECT` or `ALL`.
    public var trafficType: String?
    /// `cloud-watch-logs`, `s3` or `kinesis-data-firehose`.
    public var logDestinationType: String?
    /// The ARN of the log group, of the bucket with a prefix, or of the delivery stream.
    public var logDestination: String?
    /// The fields of a record, as in `${srcaddr} ${dstaddr}`.
    public var logFormat: String?
    /// The tags.
    public var tags: [EC2Tag]?
    /// The longest time that a record sums up, in seconds: 60 or 600.
    public var maxAggregationInterval: Int?
    /// How objects in S3 are written.
    public var destinationOptions: FlowLogDestinationOptions?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        creationTime: Timestamp? = nil, deliverLogsErrorMessage: String? = nil,
        deliverLogsPermissionARN: String? = nil, deliverCrossAccountRole: String? = nil,
        deliverLogsStatus: String? = nil, flowLogID: String? = nil, flowLogStatus: String? = nil,
        logGroupName: String? = nil, resourceID: String? = nil, trafficType: String? = nil,
        logDestinationType: String? = nil, logDestination: String? = nil, logFormat: String? = nil,
        tags: [EC2Tag]? = nil, maxAggregationInterval: Int? = nil,
        destinationOptions: FlowLogDestinationOptions? = nil
    ) {
        self.creationTime = creationTime
        self.deliverLogsErrorMessage = deliverLogsErrorMessage
        self.deliverLogsPermissionARN = deliverLogsPermissionARN
        self.deliverCrossAccountRole = deliverCrossAccountRole
        self.deliverLogsStatus = deliverLogsStatus
        self.flowLogID = flowLogID
        self.flowLogStatus = flowLogStatus
        self.logGroupName = logGroupName
        self.resourceID = resourceID
        self.trafficType = trafficType
        self.logDestinationType = logDestinationType
        self.logDestination = logDestination
        self.logFormat = logFormat
        self.tags = tags
        self.maxAggregationInterval = maxAggregationInterval
        self.destinationOptions = destinationOptions
    }

    /// The members as they are written.
    public static let members: [AWSMember<FlowLog>] = [
        .body("creationTime", \.creationTime),
        .body("deliverLogsErrorMessage", \.deliverLogsErrorMessage),
        .body("deliverLogsPermissionArn", \.deliverLogsPermissionARN),
        .body("deliverCrossAccountRole", \.deliverCrossAccountRole),
        .body("deliverLogsStatus", \.deliverLogsStatus),
        .body("flowLogId", \.flowLogID),
        .body("flowLogStatus", \.flowLogStatus),
        .body("logGroupName", \.logGroupName),
        .body("resourceId", \.resourceID),
        .body("trafficType", \.trafficType),
        .body("logDestinationType", \.logDestinationType),
        .body("logDestination", \.logDestination),
        .body("logFormat", \.logFormat),
        .body("tagSet", \.tags),
        .body("maxAggregationInterval", \.maxAggregationInterval),
        .body("destinationOptions", \.destinationOptions),
    ]
}
