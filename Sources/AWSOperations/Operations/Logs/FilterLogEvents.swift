/// Lists the events of a log group that match a pattern, over all its streams, in order of their times.
///
/// A page may be empty although there are more. Times are milliseconds since 1970, both ends inclusive.
public struct FilterLogEvents: PaginatedOperation {
    /// The log group's name.
    public var logGroupName: String?
    /// The log group's name or ARN, instead of its name.
    public var logGroupIdentifier: String?
    /// Streams to search, instead of a prefix; at most 100.
    public var logStreamNames: [String]?
    /// What the streams' names begin with.
    public var logStreamNamePrefix: String?
    /// The earliest event time, inclusive, in milliseconds since 1970.
    public var startTime: Int?
    /// The latest event time, inclusive, in milliseconds since 1970.
    public var endTime: Int?
    /// The filter pattern; absent or empty matches every event.
    public var filterPattern: String?
    /// The token of the page asked for.
    public var nextToken: String?
    /// The most entries a page may have.
    public var limit: Int?
    /// Ignored since 2019: events of all streams are always merged.
    public var interleaved: Bool?
    /// Whether to show text that a data protection policy masks.
    public var unmask: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        logGroupName: String? = nil, logGroupIdentifier: String? = nil, logStreamNames: [String]? = nil,
        logStreamNamePrefix: String? = nil, startTime: Int? = nil, endTime: Int? = nil, filterPattern: String? = nil,
        nextToken: String? = nil, limit: Int? = nil, interleaved: Bool? = nil, unmask: Bool? = nil
    ) {
        self.logGroupName = logGroupName
        self.logGroupIdentifier = logGroupIdentifier
        self.logStreamNames = logStreamNames
        self.logStreamNamePrefix = logStreamNamePrefix
        self.startTime = startTime
        self.endTime = endTime
        self.filterPattern = filterPattern
        self.nextToken = nextToken
        self.limit = limit
        self.interleaved = interleaved
        self.unmask = unmask
    }

    /// The members as they are written.
    public static let members: [AWSMember<FilterLogEvents>] = [
        .body("logGroupName", \.logGroupName),
        .body("logGroupIdentifier", \.logGroupIdentifier),
        .body("logStreamNames", \.logStreamNames),
        .body("logStreamNamePrefix", \.logStreamNamePrefix),
        .body("startTime", \.startTime),
        .body("endTime", \.endTime),
        .body("filterPattern", \.filterPattern),
        .body("nextToken", \.nextToken),
        .body("limit", \.limit),
        .body("interleaved", \.interleaved),
        .body("unmask", \.unmask),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .logs, "FilterLogEvents",
        errors: [
            "InvalidParameterException": 400,
            "ResourceNotFoundException": 400,
            "ServiceUnavailableException": 500,
        ])

    /// The token of the page asked for; nil asks for the first.
    public var pageToken: String? {
        get { nextToken }
        set { nextToken = newValue }
    }

    /// The token of the page after `output`; nil after the last one.
    public static func nextPageToken(of output: Output) -> String? {
        output.nextToken
    }

    /// Writes the token of the page after `output`; nil makes it the last one.
    public static func setNextPageToken(_ token: String?, of output: inout Output) {
        output.nextToken = token
    }

    /// What `FilterLogEvents` answers.
    public struct Output: AWSStructure {
        /// The events of the page.
        public var events: [Event]?
        /// Always empty since 2020.
        public var searchedLogStreams: [SearchedLogStream]?
        /// The token of the next page; absent after the last one.
        public var nextToken: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(events: [Event]? = nil, searchedLogStreams: [SearchedLogStream]? = nil, nextToken: String? = nil) {
            self.events = events
            self.searchedLogStreams = searchedLogStreams
            self.nextToken = nextToken
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("events", \.events),
            .body("searchedLogStreams", \.searchedLogStreams),
            .body("nextToken", \.nextToken),
        ]
    }

    /// An event of a log stream.
    public struct Event: AWSStructure {
        /// The stream's name.
        public var logStreamName: String?
        /// The event's time, in milliseconds since 1970.
        public var timestamp: Int?
        /// The text.
        public var message: String?
        /// When the event arrived, in milliseconds since 1970.
        public var ingestionTime: Int?
        /// The event's unique id, a decimal number of about 56 digits.
        public var eventID: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            logStreamName: String? = nil, timestamp: Int? = nil, message: String? = nil, ingestionTime: Int? = nil,
            eventID: String? = nil
        ) {
            self.logStreamName = logStreamName
            self.timestamp = timestamp
            self.message = message
            self.ingestionTime = ingestionTime
            self.eventID = eventID
        }

        /// The members as they are written.
        public static let members: [AWSMember<Event>] = [
            .body("logStreamName", \.logStreamName),
            .body("timestamp", \.timestamp),
            .body("message", \.message),
            .body("ingestionTime", \.ingestionTime),
            .body("eventId", \.eventID),
        ]
    }

    /// A stream that was searched; AWS lists none since 2020.
    public struct SearchedLogStream: AWSStructure {
        /// The stream's name.
        public var logStreamName: String?
        /// Whether all of it was searched.
        public var searchedCompletely: Bool?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(logStreamName: String? = nil, searchedCompletely: Bool? = nil) {
            self.logStreamName = logStreamName
            self.searchedCompletely = searchedCompletely
        }

        /// The members as they are written.
        public static let members: [AWSMember<SearchedLogStream>] = [
            .body("logStreamName", \.logStreamName),
            .body("searchedCompletely", \.searchedCompletely),
        ]
    }
}
