/// Deletes a log group and all its events.
public struct DeleteLogGroup: AWSOperation {
    /// The log group's name.
    public var logGroupName: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(logGroupName: String? = nil) {
        self.logGroupName = logGroupName
    }

    /// The members as they are written.
    public static let members: [AWSMember<DeleteLogGroup>] = [
        .body("logGroupName", \.logGroupName, required: true)
    ]

    /// Nothing but success.
    public typealias Output = EmptyOutput

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .logs, "DeleteLogGroup",
        errors: [
            "InvalidParameterException": 400,
            "ResourceNotFoundException": 400,
            "OperationAbortedException": 400,
            "ServiceUnavailableException": 500,
            "ValidationException": 400,
        ])
}
