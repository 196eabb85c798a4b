/// Lists the buckets of the account.
public struct ListBuckets: PaginatedOperation {
    /// The most buckets a page may have, at most 10,000.
    public var maxBuckets: Int?
    /// The token of the page asked for.
    public var continuationToken: String?
    /// What the buckets' names begin with.
    public var prefix: String?
    /// The region whose buckets are listed.
    public var bucketRegion: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        maxBuckets: Int? = nil, continuationToken: String? = nil, prefix: String? = nil, bucketRegion: String? = nil
    ) {
        self.maxBuckets = maxBuckets
        self.continuationToken = continuationToken
        self.prefix = prefix
        self.bucketRegion = bucketRegion
    }

    /// The members as they are written.
    public static let members: [AWSMember<ListBuckets>] = [
        .query("max-buckets", \.maxBuckets),
        .query("continuation-token", \.continuationToken),
        .query("prefix", \.prefix),
        .query("bucket-region", \.bucketRegion),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .s3, "ListBuckets", method: "GET", outputRoot: "ListAllMyBucketsResult")

    /// The token of the page asked for; nil asks for the first.
    public var pageToken: String? {
        get { continuationToken }
        set { continuationToken = newValue }
    }

    /// The token of the page after `output`; nil after the last one.
    public static func nextPageToken(of output: Output) -> String? {
        output.continuationToken
    }

    /// Writes the token of the page after `output`; nil makes it the last one.
    public static func setNextPageToken(_ token: String?, of output: inout Output) {
        output.continuationToken = token
    }

    /// What `ListBuckets` answers.
    public struct Output: AWSStructure {
        /// Who owns it.
        public var owner: S3Owner?
        /// The buckets of the page, in order of their names.
        public var buckets: [S3Bucket]?
        /// The token of the next page; absent after the last one.
        public var continuationToken: String?
        /// What the buckets' names begin with.
        public var prefix: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            owner: S3Owner? = nil, buckets: [S3Bucket]? = nil, continuationToken: String? = nil, prefix: String? = nil
        ) {
            self.owner = owner
            self.buckets = buckets
            self.continuationToken = continuationToken
            self.prefix = prefix
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Owner", \.owner),
            .body("Buckets", \.buckets, element: "Bucket"),
            .body("ContinuationToken", \.continuationToken),
            .body("Prefix", \.prefix),
        ]
    }
}
