import Timestamps

/// Asks for the keys with which digests were signed.
public struct ListPublicKeys: PaginatedOperation {
    /// The beginning of the time asked for, inclusive.
    public var startTime: Timestamp?
    /// The end of the time asked for, inclusive.
    public var endTime: Timestamp?
    /// The token of the page.
    public var nextToken: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(startTime: Timestamp? = nil, endTime: Timestamp? = nil, nextToken: String? = nil) {
        self.startTime = startTime
        self.endTime = endTime
        self.nextToken = nextToken
    }

    /// The members as they are written.
    public static let members: [AWSMember<ListPublicKeys>] = [
        .body("StartTime", \.startTime),
        .body("EndTime", \.endTime),
        .body("NextToken", \.nextToken),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .cloudtrail, "ListPublicKeys",
        errors: [
            "InvalidTimeRangeException": 400,
            "UnsupportedOperationException": 400,
            "OperationNotPermittedException": 400,
            "InvalidTokenException": 400,
        ])

    /// The token of the page asked for.
    public var pageToken: String? {
        get { nextToken }
        set { nextToken = newValue }
    }

    /// The token of the next page; an empty one ends the pages, too.
    public static func nextPageToken(of output: Output) -> String? {
        output.nextToken?.isEmpty == false ? output.nextToken : nil
    }

    /// Writes the token of the next page.
    public static func setNextPageToken(_ token: String?, of output: inout Output) {
        output.nextToken = token
    }

    /// What `ListPublicKeys` answers.
    public struct Output: AWSStructure {
        /// The keys.
        public var publicKeyList: [PublicKey]?
        /// The token of the next page; absent after the last one.
        public var nextToken: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(publicKeyList: [PublicKey]? = nil, nextToken: String? = nil) {
            self.publicKeyList = publicKeyList
            self.nextToken = nextToken
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("PublicKeyList", \.publicKeyList),
            .body("NextToken", \.nextToken),
        ]
    }

    /// A key with which digests are signed.
    public struct PublicKey: AWSStructure {
        /// The key: DER of PKCS #1.
        public var value: [UInt8]?
        /// The beginning of the time in which it signs.
        public var validityStartTime: Timestamp?
        /// The end of the time in which it signs.
        public var validityEndTime: Timestamp?
        /// The fingerprint, by which digests name it.
        public var fingerprint: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            value: [UInt8]? = nil, validityStartTime: Timestamp? = nil, validityEndTime: Timestamp? = nil,
            fingerprint: String? = nil
        ) {
            self.value = value
            self.validityStartTime = validityStartTime
            self.validityEndTime = validityEndTime
            self.fingerprint = fingerprint
        }

        /// The members as they are written.
        public static let members: [AWSMember<PublicKey>] = [
            .blob("Value", \.value),
            .body("ValidityStartTime", \.validityStartTime),
            .body("ValidityEndTime", \.validityEndTime),
            .body("Fingerprint", \.fingerprint),
        ]
    }
}
