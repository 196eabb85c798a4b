/// Creates a bucket.
public struct CreateBucket: AWSOperation {
    /// The bucket's name.
    public var bucket: String?
    /// Where the bucket is to lie; absent in us-east-1.
    public var createBucketConfiguration: Configuration?
    /// The canned access control list.
    public var acl: String?
    /// Who owns objects that others write.
    public var objectOwnership: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        bucket: String? = nil, createBucketConfiguration: Configuration? = nil, acl: String? = nil,
        objectOwnership: String? = nil
    ) {
        self.bucket = bucket
        self.createBucketConfiguration = createBucketConfiguration
        self.acl = acl
        self.objectOwnership = objectOwnership
    }

    /// The members as they are written.
    public static let members: [AWSMember<CreateBucket>] = [
        .label("Bucket", \.bucket),
        .payload("CreateBucketConfiguration", \.createBucketConfiguration),
        .header("x-amz-acl", \.acl),
        .header("x-amz-object-ownership", \.objectOwnership),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "CreateBucket", method: "PUT", uri: "/{Bucket}",
        errors: [
            "BucketAlreadyExists": 409,
            "BucketAlreadyOwnedByYou": 409,
        ])

    /// What `CreateBucket` answers.
    public struct Output: AWSStructure {
        /// The bucket's path.
        public var location: String?
        /// The bucket's ARN.
        public var bucketARN: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(location: String? = nil, bucketARN: String? = nil) {
            self.location = location
            self.bucketARN = bucketARN
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .header("Location", \.location),
            .header("x-amz-bucket-arn", \.bucketARN),
        ]
    }

    /// Where the bucket is to lie.
    public struct Configuration: AWSStructure {
        /// The region; absent for us-east-1.
        public var locationConstraint: String?
        /// The tags.
        public var tags: [S3Tag]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(locationConstraint: String? = nil, tags: [S3Tag]? = nil) {
            self.locationConstraint = locationConstraint
            self.tags = tags
        }

        /// The members as they are written.
        public static let members: [AWSMember<Configuration>] = [
            .body("LocationConstraint", \.locationConstraint),
            .body("Tags", \.tags, element: "Tag"),
        ]
    }
}
