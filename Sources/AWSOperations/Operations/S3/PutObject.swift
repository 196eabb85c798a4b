/// Writes an object.
public struct PutObject: AWSOperation {
    /// The bucket's name.
    public var bucket: String?
    /// The object's key.
    public var key: String?
    /// The content.
    public var body: [UInt8]?
    /// The object's media type.
    public var contentType: String?
    /// The length of the body in bytes.
    public var contentLength: Int?
    /// The MD5 hash of the body, in base64.
    public var contentMD5: String?
    /// The object's own metadata, without `x-amz-meta-`.
    public var metadata: [String: String]?
    /// The entity tag that the object must have.
    public var ifMatch: String?
    /// `*` where the object must not exist.
    public var ifNoneMatch: String?
    /// The canned access control list.
    public var acl: String?
    /// The object's `Cache-Control`.
    public var cacheControl: String?
    /// The object's `Content-Disposition`.
    public var contentDisposition: String?
    /// The object's `Content-Encoding`.
    public var contentEncoding: String?
    /// The object's `Content-Language`.
    public var contentLanguage: String?
    /// The algorithm of the checksum.
    public var checksumAlgorithm: String?
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
    /// The object's `Expires`.
    public var expires: String?
    /// `AES256` or `aws:kms`.
    public var serverSideEncryption: String?
    /// The storage class; absent for `STANDARD` in headers.
    public var storageClass: String?
    /// Where a website redirects to.
    public var websiteRedirectLocation: String?
    /// The algorithm of encryption by the caller's key.
    public var sseCustomerAlgorithm: String?
    /// The caller's key, in base64.
    public var sseCustomerKey: String?
    /// The MD5 hash of the caller's key, in base64.
    public var sseCustomerKeyMD5: String?
    /// The key in the key management service.
    public var sseKMSKeyID: String?
    /// Whether a bucket key is used.
    public var bucketKeyEnabled: Bool?
    /// `requester` where the caller agrees to pay.
    public var requestPayer: String?
    /// The tags, as a query string.
    public var tagging: String?
    /// The account that must own the bucket.
    public var expectedBucketOwner: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        bucket: String? = nil, key: String? = nil, body: [UInt8]? = nil, contentType: String? = nil,
        contentLength: Int? = nil, contentMD5: String? = nil, metadata: [String: String]? = nil, ifMatch: String? = nil,
        ifNoneMatch: String? = nil, acl: String? = nil, cacheControl: String? = nil, contentDisposition: String? = nil,
        contentEncoding: String? = nil, contentLanguage: String? = nil, checksumAlgorithm: String? = nil,
        checksumCRC32: String? = nil, checksumCRC32C: String? = nil, checksumCRC64NVME: String? = nil,
        checksumSHA1: String? = nil, checksumSHA256: String? = nil, expires: String? = nil,
        serverSideEncryption: String? = nil, storageClass: String? = nil, websiteRedirectLocation: String? = nil,
        sseCustomerAlgorithm: String? = nil, sseCustomerKey: String? = nil, sseCustomerKeyMD5: String? = nil,
        sseKMSKeyID: String? = nil, bucketKeyEnabled: Bool? = nil, requestPayer: String? = nil, tagging: String? = nil,
        expectedBucketOwner: String? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.body = body
        self.contentType = contentType
        self.contentLength = contentLength
        self.contentMD5 = contentMD5
        self.metadata = metadata
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
        self.acl = acl
        self.cacheControl = cacheControl
        self.contentDisposition = contentDisposition
        self.contentEncoding = contentEncoding
        self.contentLanguage = contentLanguage
        self.checksumAlgorithm = checksumAlgorithm
        self.checksumCRC32 = checksumCRC32
        self.checksumCRC32C = checksumCRC32C
        self.checksumCRC64NVME = checksumCRC64NVME
        self.checksumSHA1 = checksumSHA1
        self.checksumSHA256 = checksumSHA256
        self.expires = expires
        self.serverSideEncryption = serverSideEncryption
        self.storageClass = storageClass
        self.websiteRedirectLocation = websiteRedirectLocation
        self.sseCustomerAlgorithm = sseCustomerAlgorithm
        self.sseCustomerKey = sseCustomerKey
        self.sseCustomerKeyMD5 = sseCustomerKeyMD5
        self.sseKMSKeyID = sseKMSKeyID
        self.bucketKeyEnabled = bucketKeyEnabled
        self.requestPayer = requestPayer
        self.tagging = tagging
        self.expectedBucketOwner = expectedBucketOwner
    }

    /// The members as they are written.
    public static let members: [AWSMember<PutObject>] = [
        .label("Bucket", \.bucket),
        .label("Key", \.key),
        .payload("Body", \.body),
        .header("Content-Type", \.contentType),
        .header("Content-Length", \.contentLength),
        .header("Content-MD5", \.contentMD5),
        .headerMap("x-amz-meta-", \.metadata),
        .header("If-Match", \.ifMatch),
        .header("If-None-Match", \.ifNoneMatch),
        .header("x-amz-acl", \.acl),
        .header("Cache-Control", \.cacheControl),
        .header("Content-Disposition", \.contentDisposition),
        .header("Content-Encoding", \.contentEncoding),
        .header("Content-Language", \.contentLanguage),
        .header("x-amz-sdk-checksum-algorithm", \.checksumAlgorithm),
        .header("x-amz-checksum-crc32", \.checksumCRC32),
        .header("x-amz-checksum-crc32c", \.checksumCRC32C),
        .header("x-amz-checksum-crc64nvme", \.checksumCRC64NVME),
        .header("x-amz-checksum-sha1", \.checksumSHA1),
        .header("x-amz-checksum-sha256", \.checksumSHA256),
        .header("Expires", \.expires),
        .header("x-amz-server-side-encryption", \.serverSideEncryption),
        .header("x-amz-storage-class", \.storageClass),
        .header("x-amz-website-redirect-location", \.websiteRedirectLocation),
        .header("x-amz-server-side-encryption-customer-algorithm", \.sseCustomerAlgorithm),
        .header("x-amz-server-side-encryption-customer-key", \.sseCustomerKey),
        .header("x-amz-server-side-encryption-customer-key-MD5", \.sseCustomerKeyMD5),
        .header("x-amz-server-side-encryption-aws-kms-key-id", \.sseKMSKeyID),
        .header("x-amz-server-side-encryption-bucket-key-enabled", \.bucketKeyEnabled),
        .header("x-amz-request-payer", \.requestPayer),
        .header("x-amz-tagging", \.tagging),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "PutObject", method: "PUT", uri: "/{Bucket}/{Key+}",
        errors: [
            "InvalidRequest": 400,
            "InvalidWriteOffset": 400,
            "TooManyParts": 400,
            "EncryptionTypeMismatch": 400,
        ])

    /// What `PutObject` answers.
    public struct Output: AWSStructure {
        /// The entity tag, with its quotation marks.
        public var etag: String?
        /// The version's id.
        public var versionID: String?
        /// When a lifecycle rule deletes the object.
        public var expiration: String?
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
        /// The object's size in bytes.
        public var size: Int?
        /// `requester` where the caller pays.
        public var requestCharged: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            etag: String? = nil, versionID: String? = nil, expiration: String? = nil, checksumCRC32: String? = nil,
            checksumCRC32C: String? = nil, checksumCRC64NVME: String? = nil, checksumSHA1: String? = nil,
            checksumSHA256: String? = nil, checksumType: String? = nil, serverSideEncryption: String? = nil,
            sseCustomerAlgorithm: String? = nil, sseCustomerKeyMD5: String? = nil, sseKMSKeyID: String? = nil,
            bucketKeyEnabled: Bool? = nil, size: Int? = nil, requestCharged: String? = nil
        ) {
            self.etag = etag
            self.versionID = versionID
            self.expiration = expiration
            self.checksumCRC32 = checksumCRC32
            self.checksumCRC32C = checksumCRC32C
            self.checksumCRC64NVME = checksumCRC64NVME
            self.checksumSHA1 = checksumSHA1
            self.checksumSHA256 = checksumSHA256
            self.checksumType = checksumType
            self.serverSideEncryption = serverSideEncryption
            self.sseCustomerAlgorithm = sseCustomerAlgorithm
            self.sseCustomerKeyMD5 = sseCustomerKeyMD5
            self.sseKMSKeyID = sseKMSKeyID
            self.bucketKeyEnabled = bucketKeyEnabled
            self.size = size
            self.requestCharged = requestCharged
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .header("ETag", \.etag),
            .header("x-amz-version-id", \.versionID),
            .header("x-amz-expiration", \.expiration),
            .header("x-amz-checksum-crc32", \.checksumCRC32),
            .header("x-amz-checksum-crc32c", \.checksumCRC32C),
            .header("x-amz-checksum-crc64nvme", \.checksumCRC64NVME),
            .header("x-amz-checksum-sha1", \.checksumSHA1),
            .header("x-amz-checksum-sha256", \.checksumSHA256),
            .header("x-amz-checksum-type", \.checksumType),
            .header("x-amz-server-side-encryption", \.serverSideEncryption),
            .header("x-amz-server-side-encryption-customer-algorithm", \.sseCustomerAlgorithm),
            .header("x-amz-server-side-encryption-customer-key-MD5", \.sseCustomerKeyMD5),
            .header("x-amz-server-side-encryption-aws-kms-key-id", \.sseKMSKeyID),
            .header("x-amz-server-side-encryption-bucket-key-enabled", \.bucketKeyEnabled),
            .header("x-amz-object-size", \.size),
            .header("x-amz-request-charged", \.requestCharged),
        ]
    }
}
