/// Sets a bucket's policy.
public struct PutBucketPolicy: AWSOperation {
    /// The bucket's name.
    public var bucket: String?
    /// The algorithm of the checksum.
    public var checksumAlgorithm: String?
    /// Whether the policy may lock its own writer out.
    public var confirmRemoveSelfBucketAccess: Bool?
    /// The policy, in JSON.
    public var policy: String?
    /// The account that must own the bucket.
    public var expectedBucketOwner: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        bucket: String? = nil, checksumAlgorithm: String? = nil, confirmRemoveSelfBucketAccess: Bool? = nil,
        policy: String? = nil, expectedBucketOwner: String? = nil
    ) {
        self.bucket = bucket
        self.checksumAlgorithm = checksumAlgorithm
        self.confirmRemoveSelfBucketAccess = confirmRemoveSelfBucketAccess
        self.policy = policy
        self.expectedBucketOwner = expectedBucketOwner
    }

    /// The members as they are written.
    public static let members: [AWSMember<PutBucketPolicy>] = [
        .label("Bucket", \.bucket),
        .header("x-amz-sdk-checksum-algorithm", \.checksumAlgorithm),
        .header("x-amz-confirm-remove-self-bucket-access", \.confirmRemoveSelfBucketAccess),
        .payload("Policy", \.policy, required: true),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "PutBucketPolicy", method: "PUT", uri: "/{Bucket}?policy", requiresChecksum: true)

    /// `PutBucketPolicy` answers nothing but success.
    public typealias Output = EmptyOutput
}
