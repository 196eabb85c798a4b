/// Creates a stream in a log group.
public struct CreateLogStream: AWSOperation {
    /// The log group's name.
    public var logGroupName: String?
    /// The stream's name.
    public var logStreamName: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(logGroupName: String? = nil, logStreamName: String? = nil) {
        self.logGroupName = logGroupName
        self.logStreamName = logStreamName
    }

    /// The members as they are written.
    public static let members: [AWSMember<CreateLogStream>] = [
        .body("logGroupName", \.logGroupName, required: true),
        .body("logStreamName", \.logStreamName, required: true),
    ]

    /// Nothing but success.
    public typealias Output = EmptyOutput

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .logs, "CreateLogStream",
        errors: [
            "InvalidParameterException": 400,
            "ResourceAlreadyExistsException": 400,
            "ResourceNotFoundException": 400,
            "ServiceUnavailableException": 500,
        ])
}
