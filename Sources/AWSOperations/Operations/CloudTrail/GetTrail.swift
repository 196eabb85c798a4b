/// Asks for the settings of a trail.
public struct GetTrail: AWSOperation {
    /// The trail's name or ARN.
    public var name: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(name: String? = nil) {
        self.name = name
    }

    /// The members as they are written.
    public static let members: [AWSMember<GetTrail>] = [
        .body("Name", \.name, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .cloudtrail, "GetTrail",
        errors: [
            "CloudTrailARNInvalidException": 400,
            "TrailNotFoundException": 400,
            "InvalidTrailNameException": 400,
            "UnsupportedOperationException": 400,
            "OperationNotPermittedException": 400,
        ])

    /// What `GetTrail` answers.
    public struct Output: AWSStructure {
        /// The trail.
        public var trail: Trail?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(trail: Trail? = nil) {
            self.trail = trail
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Trail", \.trail)
        ]
    }
}
