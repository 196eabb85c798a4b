/// Gives temporary credentials of a role.
public struct AssumeRole: AWSOperation {
    /// The role's ARN.
    public var roleARN: String?
    /// The session's name.
    public var roleSessionName: String?
    /// How long the credentials hold, 900 to 43,200 seconds; 3,600 by default.
    public var durationSeconds: Int?
    /// The secret that the role's trust policy asks for.
    public var externalID: String?
    /// Managed policies that narrow the session.
    public var policyARNs: [PolicyDescriptor]?
    /// A policy, in JSON, that narrows the session.
    public var policy: String?
    /// The tags.
    public var tags: [STSTag]?
    /// The tags that further sessions take over.
    public var transitiveTagKeys: [String]?
    /// The serial number or ARN of a device.
    public var serialNumber: String?
    /// The six digits that the device shows.
    public var tokenCode: String?
    /// Who began the chain of sessions.
    public var sourceIdentity: String?
    /// Contexts that trusted providers assert.
    public var providedContexts: [ProvidedContext]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        roleARN: String? = nil, roleSessionName: String? = nil, durationSeconds: Int? = nil, externalID: String? = nil,
        policyARNs: [PolicyDescriptor]? = nil, policy: String? = nil, tags: [STSTag]? = nil,
        transitiveTagKeys: [String]? = nil, serialNumber: String? = nil, tokenCode: String? = nil,
        sourceIdentity: String? = nil, providedContexts: [ProvidedContext]? = nil
    ) {
        self.roleARN = roleARN
        self.roleSessionName = roleSessionName
        self.durationSeconds = durationSeconds
        self.externalID = externalID
        self.policyARNs = policyARNs
        self.policy = policy
        self.tags = tags
        self.transitiveTagKeys = transitiveTagKeys
        self.serialNumber = serialNumber
        self.tokenCode = tokenCode
        self.sourceIdentity = sourceIdentity
        self.providedContexts = providedContexts
    }

    /// The members as they are written.
    public static let members: [AWSMember<AssumeRole>] = [
        .body("RoleArn", \.roleARN, required: true),
        .body("RoleSessionName", \.roleSessionName, required: true),
        .body("DurationSeconds", \.durationSeconds),
        .body("ExternalId", \.externalID),
        .body("PolicyArns", \.policyARNs),
        .body("Policy", \.policy),
        .body("Tags", \.tags),
        .body("TransitiveTagKeys", \.transitiveTagKeys),
        .body("SerialNumber", \.serialNumber),
        .body("TokenCode", \.tokenCode),
        .body("SourceIdentity", \.sourceIdentity),
        .body("ProvidedContexts", \.providedContexts),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sts, "AssumeRole",
        errors: [
            "MalformedPolicyDocument": 400,
            "PackedPolicyTooLarge": 400,
            "RegionDisabledException": 403,
            "ExpiredTokenException": 400,
        ])

    /// What `AssumeRole` answers.
    public struct Output: AWSStructure {
        /// Who the credentials make their user.
        public var assumedRoleUser: AssumedRoleUser?
        /// The credentials.
        public var credentials: STSCredentials?
        /// How much of the space for policies and tags is used, in percent.
        public var packedPolicySize: Int?
        /// Who began the chain of sessions.
        public var sourceIdentity: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            assumedRoleUser: AssumedRoleUser? = nil, credentials: STSCredentials? = nil, packedPolicySize: Int? = nil,
            sourceIdentity: String? = nil
        ) {
            self.assumedRoleUser = assumedRoleUser
            self.credentials = credentials
            self.packedPolicySize = packedPolicySize
            self.sourceIdentity = sourceIdentity
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("AssumedRoleUser", \.assumedRoleUser),
            .body("Credentials", \.credentials),
            .body("PackedPolicySize", \.packedPolicySize),
            .body("SourceIdentity", \.sourceIdentity),
        ]
    }

    /// Who the credentials make their user.
    public struct AssumedRoleUser: AWSStructure {
        /// The role's id and the session's name.
        public var assumedRoleID: String?
        /// The ARN.
        public var arn: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(assumedRoleID: String? = nil, arn: String? = nil) {
            self.assumedRoleID = assumedRoleID
            self.arn = arn
        }

        /// The members as they are written.
        public static let members: [AWSMember<AssumedRoleUser>] = [
            .body("AssumedRoleId", \.assumedRoleID),
            .body("Arn", \.arn),
        ]
    }

    /// A managed policy that narrows the session.
    public struct PolicyDescriptor: AWSStructure {
        /// The ARN.
        public var arn: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(arn: String? = nil) {
            self.arn = arn
        }

        /// The members as they are written.
        public static let members: [AWSMember<PolicyDescriptor>] = [
            .body("arn", \.arn)
        ]
    }

    /// A context that a trusted provider asserts.
    public struct ProvidedContext: AWSStructure {
        /// The provider's ARN.
        public var providerARN: String?
        /// The signed assertion.
        public var contextAssertion: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(providerARN: String? = nil, contextAssertion: String? = nil) {
            self.providerARN = providerARN
            self.contextAssertion = contextAssertion
        }

        /// The members as they are written.
        public static let members: [AWSMember<ProvidedContext>] = [
            .body("ProviderArn", \.providerARN),
            .body("ContextAssertion", \.contextAssertion),
        ]
    }
}
