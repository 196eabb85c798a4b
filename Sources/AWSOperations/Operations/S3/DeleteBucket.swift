/// Deletes an empty bucket.
public struct DeleteBucket: AWSOperation {
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
    public static let members: [AWSMember<DeleteBucket>] = [
        .label("Bucket", \.bucket),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Nothing but success.
    public typealias Output = EmptyOutput

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "DeleteBucket", method: "DELETE", uri: "/{Bucket}", successStatus: 204)
}
