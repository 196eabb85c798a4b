/// Asks for the settings of trails; unknown names are passed over.
public struct DescribeTrails: AWSOperation {
    /// The trails by name or ARN; absent for all.
    public var trailNameList: [String]?
    /// Whether trails of other regions that log this one are listed; true by default.
    public var includeShadowTrails: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(trailNameList: [String]? = nil, includeShadowTrails: Bool? = nil) {
        self.trailNameList = trailNameList
        self.includeShadowTrails = includeShadowTrails
    }

    /// The members as they are written.
    public static let members: [AWSMember<DescribeTrails>] = [
        .body("trailNameList", \.trailNameList),
        .body("includeShadowTrails", \.includeShadowTrails),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .cloudtrail, "DescribeTrails",
        errors: [
            "UnsupportedOperationException": 400,
            "OperationNotPermittedException": 400,
            "InvalidTrailNameException": 400,
            "CloudTrailARNInvalidException": 400,
            "NoManagementAccountSLRExistsException": 400,
        ])

    /// What `DescribeTrails` answers.
    public struct Output: AWSStructure {
        /// The trails.
        public var trailList: [Trail]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(trailList: [Trail]? = nil) {
            self.trailList = trailList
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("trailList", \.trailList)
        ]
    }
}
