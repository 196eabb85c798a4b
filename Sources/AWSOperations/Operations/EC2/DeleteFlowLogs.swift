/// Deletes flow log subscriptions.
public struct DeleteFlowLogs: AWSOperation {
    /// The flow logs' ids.
    public var flowLogIDs: [String]?
    /// Whether only the permission is checked.
    public var dryRun: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(flowLogIDs: [String]? = nil, dryRun: Bool? = nil) {
        self.flowLogIDs = flowLogIDs
        self.dryRun = dryRun
    }

    /// The members as they are written.
    public static let members: [AWSMember<DeleteFlowLogs>] = [
        .body("FlowLogId", \.flowLogIDs, required: true),
        .body("DryRun", \.dryRun),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .ec2, "DeleteFlowLogs")

    /// What `DeleteFlowLogs` answers.
    public struct Output: AWSStructure {
        /// The resources for which it failed.
        public var unsuccessful: [EC2UnsuccessfulItem]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(unsuccessful: [EC2UnsuccessfulItem]? = nil) {
            self.unsuccessful = unsuccessful
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("unsuccessful", \.unsuccessful)
        ]
    }
}
