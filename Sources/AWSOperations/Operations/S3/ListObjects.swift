/// Lists the objects of a bucket in the order of their keys, in the first version of the operation.
///
/// Older clients ask it, among them `aws cloudtrail validate-logs`. A page has a marker for the next one only where keys
/// are rolled up; otherwise its last key is the marker.
public struct ListObjects: PaginatedOperation {
    /// The bucket's name.
    public var bucket: String?
    /// What the keys begin with.
    public var prefix: String?
    /// The text up to which keys are rolled up into common prefixes.
    public var delimiter: String?
    /// The key after which the listing begins.
    public var marker: String?
    /// The most keys a page may have, at most 1,000.
    public var maxKeys: Int?
    /// `url` where names are URL-encoded on the wire.
    public var encodingType: String?
    /// The account that must own the bucket.
    public var expectedBucketOwner: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        bucket: String? = nil, prefix: String? = nil, delimiter: String? = nil, marker: String? = nil,
        maxKeys: Int? = nil, encodingType: String? = nil, expectedBucketOwner: String? = nil
    ) {
        self.bucket = bucket
        self.prefix = prefix
        self.delimiter = delimiter
        self.marker = marker
        self.maxKeys = maxKeys
        self.encodingType = encodingType
        self.expectedBucketOwner = expectedBucketOwner
    }

    /// The members as they are written.
    public static let members: [AWSMember<ListObjects>] = [
        .label("Bucket", \.bucket),
        .query("prefix", \.prefix),
        .query("delimiter", \.delimiter),
        .query("marker", \.marker),
        .query("max-keys", \.maxKeys),
        .query("encoding-type", \.encodingType),
        .header("x-amz-expected-bucket-owner", \.expectedBucketOwner),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "ListObjects", method: "GET", uri: "/{Bucket}", outputRoot: "ListBucketResult",
        errors: [
            "NoSuchBucket": 404
        ])

    /// Asks for URL-encoded names.
    public static func prepare(_ input: inout ListObjects) {
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

    /// The marker of the page asked for; nil asks for the first.
    public var pageToken: String? {
        get { marker }
        set { marker = newValue }
    }

    /// The marker of the page after `output`; nil after the last one.
    public static func nextPageToken(of output: Output) -> String? {
        guard output.isTruncated == true else { return nil }
        return output.nextMarker ?? output.contents?.last?.key
    }

    /// Writes the marker of the page after `output`, and whether there is one; nil makes it the last one.
    public static func setNextPageToken(_ token: String?, of output: inout Output) {
        output.nextMarker = token
        output.isTruncated = token != nil
    }

    /// What `ListObjects` answers.
    public struct Output: AWSStructure {
        /// The bucket's name.
        public var name: String?
        /// What the keys begin with.
        public var prefix: String?
        /// The key after which the listing begins.
        public var marker: String?
        /// The marker of the next page, where keys are rolled up.
        public var nextMarker: String?
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

        /// Creates a structure without any value.
        public init() {}

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Name", \.name),
            .body("Prefix", \.prefix),
            .body("Marker", \.marker),
            .body("NextMarker", \.nextMarker),
            .body("MaxKeys", \.maxKeys),
            .body("Delimiter", \.delimiter),
            .body("EncodingType", \.encodingType),
            .body("IsTruncated", \.isTruncated),
            .body("Contents", \.contents, flattened: true),
            .body("CommonPrefixes", \.commonPrefixes, flattened: true),
        ]
    }
}
