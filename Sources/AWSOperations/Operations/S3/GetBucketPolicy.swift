/// Asks for a bucket's policy.
public struct GetBucketPolicy: AWSOperation {
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
    public static let members: [AWSMember<GetBucketPolicy>] = [
        .label("Bucket", \.bucket),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "GetBucketPolicy", method: "GET", uri: "/{Bucket}?policy")

    /// What `GetBucketPolicy` answers.
    public struct Output: AWSStructure {
        /// The policy, in JSON.
        public var policy: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(policy: String? = nil) {
            self.policy = policy
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .payload("Policy", \.policy)
        ]
    }
}
