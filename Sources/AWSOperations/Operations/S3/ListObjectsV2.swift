/// Lists the objects of a bucket in the order of their keys.
///
/// Keys, prefixes and the like are plain text here; on the wire they are URL-encoded where ``encodingType`` is `url`,
/// which a client always asks for, because XML cannot hold every key.
public struct ListObjectsV2: PaginatedOperation {
    /// The bucket's name.
    public var bucket: String?
    /// What the keys begin with.
    public var prefix: String?
    /// The text up to which keys are rolled up into common prefixes.
    public var delimiter: String?
    /// The key after which the listing begins.
    public var startAfter: String?
    /// The token of the page asked for.
    public var continuationToken: String?
    /// The most keys a page may have, at most 1,000.
    public var maxKeys: Int?
    /// `url` where names are URL-encoded on the wire.
    public var encodingType: String?
    /// Whether the objects' owners are listed.
    public var fetchOwner: Bool?
    /// `requester` where the caller agrees to pay.
    public var requestPayer: String?
    /// The account that must own the bucket.
    public var expectedBucketOwner: String?
    /// What else to list: `RestoreStatus`.
    public var optionalObjectAttributes: [String]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        bucket: String? = nil, prefix: String? = nil, delimiter: String? = nil, startAfter: String? = nil,
        continuationToken: String? = nil, maxKeys: Int? = nil, encodingType: String? = nil, fetchOwner: Bool? = nil,
        requestPayer: String? = nil, expectedBucketOwner: String? = nil, optionalObjectAttributes: [String]? = nil
    ) {
        self.bucket = bucket
        self.prefix = prefix
        self.delimiter = delimiter
        self.startAfter = startAfter
        self.continuationToken = continuationToken
        self.maxKeys = maxKeys
        self.encodingType = encodingType
        self.fetchOwner = fetchOwner
        self.requestPayer = requestPayer
        self.expectedBucketOwner = expectedBucketOwner
        self.optionalObjectAttributes = optionalObjectAttributes
    }

    /// The members as they are written.
    public static let members: [AWSMember<ListObjectsV2>] = [
        .label("Bucket", \.bucket),
        .query("prefix", \.prefix),
        .query("delimiter", \.delimiter),
        .query("start-after", \.startAfter),
        .query("continuation-token", \.continuationToken),
        .query("max-keys", \.maxKeys),
        .query("encoding-type", \.encodingType),
        .query("fetch-owner", \.fetchOwner),
        .header("x-amz-request-payer", \.requestPayer),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
        .header("x-amz-optional-object-attributes", \.optionalObjectAttributes),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "ListObjectsV2", method: "GET", uri: "/{Bucket}?list-type=2", outputRoot: "ListBucketResult",
        errors: [
            "NoSuchBucket": 404
        ])

    /// Asks for URL-encoded names.
    public static func prepare(_ input: inout ListObjectsV2) {
        if input.encodingType == nil { input.encodingType = "url" }
    }

    /// URL-encodes the names where that was asked for.
    public static func encodeForWire(_ output: inout Output) {
        if output.encodingType == "url" { output.transformNames(S3URLEncoding.encode) }
    }

    /// URL-decodes the names where they are encoded.
    public static func decodeFromWire(_ output: inout Output) {
        if output.encodingType == "url" { output.transformNames(S3URLEncoding.decode) }
    }

    /// The token of the page asked for; nil asks for the first.
    public var pageToken: String? {
        get { continuationToken }
        set { continuationToken = newValue }
    }

    /// The token of the page after `output`; nil after the last one.
    public static func nextPageToken(of output: Output) -> String? {
        output.isTruncated == false ? nil : output.nextContinuationToken
    }

    /// Writes the token of the page after `output`, and whether there is one; nil makes it the last one.
    public static func setNextPageToken(_ token: String?, of output: inout Output) {
        output.nextContinuationToken = token
        output.isTruncated = token != nil
    }

    /// Counts objects and common prefixes anew.
    public static func recountItems(of output: inout Output) {
        output.keyCount = (output.contents?.count ?? 0) + (output.commonPrefixes?.count ?? 0)
    }

    /// What `ListObjectsV2` answers.
    public struct Output: AWSStructure {
        /// The bucket's name.
        public var name: String?
        /// What the keys begin with.
        public var prefix: String?
        /// The key after which the listing begins.
        public var startAfter: String?
        /// The token of the page asked for.
        public var continuationToken: String?
        /// The token of the next page.
        public var nextContinuationToken: String?
        /// The number of objects and common prefixes of the page.
        public var keyCount: Int?
        /// The most keys a page may have, at most 1,000.
        public var maxKeys: Int?
        /// The text up to which keys are rolled up into common prefixes.
        public var delimiter: String?
        /// `url` where names are URL-encoded on the wire.
        public var encodingType: String?
        /// Whether there are more pages.
        public var isTruncated: Bool?
        /// The objects of the page.
        public var contents: [S3Object]?
        /// The prefixes that stand for rolled-up keys.
        public var commonPrefixes: [S3CommonPrefix]?
        /// `requester` where the caller pays.
        public var requestCharged: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            name: String? = nil, prefix: String? = nil, startAfter: String? = nil, continuationToken: String? = nil,
            nextContinuationToken: String? = nil, keyCount: Int? = nil, maxKeys: Int? = nil, delimiter: String? = nil,
            encodingType: String? = nil, isTruncated: Bool? = nil, contents: [S3Object]? = nil,
            commonPrefixes: [S3CommonPrefix]? = nil, requestCharged: String? = nil
        ) {
            self.name = name
            self.prefix = prefix
            self.startAfter = startAfter
            self.continuationToken = continuationToken
            self.nextContinuationToken = nextContinuationToken
            self.keyCount = keyCount
            self.maxKeys = maxKeys
            self.delimiter = delimiter
            self.encodingType = encodingType
            self.isTruncated = isTruncated
            self.contents = contents
            self.commonPrefixes = commonPrefixes
            self.requestCharged = requestCharged
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Name", \.name),
            .body("Prefix", \.prefix),
            .body("StartAfter", \.startAfter),
            .body("ContinuationToken", \.continuationToken),
            .body("NextContinuationToken", \.nextContinuationToken),
            .body("KeyCount", \.keyCount),
            .body("MaxKeys", \.maxKeys),
            .body("Delimiter", \.delimiter),
            .body("EncodingType", \.encodingType),
            .body("IsTruncated", \.isTruncated),
            .body("Contents", \.contents, flattened: true),
            .body("CommonPrefixes", \.commonPrefixes, flattened: true),
            .header("x-amz-request-charged", \.requestCharged),
        ]
    }
}
