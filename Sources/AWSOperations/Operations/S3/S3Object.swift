import Timestamps

/// An object as a listing shows it.
public struct S3Object: AWSStructure {
    /// The object's key.
    public var key: String?
    /// When the object was written.
    public var lastModified: Timestamp?
    /// The entity tag, with its quotation marks.
    public var etag: String?
    /// The algorithms of the checksums.
    public var checksumAlgorithm: [String]?
    /// `FULL_OBJECT` or `COMPOSITE`.
    public var checksumType: String?
    /// The object's size in bytes.
    public var size: Int?
    /// The storage class; absent for `STANDARD` in headers.
    public var storageClass: String?
    /// Who owns it.
    public var owner: S3Owner?
    /// How far restoring is.
    public var restoreStatus: S3RestoreStatus?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        key: String? = nil, lastModified: Timestamp? = nil, etag: String? = nil, checksumAlgorithm: [String]? = nil,
        checksumType: String? = nil, size: Int? = nil, storageClass: String? = nil, owner: S3Owner? = nil,
        restoreStatus: S3RestoreStatus? = nil
    ) {
        self.key = key
        self.lastModified = lastModified
        self.etag = etag
        self.checksumAlgorithm = checksumAlgorithm
        self.checksumType = checksumType
        self.size = size
        self.storageClass = storageClass
        self.owner = owner
        self.restoreStatus = restoreStatus
    }

    /// The members as they are written.
    public static let members: [AWSMember<S3Object>] = [
        .body("Key", \.key),
        .body("LastModified", \.lastModified),
        .body("ETag", \.etag),
        .body("ChecksumAlgorithm", \.checksumAlgorithm, flattened: true),
        .body("ChecksumType", \.checksumType),
        .body("Size", \.size),
        .body("StorageClass", \.storageClass),
        .body("Owner", \.owner),
        .body("RestoreStatus", \.restoreStatus),
    ]
}
