/// Makes a trail stop logging.
public struct StopLogging: AWSOperation {
    /// The trail's name or ARN.
    public var name: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(name: String? = nil) {
        self.name = name
    }

    /// The members as they are written.
    public static let members: [AWSMember<StopLogging>] = [
        .body("Name", \.name, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .cloudtrail, "StopLogging",
        errors: [
            "TrailNotFoundException": 400,
            "InvalidTrailNameException": 400,
            "CloudTrailARNInvalidException": 400,
            "ConflictException": 400,
            "ThrottlingException": 400,
            "InvalidHomeRegionException": 400,
            "UnsupportedOperationException": 400,
            "OperationNotPermittedException": 400,
            "NotOrganizationMasterAccountException": 400,
            "NoManagementAccountSLRExistsException": 400,
            "InsufficientDependencyServiceAccessPermissionException": 400,
        ])

    /// `StopLogging` answers nothing but success.
    public typealias Output = EmptyOutput
}
