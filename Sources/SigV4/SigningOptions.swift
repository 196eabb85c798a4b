/// Where services differ in what they sign.
public struct SigningOptions: Sendable, Hashable {
    /// Whether `.`, `..` and empty segments of the path are resolved first.
    public var normalizesPath: Bool
    /// Whether the path as sent is percent-encoded once more: `/a%20b` is signed as `/a%2520b`.
    public var encodesPathAgain: Bool
    /// Whether `x-amz-content-sha256` is sent, and every `x-amz-*` header has to be signed.
    public var isS3: Bool
    /// Whether the session token is signed; false where a service wants it added after signing.
    public var signsSessionToken: Bool

    /// Creates options.
    public init(normalizesPath: Bool, encodesPathAgain: Bool, isS3: Bool, signsSessionToken: Bool = true) {
        self.normalizesPath = normalizesPath
        self.encodesPathAgain = encodesPathAgain
        self.isS3 = isS3
        self.signsSessionToken = signsSessionToken
    }

    /// The path as sent, encoded once; the hash of the payload is a header.
    public static let s3 = SigningOptions(normalizesPath: false, encodesPathAgain: false, isS3: true)

    /// Every other service.
    public static let standard = SigningOptions(normalizesPath: true, encodesPathAgain: true, isS3: false)

    /// The options of the service with this signing name.
    public static func options(for service: String) -> SigningOptions {
        service == "s3" ? .s3 : .standard
    }
}
