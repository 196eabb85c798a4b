/// A condition on what EC2 lists: one of the values must hold.
public struct EC2Filter: AWSStructure {
    /// What is compared, such as `resource-id` or `tag:Name`.
    public var name: String?
    /// The values of which one must be equal.
    public var values: [String]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(name: String? = nil, values: [String]? = nil) {
        self.name = name
        self.values = values
    }

    /// The members as they are written.
    public static let members: [AWSMember<EC2Filter>] = [
        .body("Name", \.name),
        .body("Value", \.values),
    ]
}
