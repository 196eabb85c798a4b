/// Sets a bucket's tags, in place of all that it had.
public struct PutBucketTagging: AWSOperation {
    /// The bucket's name.
    public var bucket: String?
    /// The algorithm of the checksum.
    public var checksumAlgorithm: String?
    /// The tags.
    public var tagging: Tagging?
    /// The account that must own the bucket.
    public var expectedBucketOwner: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        bucket: String? = nil, checksumAlgorithm: String? = nil, tagging: Tagging? = nil,
        expectedBucketOwner: String? = nil
    ) {
        self.bucket = bucket
        self.checksumAlgorithm = checksumAlgorithm
        self.tagging = tagging
        self.expectedBucketOwner = expectedBucketOwner
    }

    /// The members as they are written.
    public static let members: [AWSMember<PutBucketTagging>] = [
        .label("Bucket", \.bucket),
        .header("x-amz-sdk-checksum-algorithm", \.checksumAlgorithm),
        .payload("Tagging", \.tagging, required: true),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "PutBucketTagging", method: "PUT", uri: "/{Bucket}?tagging", requiresChecksum: true)

    /// `PutBucketTagging` answers nothing but success.
    public typealias Output = EmptyOutput

    /// The tags of a bucket.
    public struct Tagging: AWSStructure {
        /// The tags.
        public var tagSet: [S3Tag]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(tagSet: [S3Tag]? = nil) {
            self.tagSet = tagSet
        }

        /// The members as they are written.
        public static let members: [AWSMember<Tagging>] = [
            .body("TagSet", \.tagSet, required: true, element: "Tag")
        ]
    }
}
