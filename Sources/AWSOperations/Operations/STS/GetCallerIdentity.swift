/// Tells whose credentials sign the request.
public struct GetCallerIdentity: AWSOperation {

    /// Creates a structure without any value.
    public init() {}

    /// The members as they are written.
    public static let members: [AWSMember<GetCallerIdentity>] = []

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sts, "GetCallerIdentity")

    /// What `GetCallerIdentity` answers.
    public struct Output: AWSStructure {
        /// The id of the user or role session.
        public var userID: String?
        /// The account's id.
        public var account: String?
        /// The ARN.
        public var arn: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(userID: String? = nil, account: String? = nil, arn: String? = nil) {
            self.userID = userID
            self.account = account
            self.arn = arn
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("UserId", \.userID),
            .body("Account", \.account),
            .body("Arn", \.arn),
        ]
    }
}
