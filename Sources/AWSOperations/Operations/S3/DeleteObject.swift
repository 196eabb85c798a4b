import Timestamps

/// Deletes an object; no error where there is none.
public struct DeleteObject: AWSOperation {
    /// The bucket's name.
    public var bucket: String?
    /// The object's key.
    public var key: String?
    /// The version's id.
    public var versionID: String?
    /// The serial number and the code of a device.
    public var mfa: String?
    /// `requester` where the caller agrees to pay.
    public var requestPayer: String?
    /// Whether to delete what governance retention protects.
    public var bypassGovernanceRetention: Bool?
    /// The account that must own the bucket.
    public var expectedBucketOwner: String?
    /// The entity tag that the object must have.
    public var ifMatch: String?
    /// The time at which the object must have been written.
    public var ifMatchLastModifiedTime: Timestamp?
    /// The size that the object must have.
    public var ifMatchSize: Int?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        bucket: String? = nil, key: String? = nil, versionID: String? = nil, mfa: String? = nil,
        requestPayer: String? = nil, bypassGovernanceRetention: Bool? = nil, expectedBucketOwner: String? = nil,
        ifMatch: String? = nil, ifMatchLastModifiedTime: Timestamp? = nil, ifMatchSize: Int? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.versionID = versionID
        self.mfa = mfa
        self.requestPayer = requestPayer
        self.bypassGovernanceRetention = bypassGovernanceRetention
        self.expectedBucketOwner = expectedBucketOwner
        self.ifMatch = ifMatch
        self.ifMatchLastModifiedTime = ifMatchLastModifiedTime
        self.ifMatchSize = ifMatchSize
    }

    /// The members as they are written.
    public static let members: [AWSMember<DeleteObject>] = [
        .label("Bucket", \.bucket),
        .label("Key", \.key),
        .query("versionId", \.versionID),
        .header("x-amz-mfa", \.mfa),
        .header("x-amz-request-payer", \.requestPayer),
        .header("x-amz-bypass-governance-retention", \.bypassGovernanceRetention),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
        .header("If-Match", \.ifMatch),
        .header("x-amz-if-match-last-modified-time", \.ifMatchLastModifiedTime),
        .header("x-amz-if-match-size", \.ifMatchSize),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "DeleteObject", method: "DELETE", uri: "/{Bucket}/{Key+}", successStatus: 204)

    /// What `DeleteObject` answers.
    public struct Output: AWSStructure {
        /// Whether it is a delete marker.
        public var deleteMarker: Bool?
        /// The version's id.
        public var versionID: String?
        /// `requester` where the caller pays.
        public var requestCharged: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(deleteMarker: Bool? = nil, versionID: String? = nil, requestCharged: String? = nil) {
            self.deleteMarker = deleteMarker
            self.versionID = versionID
            self.requestCharged = requestCharged
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .header("x-amz-delete-marker", \.deleteMarker),
            .header("x-amz-version-id", \.versionID),
            .header("x-amz-request-charged", \.requestCharged),
        ]
    }
}
