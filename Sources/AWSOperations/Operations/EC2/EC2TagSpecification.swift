/// The tags that new resources of one kind get.
public struct EC2TagSpecification: AWSStructure {
    /// The kind of resource, such as `vpc-flow-log`.
    public var resourceType: String?
    /// The tags.
    public var tags: [EC2Tag]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(resourceType: String? = nil, tags: [EC2Tag]? = nil) {
        self.resourceType = resourceType
        self.tags = tags
    }

    /// The members as they are written.
    public static let members: [AWSMember<EC2TagSpecification>] = [
        .body("resourceType", \.resourceType),
        .body("Tag", \.tags),
    ]
}
