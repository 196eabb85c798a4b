import Timestamps

/// Deletes up to 1,000 objects.
public struct DeleteObjects: AWSOperation {
    /// The bucket's name.
    public var bucket: String?
    /// The objects to delete.
    public var delete: Batch?
    /// The serial number and the code of a device.
    public var mfa: String?
    /// `requester` where the caller agrees to pay.
    public var requestPayer: String?
    /// Whether to delete what governance retention protects.
    public var bypassGovernanceRetention: Bool?
    /// The account that must own the bucket.
    public var expectedBucketOwner: String?
    /// The algorithm of the checksum.
    public var checksumAlgorithm: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        bucket: String? = nil, delete: Batch? = nil, mfa: String? = nil, requestPayer: String? = nil,
        bypassGovernanceRetention: Bool? = nil, expectedBucketOwner: String? = nil, checksumAlgorithm: String? = nil
    ) {
        self.bucket = bucket
        self.delete = delete
        self.mfa = mfa
        self.requestPayer = requestPayer
        self.bypassGovernanceRetention = bypassGovernanceRetention
        self.expectedBucketOwner = expectedBucketOwner
        self.checksumAlgorithm = checksumAlgorithm
    }

    /// The members as they are written.
    public static let members: [AWSMember<DeleteObjects>] = [
        .label("Bucket", \.bucket),
        .payload("Delete", \.delete, required: true),
        .header("x-amz-mfa", \.mfa),
        .header("x-amz-request-payer", \.requestPayer),
        .header("x-amz-bypass-governance-retention", \.bypassGovernanceRetention),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
        .header("x-amz-sdk-checksum-algorithm", \.checksumAlgorithm),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "DeleteObjects", uri: "/{Bucket}?delete", outputRoot: "DeleteResult", requiresChecksum: true)

    /// What `DeleteObjects` answers.
    public struct Output: AWSStructure {
        /// The objects that were deleted.
        public var deleted: [Deleted]?
        /// `requester` where the caller pays.
        public var requestCharged: String?
        /// The objects that were not deleted.
        public var errors: [Failure]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(deleted: [Deleted]? = nil, requestCharged: String? = nil, errors: [Failure]? = nil) {
            self.deleted = deleted
            self.requestCharged = requestCharged
            self.errors = errors
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Deleted", \.deleted, flattened: true),
            .header("x-amz-request-charged", \.requestCharged),
            .body("Error", \.errors, flattened: true),
        ]
    }

    /// The objects to delete.
    public struct Batch: AWSStructure {
        /// The objects; at most 1,000.
        public var objects: [Identifier]?
        /// Whether only failures are answered.
        public var quiet: Bool?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(objects: [Identifier]? = nil, quiet: Bool? = nil) {
            self.objects = objects
            self.quiet = quiet
        }

        /// The members as they are written.
        public static let members: [AWSMember<Batch>] = [
            .body("Object", \.objects, required: true, flattened: true),
            .body("Quiet", \.quiet),
        ]
    }

    /// One object to delete.
    public struct Identifier: AWSStructure {
        /// The object's key.
        public var key: String?
        /// The version's id.
        public var versionID: String?
        /// The entity tag that the object must have.
        public var etag: String?
        /// The time at which the object must have been written.
        public var lastModifiedTime: Timestamp?
        /// The size that the object must have.
        public var size: Int?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            key: String? = nil, versionID: String? = nil, etag: String? = nil, lastModifiedTime: Timestamp? = nil,
            size: Int? = nil
        ) {
            self.key = key
            self.versionID = versionID
            self.etag = etag
            self.lastModifiedTime = lastModifiedTime
            self.size = size
        }

        /// The members as they are written.
        public static let members: [AWSMember<Identifier>] = [
            .body("Key", \.key, required: true),
            .body("VersionId", \.versionID),
            .body("ETag", \.etag),
            .body("LastModifiedTime", \.lastModifiedTime, timestamp: .httpDate),
            .body("Size", \.size),
        ]
    }

    /// An object that was deleted.
    public struct Deleted: AWSStructure {
        /// The object's key.
        public var key: String?
        /// The version's id.
        public var versionID: String?
        /// Whether it is a delete marker.
        public var deleteMarker: Bool?
        /// The version of the delete marker.
        public var deleteMarkerVersionID: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            key: String? = nil, versionID: String? = nil, deleteMarker: Bool? = nil,
            deleteMarkerVersionID: String? = nil
        ) {
            self.key = key
            self.versionID = versionID
            self.deleteMarker = deleteMarker
            self.deleteMarkerVersionID = deleteMarkerVersionID
        }

        /// The members as they are written.
        public static let members: [AWSMember<Deleted>] = [
            .body("Key", \.key),
            .body("VersionId", \.versionID),
            .body("DeleteMarker", \.deleteMarker),
            .body("DeleteMarkerVersionId", \.deleteMarkerVersionID),
        ]
    }

    /// An object that was not deleted.
    public struct Failure: AWSStructure {
        /// The object's key.
        public var key: String?
        /// The version's id.
        public var versionID: String?
        /// The code of the failure.
        public var code: String?
        /// The message.
        public var message: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(key: String? = nil, versionID: String? = nil, code: String? = nil, message: String? = nil) {
            self.key = key
            self.versionID = versionID
            self.code = code
            self.message = message
        }

        /// The members as they are written.
        public static let members: [AWSMember<Failure>] = [
            .body("Key", \.key),
            .body("VersionId", \.versionID),
            .body("Code", \.code),
            .body("Message", \.message),
        ]
    }
}
