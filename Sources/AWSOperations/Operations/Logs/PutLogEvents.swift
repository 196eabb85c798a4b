/// Appends events to a log stream.
public struct PutLogEvents: AWSOperation {
    /// The log group's name.
    public var logGroupName: String?
    /// The stream's name.
    public var logStreamName: String?
    /// The events, in order of their times; at most 10,000 and 1 MiB.
    public var logEvents: [Event]?
    /// Ignored nowadays.
    public var sequenceToken: String?
    /// What the events tell of.
    public var entity: Entity?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        logGroupName: String? = nil, logStreamName: String? = nil, logEvents: [Event]? = nil,
        sequenceToken: String? = nil, entity: Entity? = nil
    ) {
        self.logGroupName = logGroupName
        self.logStreamName = logStreamName
        self.logEvents = logEvents
        self.sequenceToken = sequenceToken
        self.entity = entity
    }

    /// The members as they are written.
    public static let members: [AWSMember<PutLogEvents>] = [
        .body("logGroupName", \.logGroupName, required: true),
        .body("logStreamName", \.logStreamName, required: true),
        .body("logEvents", \.logEvents, required: true),
        .body("sequenceToken", \.sequenceToken),
        .body("entity", \.entity),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .logs, "PutLogEvents",
        errors: [
            "InvalidParameterException": 400,
            "InvalidSequenceTokenException": 400,
            "DataAlreadyAcceptedException": 400,
            "ResourceNotFoundException": 400,
            "ServiceUnavailableException": 500,
            "UnrecognizedClientException": 400,
        ])

    /// What `PutLogEvents` answers.
    public struct Output: AWSStructure {
        /// Of no use nowadays.
        public var nextSequenceToken: String?
        /// Which events were not stored.
        public var rejectedLogEventsInfo: RejectedEvents?
        /// Why the entity was not taken.
        public var rejectedEntityInfo: RejectedEntity?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            nextSequenceToken: String? = nil, rejectedLogEventsInfo: RejectedEvents? = nil,
            rejectedEntityInfo: RejectedEntity? = nil
        ) {
            self.nextSequenceToken = nextSequenceToken
            self.rejectedLogEventsInfo = rejectedLogEventsInfo
            self.rejectedEntityInfo = rejectedEntityInfo
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("nextSequenceToken", \.nextSequenceToken),
            .body("rejectedLogEventsInfo", \.rejectedLogEventsInfo),
            .body("rejectedEntityInfo", \.rejectedEntityInfo),
        ]
    }

    /// An event to store.
    public struct Event: AWSStructure {
        /// The event's time, in milliseconds since 1970.
        public var timestamp: Int?
        /// The text.
        public var message: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(timestamp: Int? = nil, message: String? = nil) {
            self.timestamp = timestamp
            self.message = message
        }

        /// The members as they are written.
        public static let members: [AWSMember<Event>] = [
            .body("timestamp", \.timestamp),
            .body("message", \.message),
        ]
    }

    /// What the events tell of.
    public struct Entity: AWSStructure {
        /// What identifies the entity.
        public var keyAttributes: [String: String]?
        /// Further attributes of the entity.
        public var attributes: [String: String]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(keyAttributes: [String: String]? = nil, attributes: [String: String]? = nil) {
            self.keyAttributes = keyAttributes
            self.attributes = attributes
        }

        /// The members as they are written.
        public static let members: [AWSMember<Entity>] = [
            .body("keyAttributes", \.keyAttributes),
            .body("attributes", \.attributes),
        ]
    }

    /// Which events were not stored, by their places in the request.
    public struct RejectedEvents: AWSStructure {
        /// The first event that is too new.
        public var tooNewLogEventStartIndex: Int?
        /// The place after the last event that is too old.
        public var tooOldLogEventEndIndex: Int?
        /// The place after the last event that is older than the group keeps.
        public var expiredLogEventEndIndex: Int?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            tooNewLogEventStartIndex: Int? = nil, tooOldLogEventEndIndex: Int? = nil,
            expiredLogEventEndIndex: Int? = nil
        ) {
            self.tooNewLogEventStartIndex = tooNewLogEventStartIndex
            self.tooOldLogEventEndIndex = tooOldLogEventEndIndex
            self.expiredLogEventEndIndex = expiredLogEventEndIndex
        }

        /// The members as they are written.
        public static let members: [AWSMember<RejectedEvents>] = [
            .body("tooNewLogEventStartIndex", \.tooNewLogEventStartIndex),
            .body("tooOldLogEventEndIndex", \.tooOldLogEventEndIndex),
            .body("expiredLogEventEndIndex", \.expiredLogEventEndIndex),
        ]
    }

    /// Why the entity was not taken.
    public struct RejectedEntity: AWSStructure {
        /// The kind of failure.
        public var errorType: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(errorType: String? = nil) {
            self.errorType = errorType
        }

        /// The members as they are written.
        public static let members: [AWSMember<RejectedEntity>] = [
            .body("errorType", \.errorType)
        ]
    }
}
