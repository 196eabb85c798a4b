/// Lists the events of one stream; the end is reached when a token comes back unchanged.
///
/// Times are milliseconds since 1970; the end is exclusive.
public struct GetLogEvents: AWSOperation {
    /// The log group's name.
    public var logGroupName: String?
    /// The log group's name or ARN, instead of its name.
    public var logGroupIdentifier: String?
    /// The stream's name.
    public var logStreamName: String?
    /// The earliest event time, inclusive, in milliseconds since 1970.
    public var startTime: Int?
    /// The end of the event times, exclusive, in milliseconds since 1970.
    public var endTime: Int?
    /// The token of the page asked for.
    public var nextToken: String?
    /// The most entries a page may have.
    public var limit: Int?
    /// Whether the oldest events come first; false by default.
    public var startFromHead: Bool?
    /// Whether to show text that a data protection policy masks.
    public var unmask: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        logGroupName: String? = nil, logGroupIdentifier: String? = nil, logStreamName: String? = nil,
        startTime: Int? = nil, endTime: Int? = nil, nextToken: String? = nil, limit: Int? = nil,
        startFromHead: Bool? = nil, unmask: Bool? = nil
    ) {
        self.logGroupName = logGroupName
        self.logGroupIdentifier = logGroupIdentifier
        self.logStreamName = logStreamName
        self.startTime = startTime
        self.endTime = endTime
        self.nextToken = nextToken
        self.limit = limit
        self.startFromHead = startFromHead
        self.unmask = unmask
    }

    /// The members as they are written.
    public static let members: [AWSMember<GetLogEvents>] = [
        .body("logGroupName", \.logGroupName),
        .body("logGroupIdentifier", \.logGroupIdentifier),
        .body("logStreamName", \.logStreamName, required: true),
        .body("startTime", \.startTime),
        .body("endTime", \.endTime),
        .body("nextToken", \.nextToken),
        .body("limit", \.limit),
        .body("startFromHead", \.startFromHead),
        .body("unmask", \.unmask),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .logs, "GetLogEvents",
        errors: [
            "InvalidParameterException": 400,
            "ResourceNotFoundException": 400,
            "ServiceUnavailableException": 500,
        ])

    /// What `GetLogEvents` answers.
    public struct Output: AWSStructure {
        /// The events of the page.
        public var events: [Event]?
        /// The token of the page with newer events; never absent.
        public var nextForwardToken: String?
        /// The token of the page with older events; never absent.
        public var nextBackwardToken: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(events: [Event]? = nil, nextForwardToken: String? = nil, nextBackwardToken: String? = nil) {
            self.events = events
            self.nextForwardToken = nextForwardToken
            self.nextBackwardToken = nextBackwardToken
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("events", \.events),
            .body("nextForwardToken", \.nextForwardToken),
            .body("nextBackwardToken", \.nextBackwardToken),
        ]
    }

    /// An event of the stream.
    public struct Event: AWSStructure {
        /// The event's time, in milliseconds since 1970.
        public var timestamp: Int?
        /// The text.
        public var message: String?
        /// When the event arrived, in milliseconds since 1970.
        public var ingestionTime: Int?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(timestamp: Int? = nil, message: String? = nil, ingestionTime: Int? = nil) {
            self.timestamp = timestamp
            self.message = message
            self.ingestionTime = ingestionTime
        }

        /// The members as they are written.
        public static let members: [AWSMember<Event>] = [
            .body("timestamp", \.timestamp),
            .body("message", \.message),
            .body("ingestionTime", \.ingestionTime),
        ]
    }
}
