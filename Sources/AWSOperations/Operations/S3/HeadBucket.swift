/// Asks whether a bucket exists and may be used, and where it lies.
public struct HeadBucket: AWSOperation {
    /// The bucket's name.
    public var bucket: String?
    /// The account that must own the bucket.
    public var expectedBucketOwner: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(bucket: String? = nil, expectedBucketOwner: String? = nil) {
        self.bucket = bucket
        self.expectedBucketOwner = expectedBucketOwner
    }

    /// The members as they are written.
    public static let members: [AWSMember<HeadBucket>] = [
        .label("Bucket", \.bucket),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "HeadBucket", method: "HEAD", uri: "/{Bucket}",
        errors: [
            "NoSuchBucket": 404
        ])

    /// What `HeadBucket` answers.
    public struct Output: AWSStructure {
        /// The bucket's region.
        public var bucketRegion: String?
        /// The bucket's ARN.
        public var bucketARN: String?
        /// The kind of zone of a directory bucket.
        public var bucketLocationType: String?
        /// The zone of a directory bucket.
        public var bucketLocationName: String?
        /// Whether the name is an access point's alias.
        public var accessPointAlias: Bool?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            bucketRegion: String? = nil, bucketARN: String? = nil, bucketLocationType: String? = nil,
            bucketLocationName: String? = nil, accessPointAlias: Bool? = nil
        ) {
            self.bucketRegion = bucketRegion
            self.bucketARN = bucketARN
            self.bucketLocationType = bucketLocationType
            self.bucketLocationName = bucketLocationName
            self.accessPointAlias = accessPointAlias
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .header("x-amz-bucket-region", \.bucketRegion),
            .header("x-amz-bucket-arn", \.bucketARN),
            .header("x-amz-bucket-location-type", \.bucketLocationType),
            .header("x-amz-bucket-location-name", \.bucketLocationName),
            .header("x-amz-access-point-alias", \.accessPointAlias),
        ]
    }
}
