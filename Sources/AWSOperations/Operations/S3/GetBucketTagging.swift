/// Asks for a bucket's tags.
public struct GetBucketTagging: AWSOperation {
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
    public static let members: [AWSMember<GetBucketTagging>] = [
        .label("Bucket", \.bucket),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "GetBucketTagging", method: "GET", uri: "/{Bucket}?tagging", outputRoot: "Tagging")

    /// What `GetBucketTagging` answers.
    public struct Output: AWSStructure {
        /// The tags.
        public var tagSet: [S3Tag]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(tagSet: [S3Tag]? = nil) {
            self.tagSet = tagSet
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("TagSet", \.tagSet, element: "Tag")
        ]
    }
}
