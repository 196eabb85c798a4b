/// What the keys left out of a listing begin with.
public struct S3CommonPrefix: AWSStructure {
    /// The prefix, with the delimiter at its end.
    public var prefix: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(prefix: String? = nil) {
        self.prefix = prefix
    }

    /// The members as they are written.
    public static let members: [AWSMember<S3CommonPrefix>] = [
        .body("Prefix", \.prefix)
    ]
}
