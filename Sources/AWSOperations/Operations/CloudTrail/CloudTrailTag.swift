/// A tag of a trail.
public struct CloudTrailTag: AWSStructure {
    /// The tag's key.
    public var key: String?
    /// The tag's value.
    public var value: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(key: String? = nil, value: String? = nil) {
        self.key = key
        self.value = value
    }

    /// The members as they are written.
    public static let members: [AWSMember<CloudTrailTag>] = [
        .body("Key", \.key, required: true),
        .body("Value", \.value),
    ]
}
