import Timestamps

/// Asks whether a trail logs, and when it delivered last.
public struct GetTrailStatus: AWSOperation {
    /// The trail's name, or its ARN, as for a trail of another region.
    public var name: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(name: String? = nil) {
        self.name = name
    }

    /// The members as they are written.
    public static let members: [AWSMember<GetTrailStatus>] = [
        .body("Name", \.name, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .cloudtrail, "GetTrailStatus",
        errors: [
            "CloudTrailARNInvalidException": 400,
            "TrailNotFoundException": 400,
            "InvalidTrailNameException": 400,
            "UnsupportedOperationException": 400,
            "OperationNotPermittedException": 400,
        ])

    /// What `GetTrailStatus` answers.
    public struct Output: AWSStructure {
        /// Whether it logs.
        public var isLogging: Bool?
        /// Why the last delivery to the bucket failed.
        public var latestDeliveryError: String?
        /// Why the last notification failed.
        public var latestNotificationError: String?
        /// When a log file was delivered last.
        public var latestDeliveryTime: Timestamp?
        /// When the topic was told last.
        public var latestNotificationTime: Timestamp?
        /// When it was started last.
        public var startLoggingTime: Timestamp?
        /// When it was stopped last.
        public var stopLoggingTime: Timestamp?
        /// Why the last delivery to the log group failed.
        public var latestCloudWatchLogsDeliveryError: String?
        /// When the log group was written to last.
        public var latestCloudWatchLogsDeliveryTime: Timestamp?
        /// When a digest was delivered last.
        public var latestDigestDeliveryTime: Timestamp?
        /// Why the last delivery of a digest failed.
        public var latestDigestDeliveryError: String?
        /// Of old: when a delivery was tried last.
        public var latestDeliveryAttemptTime: String?
        /// Of old: when a notification was tried last.
        public var latestNotificationAttemptTime: String?
        /// Of old: when a notification succeeded last.
        public var latestNotificationAttemptSucceeded: String?
        /// Of old: when a delivery succeeded last.
        public var latestDeliveryAttemptSucceeded: String?
        /// Of old: when it was started last.
        public var timeLoggingStarted: String?
        /// Of old: when it was stopped last.
        public var timeLoggingStopped: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            isLogging: Bool? = nil, latestDeliveryError: String? = nil, latestNotificationError: String? = nil,
            latestDeliveryTime: Timestamp? = nil, latestNotificationTime: Timestamp? = nil,
            startLoggingTime: Timestamp? = nil, stopLoggingTime: Timestamp? = nil,
            latestCloudWatchLogsDeliveryError: String? = nil, latestCloudWatchLogsDeliveryTime: Timestamp? = nil,
            latestDigestDeliveryTime: Timestamp? = nil, latestDigestDeliveryError: String? = nil,
            latestDeliveryAttemptTime: String? = nil, latestNotificationAttemptTime: String? = nil,
            latestNotificationAttemptSucceeded: String? = nil, latestDeliveryAttemptSucceeded: String? = nil,
            timeLoggingStarted: String? = nil, timeLoggingStopped: String? = nil
        ) {
            self.isLogging = isLogging
            self.latestDeliveryError = latestDeliveryError
            self.latestNotificationError = latestNotificationError
            self.latestDeliveryTime = latestDeliveryTime
            self.latestNotificationTime = latestNotificationTime
            self.startLoggingTime = startLoggingTime
            self.stopLoggingTime = stopLoggingTime
            self.latestCloudWatchLogsDeliveryError = latestCloudWatchLogsDeliveryError
            self.latestCloudWatchLogsDeliveryTime = latestCloudWatchLogsDeliveryTime
            self.latestDigestDeliveryTime = latestDigestDeliveryTime
            self.latestDigestDeliveryError = latestDigestDeliveryError
            self.latestDeliveryAttemptTime = latestDeliveryAttemptTime
            self.latestNotificationAttemptTime = latestNotificationAttemptTime
            self.latestNotificationAttemptSucceeded = latestNotificationAttemptSucceeded
            self.latestDeliveryAttemptSucceeded = latestDeliveryAttemptSucceeded
            self.timeLoggingStarted = timeLoggingStarted
            self.timeLoggingStopped = timeLoggingStopped
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("IsLogging", \.isLogging),
            .body("LatestDeliveryError", \.latestDeliveryError),
            .body("LatestNotificationError", \.latestNotificationError),
            .body("LatestDeliveryTime", \.latestDeliveryTime),
            .body("LatestNotificationTime", \.latestNotificationTime),
            .body("StartLoggingTime", \.startLoggingTime),
            .body("StopLoggingTime", \.stopLoggingTime),
            .body("LatestCloudWatchLogsDeliveryError", \.latestCloudWatchLogsDeliveryError),
            .body("LatestCloudWatchLogsDeliveryTime", \.latestCloudWatchLogsDeliveryTime),
            .body("LatestDigestDeliveryTime", \.latestDigestDeliveryTime),
            .body("LatestDigestDeliveryError", \.latestDigestDeliveryError),
            .body("LatestDeliveryAttemptTime", \.latestDeliveryAttemptTime),
            .body("LatestNotificationAttemptTime", \.latestNotificationAttemptTime),
            .body("LatestNotificationAttemptSucceeded", \.latestNotificationAttemptSucceeded),
            .body("LatestDeliveryAttemptSucceeded", \.latestDeliveryAttemptSucceeded),
            .body("TimeLoggingStarted", \.timeLoggingStarted),
            .body("TimeLoggingStopped", \.timeLoggingStopped),
        ]
    }
}
