import Timestamps

/// Looks for events of the last 90 days, newest first.
public struct LookupEvents: PaginatedOperation {
    /// What the events must have; at most one.
    public var lookupAttributes: [Attribute]?
    /// The beginning of the time asked for, inclusive.
    public var startTime: Timestamp?
    /// The end of the time asked for, inclusive.
    public var endTime: Timestamp?
    /// `insight` for events of unusual activity.
    public var eventCategory: String?
    /// How many events a page has at most: 1 to 50, 50 by default.
    public var maxResults: Int?
    /// The token of the page.
    public var nextToken: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        lookupAttributes: [Attribute]? = nil, startTime: Timestamp? = nil, endTime: Timestamp? = nil,
        eventCategory: String? = nil, maxResults: Int? = nil, nextToken: String? = nil
    ) {
        self.lookupAttributes = lookupAttributes
        self.startTime = startTime
        self.endTime = endTime
        self.eventCategory = eventCategory
        self.maxResults = maxResults
        self.nextToken = nextToken
    }

    /// The members as they are written.
    public static let members: [AWSMember<LookupEvents>] = [
        .body("LookupAttributes", \.lookupAttributes),
        .body("StartTime", \.startTime),
        .body("EndTime", \.endTime),
        .body("EventCategory", \.eventCategory),
        .body("MaxResults", \.maxResults),
        .body("NextToken", \.nextToken),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .cloudtrail, "LookupEvents",
        errors: [
            "InvalidLookupAttributesException": 400,
            "InvalidTimeRangeException": 400,
            "InvalidMaxResultsException": 400,
            "InvalidNextTokenException": 400,
            "InvalidEventCategoryException": 400,
            "UnsupportedOperationException": 400,
            "OperationNotPermittedException": 400,
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

    /// What `LookupEvents` answers.
    public struct Output: AWSStructure {
        /// The events of the page.
        public var events: [Event]?
        /// The token of the next page; absent after the last one.
        public var nextToken: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(events: [Event]? = nil, nextToken: String? = nil) {
            self.events = events
            self.nextToken = nextToken
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Events", \.events),
            .body("NextToken", \.nextToken),
        ]
    }

    /// What the events looked for have.
    public struct Attribute: AWSStructure {
        /// The attribute, such as `EventName`.
        public var attributeKey: String?
        /// The value.
        public var attributeValue: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(attributeKey: String? = nil, attributeValue: String? = nil) {
            self.attributeKey = attributeKey
            self.attributeValue = attributeValue
        }

        /// The members as they are written.
        public static let members: [AWSMember<Attribute>] = [
            .body("AttributeKey", \.attributeKey, required: true),
            .body("AttributeValue", \.attributeValue, required: true),
        ]
    }

    /// An event that was found.
    public struct Event: AWSStructure {
        /// The event's id.
        public var eventID: String?
        /// The call's name.
        public var eventName: String?
        /// `true` or `false`: whether the call changed nothing.
        public var readOnly: String?
        /// The access key that signed the call.
        public var accessKeyID: String?
        /// When the call was made.
        public var eventTime: Timestamp?
        /// The service called, such as `ec2.amazonaws.com`.
        public var eventSource: String?
        /// Who made the call.
        public var username: String?
        /// The resources.
        public var resources: [Resource]?
        /// The whole record, in JSON.
        public var cloudTrailEvent: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            eventID: String? = nil, eventName: String? = nil, readOnly: String? = nil, accessKeyID: String? = nil,
            eventTime: Timestamp? = nil, eventSource: String? = nil, username: String? = nil,
            resources: [Resource]? = nil, cloudTrailEvent: String? = nil
        ) {
            self.eventID = eventID
            self.eventName = eventName
            self.readOnly = readOnly
            self.accessKeyID = accessKeyID
            self.eventTime = eventTime
            self.eventSource = eventSource
            self.username = username
            self.resources = resources
            self.cloudTrailEvent = cloudTrailEvent
        }

        /// The members as they are written.
        public static let members: [AWSMember<Event>] = [
            .body("EventId", \.eventID),
            .body("EventName", \.eventName),
            .body("ReadOnly", \.readOnly),
            .body("AccessKeyId", \.accessKeyID),
            .body("EventTime", \.eventTime),
            .body("EventSource", \.eventSource),
            .body("Username", \.username),
            .body("Resources", \.resources),
            .body("CloudTrailEvent", \.cloudTrailEvent),
        ]
    }

    /// A resource that an event is about.
    public struct Resource: AWSStructure {
        /// The type, such as `AWS::S3::Bucket`.
        public var resourceType: String?
        /// The name.
        public var resourceName: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(resourceType: String? = nil, resourceName: String? = nil) {
            self.resourceType = resourceType
            self.resourceName = resourceName
        }

        /// The members as they are written.
        public static let members: [AWSMember<Resource>] = [
            .body("ResourceType", \.resourceType),
            .body("ResourceName", \.resourceName),
        ]
    }
}
