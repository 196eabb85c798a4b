/// Deletes a bucket's policy.
public struct DeleteBucketPolicy: AWSOperation {
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
    public static let members: [AWSMember<DeleteBucketPolicy>] = [
        .label("Bucket", \.bucket),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "DeleteBucketPolicy", method: "DELETE", uri: "/{Bucket}?policy", successStatus: 204)

    /// `DeleteBucketPolicy` answers nothing but success.
    public typealias Output = EmptyOutput
}
