/// Creates flow log subscriptions, one for each resource.
public struct CreateFlowLogs: AWSOperation {
    /// The resources to watch.
    public var resourceIDs: [String]?
    /// The kind of the resources, such as `VPC`.
    public var resourceType: String?
    /// `ACCEPT`, `REJECT` or `ALL`.
    public var trafficType: String?
    /// `cloud-watch-logs`, `s3` or `kinesis-data-firehose`.
    public var logDestinationType: String?
    /// The ARN of the log group, of the bucket with a prefix, or of the delivery stream.
    public var logDestination: String?
    /// The log group's name.
    public var logGroupName: String?
    /// The fields of a record, as in `${srcaddr} ${dstaddr}`.
    public var logFormat: String?
    /// The longest time that a record sums up, in seconds: 60 or 600.
    public var maxAggregationInterval: Int?
    /// How objects in S3 are written.
    public var destinationOptions: FlowLogDestinationOptions?
    /// The role that may write to CloudWatch Logs.
    public var deliverLogsPermissionARN: String?
    /// The role that may deliver to another account.
    public var deliverCrossAccountRole: String?
    /// The tags of what is created.
    public var tagSpecifications: [EC2TagSpecification]?
    /// What makes a repeated request take effect once.
    public var clientToken: String?
    /// Whether only the permission is checked.
    public var dryRun: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        resourceIDs: [String]? = nil, resourceType: String? = nil, trafficType: String? = nil,
        logDestinationType: String? = nil, logDestination: String? = nil, logGroupName: String? = nil,
        logFormat: String? = nil, maxAggregationInterval: Int? = nil,
        destinationOptions: FlowLogDestinationOptions? = nil, deliverLogsPermissionARN: String? = nil,
        deliverCrossAccountRole: String? = nil, tagSpecifications: [EC2TagSpecification]? = nil,
        clientToken: String? = nil, dryRun: Bool? = nil
    ) {
        self.resourceIDs = resourceIDs
        self.resourceType = resourceType
        self.trafficType = trafficType
        self.logDestinationType = logDestinationType
        self.logDestination = logDestination
        self.logGroupName = logGroupName
        self.logFormat = logFormat
        self.maxAggregationInterval = maxAggregationInterval
        self.destinationOptions = destinationOptions
        self.deliverLogsPermissionARN = deliverLogsPermissionARN
        self.deliverCrossAccountRole = deliverCrossAccountRole
        self.tagSpecifications = tagSpecifications
        self.clientToken = clientToken
        self.dryRun = dryRun
    }

    /// The members as they are written.
    public static let members: [AWSMember<CreateFlowLogs>] = [
        .body("ResourceId", \.resourceIDs, required: true),
        .body("ResourceType", \.resourceType, required: true),
        .body("TrafficType", \.trafficType),
        .body("LogDestinationType", \.logDestinationType),
        .body("LogDestination", \.logDestination),
        .body("LogGroupName", \.logGroupName),
        .body("LogFormat", \.logFormat),
        .body("MaxAggregationInterval", \.maxAggregationInterval),
        .body("DestinationOptions", \.destinationOptions),
        .body("DeliverLogsPermissionArn", \.deliverLogsPermissionARN),
        .body("DeliverCrossAccountRole", \.deliverCrossAccountRole),
        .body("TagSpecification", \.tagSpecifications),
        .body("ClientToken", \.clientToken),
        .body("DryRun", \.dryRun),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .ec2, "CreateFlowLogs")

    /// What `CreateFlowLogs` answers.
    public struct Output: AWSStructure {
        /// What makes a repeated request take effect once.
        public var clientToken: String?
        /// The flow logs' ids.
        public var flowLogIDs: [String]?
        /// The resources for which it failed.
        public var unsuccessful: [EC2UnsuccessfulItem]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            clientToken: String? = nil, flowLogIDs: [String]? = nil, unsuccessful: [EC2UnsuccessfulItem]? = nil
        ) {
            self.clientToken = clientToken
            self.flowLogIDs = flowLogIDs
            self.unsuccessful = unsuccessful
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("clientToken", \.clientToken),
            .body("flowLogIdSet", \.flowLogIDs),
            .body("unsuccessful", \.unsuccessful),
        ]
    }
}
