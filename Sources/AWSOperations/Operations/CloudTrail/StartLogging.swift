/// Makes a trail log.
public struct StartLogging: AWSOperation {
    /// The trail's name or ARN.
    public var name: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(name: String? = nil) {
        self.name = name
    }

    /// The members as they are written.
    public static let members: [AWSMember<StartLogging>] = [
        .body("Name", \.name, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .cloudtrail, "StartLogging",
        errors: [
            "CloudTrailARNInvalidException": 400,
            "ConflictException": 400,
            "ThrottlingException": 400,
            "TrailNotFoundException": 400,
            "InvalidTrailNameException": 400,
            "InvalidHomeRegionException": 400,
            "UnsupportedOperationException": 400,
            "OperationNotPermittedException": 400,
            "NotOrganizationMasterAccountException": 400,
            "NoManagementAccountSLRExistsException": 400,
            "InsufficientDependencyServiceAccessPermissionException": 400,
        ])

    /// `StartLogging` answers nothing but success.
    public typealias Output = EmptyOutput
}
