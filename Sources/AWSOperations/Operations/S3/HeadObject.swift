import Timestamps

/// Reads what there is to know of an object besides its content.
public struct HeadObject: AWSOperation {
    /// The bucket's name.
    public var bucket: String?
    /// The object's key.
    public var key: String?
    /// The part to read, such as `bytes=0-99`.
    public var range: String?
    /// The entity tag that the object must have.
    public var ifMatch: String?
    /// The entity tag that the object must not have.
    public var ifNoneMatch: String?
    /// The time since which the object must have changed.
    public var ifModifiedSince: Timestamp?
    /// The time since which the object must not have changed.
    public var ifUnmodifiedSince: Timestamp?
    /// The version's id.
    public var versionID: String?
    /// The part of a multipart object to read.
    public var partNumber: Int?
    /// `ENABLED` where the answer is to have the checksum.
    public var checksumMode: String?
    /// The value of the answer's `Cache-Control`.
    public var responseCacheControl: String?
    /// The value of the answer's `Content-Disposition`.
    public var responseContentDisposition: String?
    /// The value of the answer's `Content-Encoding`.
    public var responseContentEncoding: String?
    /// The value of the answer's `Content-Language`.
    public var responseContentLanguage: String?
    /// The value of the answer's `Content-Type`.
    public var responseContentType: String?
    /// The value of the answer's `Expires`.
    public var responseExpires: Timestamp?
    /// The algorithm of encryption by the caller's key.
    public var sseCustomerAlgorithm: String?
    /// The caller's key, in base64.
    public var sseCustomerKey: String?
    /// The MD5 hash of the caller's key, in base64.
    public var sseCustomerKeyMD5: String?
    /// `requester` where the caller agrees to pay.
    public var requestPayer: String?
    /// The account that must own the bucket.
    public var expectedBucketOwner: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        bucket: String? = nil, key: String? = nil, range: String? = nil, ifMatch: String? = nil,
        ifNoneMatch: String? = nil, ifModifiedSince: Timestamp? = nil, ifUnmodifiedSince: Timestamp? = nil,
        versionID: String? = nil, partNumber: Int? = nil, checksumMode: String? = nil,
        responseCacheControl: String? = nil, responseContentDisposition: String? = nil,
        responseContentEncoding: String? = nil, responseContentLanguage: String? = nil,
        responseContentType: String? = nil, responseExpires: Timestamp? = nil, sseCustomerAlgorithm: String? = nil,
        sseCustomerKey: String? = nil, sseCustomerKeyMD5: String? = nil, requestPayer: String? = nil,
        expectedBucketOwner: String? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.range = range
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
        self.ifModifiedSince = ifModifiedSince
        self.ifUnmodifiedSince = ifUnmodifiedSince
        self.versionID = versionID
        self.partNumber = partNumber
        self.checksumMode = checksumMode
        self.responseCacheControl = responseCacheControl
        self.responseContentDisposition = responseContentDisposition
        self.responseContentEncoding = responseContentEncoding
        self.responseContentLanguage = responseContentLanguage
        self.responseContentType = responseContentType
        self.responseExpires = responseExpires
        self.sseCustomerAlgorithm = sseCustomerAlgorithm
        self.sseCustomerKey = sseCustomerKey
        self.sseCustomerKeyMD5 = sseCustomerKeyMD5
        self.requestPayer = requestPayer
        self.expectedBucketOwner = expectedBucketOwner
    }

    /// The members as they are written.
    public static let members: [AWSMember<HeadObject>] = [
        .label("Bucket", \.bucket),
        .label("Key", \.key),
        .header("Range", \.range),
        .header("If-Match", \.ifMatch),
        .header("If-None-Match", \.ifNoneMatch),
        .header("If-Modified-Since", \.ifModifiedSince),
        .header("If-Unmodified-Since", \.ifUnmodifiedSince),
        .query("versionId", \.versionID),
        .query("partNumber", \.partNumber),
        .header("x-amz-checksum-mode", \.checksumMode),
        .query("response-cache-control", \.responseCacheControl),
        .query("response-content-disposition", \.responseContentDisposition),
        .query("response-content-encoding", \.responseContentEncoding),
        .query("response-content-language", \.responseContentLanguage),
        .query("response-content-type", \.responseContentType),
        .query("response-expires", \.responseExpires, timestamp: .httpDate),
        .header("x-amz-server-side-encryption-customer-algorithm", \.sseCustomerAlgorithm),
        .header("x-amz-server-side-encryption-customer-key", \.sseCustomerKey),
        .header("x-amz-server-side-encryption-customer-key-MD5", \.sseCustomerKeyMD5),
        .header("x-amz-request-payer", \.requestPayer),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "HeadObject", method: "HEAD", uri: "/{Bucket}/{Key+}",
        errors: [
            "NoSuchKey": 404
        ])

    /// What `HeadObject` answers.
    public struct Output: AWSStructure {
        /// The length of the body in bytes.
        public var contentLength: Int?
        /// Which part of the object this is, such as `bytes 0-99/1000`.
        public var contentRange: String?
        /// The object's media type.
        public var contentType: String?
        /// The entity tag, with its quotation marks.
        public var etag: String?
        /// When the object was written.
        public var lastModified: Timestamp?
        /// The object's own metadata, without `x-amz-meta-`.
        public var metadata: [String: String]?
        /// The storage class; absent for `STANDARD` in headers.
        public var storageClass: String?
        /// `bytes`.
        public var acceptRanges: String?
        /// Whether it is a delete marker.
        public var deleteMarker: Bool?
        /// When a lifecycle rule deletes the object.
        public var expiration: String?
        /// How far restoring is.
        public var restore: String?
        /// The archive tier.
        public var archiveStatus: String?
        /// The CRC-32 of the content, in base64.
        public var checksumCRC32: String?
        /// The CRC-32C of the content, in base64.
        public var checksumCRC32C: String?
        /// The CRC-64/NVME of the content, in base64.
        public var checksumCRC64NVME: String?
        /// The SHA-1 hash of the content, in base64.
        public var checksumSHA1: String?
        /// The SHA-256 hash of the content, in base64.
        public var checksumSHA256: String?
        /// `FULL_OBJECT` or `COMPOSITE`.
        public var checksumType: String?
        /// The version's id.
        public var versionID: String?
        /// The object's `Cache-Control`.
        public var cacheControl: String?
        /// The object's `Content-Disposition`.
        public var contentDisposition: String?
        /// The object's `Content-Encoding`.
        public var contentEncoding: String?
        /// The object's `Content-Language`.
        public var contentLanguage: String?
        /// The object's `Expires`.
        public var expires: String?
        /// Where a website redirects to.
        public var websiteRedirectLocation: String?
        /// `AES256` or `aws:kms`.
        public var serverSideEncryption: String?
        /// The algorithm of encryption by the caller's key.
        public var sseCustomerAlgorithm: String?
        /// The MD5 hash of the caller's key, in base64.
        public var sseCustomerKeyMD5: String?
        /// The key in the key management service.
        public var sseKMSKeyID: String?
        /// Whether a bucket key is used.
        public var bucketKeyEnabled: Bool?
        /// `requester` where the caller pays.
        public var requestCharged: String?
        /// How far replication is.
        public var replicationStatus: String?
        /// The number of parts.
        public var partsCount: Int?
        /// The number of tags.
        public var tagCount: Int?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            contentLength: Int? = nil, contentRange: String? = nil, contentType: String? = nil, etag: String? = nil,
            lastModified: Timestamp? = nil, metadata: [String: String]? = nil, storageClass: String? = nil,
            acceptRanges: String? = nil, deleteMarker: Bool? = nil, expiration: String? = nil, restore: String? = nil,
            archiveStatus: String? = nil, checksumCRC32: String? = nil, checksumCRC32C: String? = nil,
            checksumCRC64NVME: String? = nil, checksumSHA1: String? = nil, checksumSHA256: String? = nil,
            checksumType: String? = nil, versionID: String? = nil, cacheControl: String? = nil,
            contentDisposition: String? = nil, contentEncoding: String? = nil, contentLanguage: String? = nil,
            expires: String? = nil, websiteRedirectLocation: String? = nil, serverSideEncryption: String? = nil,
            sseCustomerAlgorithm: String? = nil, sseCustomerKeyMD5: String? = nil, sseKMSKeyID: String? = nil,
            bucketKeyEnabled: Bool? = nil, requestCharged: String? = nil, replicationStatus: String? = nil,
            partsCount: Int? = nil, tagCount: Int? = nil
        ) {
            self.contentLength = contentLength
            self.contentRange = contentRange
            self.contentType = contentType
            self.etag = etag
            self.lastModified = lastModified
            self.metadata = metadata
            self.storageClass = storageClass
            self.acceptRanges = acceptRanges
            self.deleteMarker = deleteMarker
            self.expiration = expiration
            self.restore = restore
            self.archiveStatus = archiveStatus
            self.checksumCRC32 = checksumCRC32
            self.checksumCRC32C = checksumCRC32C
            self.checksumCRC64NVME = checksumCRC64NVME
            self.checksumSHA1 = checksumSHA1
            self.checksumSHA256 = checksumSHA256
            self.checksumType = checksumType
            self.versionID = versionID
            self.cacheControl = cacheControl
            self.contentDisposition = contentDisposition
            self.contentEncoding = contentEncoding
            self.contentLanguage = contentLanguage
            self.expires = expires
            self.websiteRedirectLocation = websiteRedirectLocation
            self.serverSideEncryption = serverSideEncryption
            self.sseCustomerAlgorithm = sseCustomerAlgorithm
            self.sseCustomerKeyMD5 = sseCustomerKeyMD5
            self.sseKMSKeyID = sseKMSKeyID
            self.bucketKeyEnabled = bucketKeyEnabled
            self.requestCharged = requestCharged
            self.replicationStatus = replicationStatus
            self.partsCount = partsCount
            self.tagCount = tagCount
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .header("Content-Length", \.contentLength),
            .header("Content-Range", \.contentRange),
            .header("Content-Type", \.contentType),
            .header("ETag", \.etag),
            .header("Last-Modified", \.lastModified),
            .headerMap("x-amz-meta-", \.metadata),
            .header("x-amz-storage-class", \.storageClass),
            .header("accept-ranges", \.acceptRanges),
            .header("x-amz-delete-marker", \.deleteMarker),
            .header("x-amz-expiration", \.expiration),
            .header("x-amz-restore", \.restore),
            .header("x-amz-archive-status", \.archiveStatus),
            .header("x-amz-checksum-crc32", \.checksumCRC32),
            .header("x-amz-checksum-crc32c", \.checksumCRC32C),
            .header("x-amz-checksum-crc64nvme", \.checksumCRC64NVME),
            .header("x-amz-checksum-sha1", \.checksumSHA1),
            .header("x-amz-checksum-sha256", \.checksumSHA256),
            .header("x-amz-checksum-type", \.checksumType),
            .header("x-amz-version-id", \.versionID),
            .header("Cache-Control", \.cacheControl),
            .header("Content-Disposition", \.contentDisposition),
            .header("Content-Encoding", \.contentEncoding),
            .header("Content-Language", \.contentLanguage),
            .header("Expires", \.expires),
            .header("x-amz-website-redirect-location", \.websiteRedirectLocation),
            .header("x-amz-server-side-encryption", \.serverSideEncryption),
            .header("x-amz-server-side-encryption-customer-algorithm", \.sseCustomerAlgorithm),
            .header("x-amz-server-side-encryption-customer-key-MD5", \.sseCustomerKeyMD5),
            .header("x-amz-server-side-encryption-aws-kms-key-id", \.sseKMSKeyID),
            .header("x-amz-server-side-encryption-bucket-key-enabled", \.bucketKeyEnabled),
            .header("x-amz-request-charged", \.requestCharged),
            .header("x-amz-replication-status", \.replicationStatus),
            .header("x-amz-mp-parts-count", \.partsCount),
            .header("x-amz-tagging-count", \.tagCount),
        ]
    }
}
