/// Where a bucket tells of its events; an empty one turns notifications off.
public struct S3NotificationConfiguration: AWSStructure {
    /// The topics.
    public var topicConfigurations: [TopicTarget]?
    /// The queues.
    public var queueConfigurations: [QueueTarget]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(topicConfigurations: [TopicTarget]? = nil, queueConfigurations: [QueueTarget]? = nil) {
        self.topicConfigurations = topicConfigurations
        self.queueConfigurations = queueConfigurations
    }

    /// The members as they are written.
    public static let members: [AWSMember<S3NotificationConfiguration>] = [
        .body("TopicConfiguration", \.topicConfigurations, flattened: true),
        .body("QueueConfiguration", \.queueConfigurations, flattened: true),
    ]

    /// A topic that is told of events.
    public struct TopicTarget: AWSStructure {
        /// The id; made up where absent.
        public var id: String?
        /// The topic's ARN.
        public var topicARN: String?
        /// The events, such as `s3:ObjectCreated:*`.
        public var events: [String]?
        /// Which objects it is about; absent for all.
        public var filter: Filter?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(id: String? = nil, topicARN: String? = nil, events: [String]? = nil, filter: Filter? = nil) {
            self.id = id
            self.topicARN = topicARN
            self.events = events
            self.filter = filter
        }

        /// The members as they are written.
        public static let members: [AWSMember<TopicTarget>] = [
            .body("Id", \.id),
            .body("Topic", \.topicARN, required: true),
            .body("Event", \.events, required: true, flattened: true),
            .body("Filter", \.filter),
        ]
    }

    /// A queue that is told of events.
    public struct QueueTarget: AWSStructure {
        /// The id; made up where absent.
        public var id: String?
        /// The queue's ARN.
        public var queueARN: String?
        /// The events, such as `s3:ObjectCreated:*`.
        public var events: [String]?
        /// Which objects it is about; absent for all.
        public var filter: Filter?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(id: String? = nil, queueARN: String? = nil, events: [String]? = nil, filter: Filter? = nil) {
            self.id = id
            self.queueARN = queueARN
            self.events = events
            self.filter = filter
        }

        /// The members as they are written.
        public static let members: [AWSMember<QueueTarget>] = [
            .body("Id", \.id),
            .body("Queue", \.queueARN, required: true),
            .body("Event", \.events, required: true, flattened: true),
            .body("Filter", \.filter),
        ]
    }

    /// Which objects a notification is about.
    public struct Filter: AWSStructure {
        /// The keys.
        public var key: KeyFilter?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(key: KeyFilter? = nil) {
            self.key = key
        }

        /// The members as they are written.
        public static let members: [AWSMember<Filter>] = [
            .body("S3Key", \.key)
        ]
    }

    /// Which keys a notification is about.
    public struct KeyFilter: AWSStructure {
        /// The rules, all of which must hold.
        public var filterRules: [FilterRule]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(filterRules: [FilterRule]? = nil) {
            self.filterRules = filterRules
        }

        /// The members as they are written.
        public static let members: [AWSMember<KeyFilter>] = [
            .body("FilterRule", \.filterRules, flattened: true)
        ]
    }

    /// A beginning or an end that keys must have.
    public struct FilterRule: AWSStructure {
        /// `prefix` or `suffix`.
        public var name: String?
        /// The beginning or end.
        public var value: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(name: String? = nil, value: String? = nil) {
            self.name = name
            self.value = value
        }

        /// The members as they are written.
        public static let members: [AWSMember<FilterRule>] = [
            .body("Name", \.name),
            .body("Value", \.value),
        ]
    }
}
