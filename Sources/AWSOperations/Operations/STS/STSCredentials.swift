import Timestamps

/// Temporary credentials.
public struct STSCredentials: AWSStructure {
    /// The access key id.
    public var accessKeyID: String?
    /// The secret key.
    public var secretAccessKey: String?
    /// The session token.
    public var sessionToken: String?
    /// When the credentials end.
    public var expiration: Timestamp?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        accessKeyID: String? = nil, secretAccessKey: String? = nil, sessionToken: String? = nil,
        expiration: Timestamp? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }

    /// The members as they are written.
    public static let members: [AWSMember<STSCredentials>] = [
        .body("AccessKeyId", \.accessKeyID),
        .body("SecretAccessKey", \.secretAccessKey),
        .body("SessionToken", \.sessionToken),
        .body("Expiration", \.expiration),
    ]
}
