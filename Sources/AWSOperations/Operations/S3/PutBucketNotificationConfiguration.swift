/// Sets which queues and topics hear of events in a bucket.
public struct PutBucketNotificationConfiguration: AWSOperation {
    /// The bucket's name.
    public var bucket: String?
    /// The queues and topics.
    public var notificationConfiguration: S3NotificationConfiguration?
    /// The account that must own the bucket.
    public var expectedBucketOwner: String?
    /// Whether the destinations are not checked.
    public var skipDestinationValidation: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        bucket: String? = nil, notificationConfiguration: S3NotificationConfiguration? = nil,
        expectedBucketOwner: String? = nil, skipDestinationValidation: Bool? = nil
    ) {
        self.bucket = bucket
        self.notificationConfiguration = notificationConfiguration
        self.expectedBucketOwner = expectedBucketOwner
        self.skipDestinationValidation = skipDestinationValidation
    }

    /// The members as they are written.
    public static let members: [AWSMember<PutBucketNotificationConfiguration>] = [
        .label("Bucket", \.bucket),
        .payload("NotificationConfiguration", \.notificationConfiguration, required: true),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
        .header("x-amz-skip-destination-validation", \.skipDestinationValidation),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "PutBucketNotificationConfiguration", method: "PUT", uri: "/{Bucket}?notification")

    /// `PutBucketNotificationConfiguration` answers nothing but success.
    public typealias Output = EmptyOutput
}
