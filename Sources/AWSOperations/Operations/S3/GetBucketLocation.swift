/// Asks for the region of a bucket.
public struct GetBucketLocation: AWSOperation {
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
    public static let members: [AWSMember<GetBucketLocation>] = [
        .label("Bucket", \.bucket),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "GetBucketLocation", method: "GET", uri: "/{Bucket}?location", outputRoot: "LocationConstraint",
        outputIsUnwrapped: true)

    /// Takes an empty element for us-east-1.
    public static func decodeFromWire(_ output: inout Output) {
        if output.locationConstraint == "" { output.locationConstraint = nil }
    }

    /// What `GetBucketLocation` answers.
    public struct Output: AWSStructure {
        /// The region; absent for us-east-1.
        public var locationConstraint: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(locationConstraint: String? = nil) {
            self.locationConstraint = locationConstraint
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("LocationConstraint", \.locationConstraint)
        ]
    }
}
