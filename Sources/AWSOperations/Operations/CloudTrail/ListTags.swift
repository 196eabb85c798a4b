/// Asks for the tags of trails.
public struct ListTags: PaginatedOperation {
    /// The trails' ARNs.
    public var resourceIDList: [String]?
    /// The token of the page.
    public var nextToken: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(resourceIDList: [String]? = nil, nextToken: String? = nil) {
        self.resourceIDList = resourceIDList
        self.nextToken = nextToken
    }

    /// The members as they are written.
    public static let members: [AWSMember<ListTags>] = [
        .body("ResourceIdList", \.resourceIDList, required: true),
        .body("NextToken", \.nextToken),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .cloudtrail, "ListTags",
        errors: [
            "ResourceNotFoundException": 400,
            "CloudTrailARNInvalidException": 400,
            "EventDataStoreARNInvalidException": 400,
            "ChannelARNInvalidException": 400,
            "ResourceTypeNotSupportedException": 400,
            "InvalidTrailNameException": 400,
            "InactiveEventDataStoreException": 400,
            "EventDataStoreNotFoundException": 400,
            "UnsupportedOperationException": 400,
            "OperationNotPermittedException": 400,
            "InvalidTokenException": 400,
            "NoManagementAccountSLRExistsException": 400,
        ])

    /// The token of the page asked for.
    public var pageToken: String? {
        get { nextToken }
        set { nextToken = newValue }
    }

    /// The token of the next page; an empty one ends the pages, too.
    public static func nextPageToken(of output: Output) -> String? {
        output.nextToken?.isEmpty == false ? output.nextToken : nil
    }

    /// Writes the token of the next page.
    public static func setNextPageToken(_ token: String?, of output: inout Output) {
        output.nextToken = token
    }

    /// What `ListTags` answers.
    public struct Output: AWSStructure {
        /// The tags, trail by trail.
        public var resourceTagList: [ResourceTags]?
        /// The token of the next page; absent after the last one.
        public var nextToken: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(resourceTagList: [ResourceTags]? = nil, nextToken: String? = nil) {
            self.resourceTagList = resourceTagList
            self.nextToken = nextToken
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("ResourceTagList", \.resourceTagList),
            .body("NextToken", \.nextToken),
        ]
    }

    /// The tags of one trail.
    public struct ResourceTags: AWSStructure {
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
        public static let members: [AWSMember<ResourceTags>] = [
            .body("ResourceId", \.resourceID),
            .body("TagsList", \.tagsList),
        ]
    }
}
