import Timestamps

/// A bucket as a listing shows it.
public struct S3Bucket: AWSStructure {
    /// The bucket's name.
    public var name: String?
    /// When the bucket was created.
    public var creationDate: Timestamp?
    /// The bucket's region.
    public var bucketRegion: String?
    /// The bucket's ARN.
    public var bucketARN: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        name: String? = nil, creationDate: Timestamp? = nil, bucketRegion: String? = nil, bucketARN: String? = nil
    ) {
        self.name = name
        self.creationDate = creationDate
        self.bucketRegion = bucketRegion
        self.bucketARN = bucketARN
    }

    /// The members as they are written.
    public static let members: [AWSMember<S3Bucket>] = [
        .body("Name", \.name),
        .body("CreationDate", \.creationDate),
        .body("BucketRegion", \.bucketRegion),
        .body("BucketArn", \.bucketARN),
    ]
}
