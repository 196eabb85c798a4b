/// A stream of a log group.
///
/// Times are milliseconds since 1970.
public struct LogStream: AWSStructure {
    /// The stream's name.
    public var logStreamName: String?
    /// When it was created, in milliseconds since 1970.
    public var creationTime: Int?
    /// The time of the oldest event; absent in a stream without events.
    public var firstEventTimestamp: Int?
    /// The time of the newest event; lags by up to an hour or more.
    public var lastEventTimestamp: Int?
    /// When the newest event arrived.
    public var lastIngestionTime: Int?
    /// Ignored nowadays.
    public var uploadSequenceToken: String?
    /// The ARN.
    public var arn: String?
    /// Always 0 nowadays.
    public var storedBytes: Int?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        logStreamName: String? = nil, creationTime: Int? = nil, firstEventTimestamp: Int? = nil,
        lastEventTimestamp: Int? = nil, lastIngestionTime: Int? = nil, uploadSequenceToken: String? = nil,
        arn: String? = nil, storedBytes: Int? = nil
    ) {
        self.logStreamName = logStreamName
        self.creationTime = creationTime
        self.firstEventTimestamp = firstEventTimestamp
        self.lastEventTimestamp = lastEventTimestamp
        self.lastIngestionTime = lastIngestionTime
        self.uploadSequenceToken = uploadSequenceToken
        self.arn = arn
        self.storedBytes = storedBytes
    }

    /// The members as they are written.
    public static let members: [AWSMember<LogStream>] = [
        .body("logStreamName", \.logStreamName),
        .body("creationTime", \.creationTime),
        .body("firstEventTimestamp", \.firstEventTimestamp),
        .body("lastEventTimestamp", \.lastEventTimestamp),
        .body("lastIngestionTime", \.lastIngestionTime),
        .body("uploadSequenceToken", \.uploadSequenceToken),
        .body("arn", \.arn),
        .body("storedBytes", \.storedBytes),
    ]
}
