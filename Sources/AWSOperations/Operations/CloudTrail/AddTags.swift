/// Adds tags to a trail.
public struct AddTags: AWSOperation {
    /// The trail's ARN.
    public var resourceID: String?
    /// The tags.
    public var tagsList: [CloudTrailTag]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(resourceID: String? = nil, tagsList: [CloudTrailTag]? = nil) {
        self.resourceID = resourceID
        self.tagsList = tagsList
    }

    /// The members as they are written.
    public static let members: [AWSMember<AddTags>] = [
        .body("ResourceId", \.resourceID, required: true),
        .body("TagsList", \.tagsList, required: true),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .cloudtrail, "AddTags",
        errors: [
            "ResourceNotFoundException": 400,
            "CloudTrailARNInvalidException": 400,
            "EventDataStoreARNInvalidException": 400,
            "ChannelARNInvalidException": 400,
            "ResourceTypeNotSupportedException": 400,
            "TagsLimitExceededException": 400,
            "InvalidTrailNameException": 400,
            "InvalidTagParameterException": 400,
            "InactiveEventDataStoreException": 400,
            "EventDataStoreNotFoundException": 400,
            "ChannelNotFoundException": 400,
            "UnsupportedOperationException": 400,
            "OperationNotPermittedException": 400,
            "NotOrganizationMasterAccountException": 400,
            "NoManagementAccountSLRExistsException": 400,
            "ConflictException": 400,
        ])

    /// `AddTags` answers nothing but success.
    public typealias Output = EmptyOutput
}
