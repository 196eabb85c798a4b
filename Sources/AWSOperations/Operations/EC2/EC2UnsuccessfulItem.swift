/// A resource for which an operation failed.
public struct EC2UnsuccessfulItem: AWSStructure {
    /// Why it failed.
    public var error: Cause?
    /// The id of the VPC, subnet, interface or gateway.
    public var resourceID: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(error: Cause? = nil, resourceID: String? = nil) {
        self.error = error
        self.resourceID = resourceID
    }

    /// The members as they are written.
    public static let members: [AWSMember<EC2UnsuccessfulItem>] = [
        .body("error", \.error),
        .body("resourceId", \.resourceID),
    ]

    /// Why it failed.
    public struct Cause: AWSStructure {
        /// The code of the failure.
        public var code: String?
        /// The message.
        public var message: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(code: String? = nil, message: String? = nil) {
            self.code = code
            self.message = message
        }

        /// The members as they are written.
        public static let members: [AWSMember<Cause>] = [
            .body("code", \.code),
            .body("message", \.message),
        ]
    }
}
