/// Who owns a bucket or an object.
public struct S3Owner: AWSStructure {
    /// The owner's name.
    public var displayName: String?
    /// The owner's id.
    public var id: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(displayName: String? = nil, id: String? = nil) {
        self.displayName = displayName
        self.id = id
    }

    /// The members as they are written.
    public static let members: [AWSMember<S3Owner>] = [
        .body("DisplayName", \.displayName),
        .body("ID", \.id),
    ]
}
