/// An error that an AWS service answered, or that a server is to answer.
public struct AWSError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The service's code, such as `NoSuchBucket`; the HTTP status as text where the response has none.
    public var code: String
    /// The service's message; may be empty.
    public var message: String
    /// The HTTP status.
    public var httpStatus: Int
    /// The request's id.
    public var requestID: String?
    /// The service that answered.
    public var service: AWSService?
    /// The operation's name.
    public var operation: String?
    /// Further text members of the error by their wire names, such as `BucketName` and `Region`.
    ///
    /// S3 errors are written with them, in order of their names. ``queryErrorKey`` holds the header `x-amzn-query-error`.
    public var details: [String: String]
    /// What the header `Retry-After` asks for.
    public var retryAfter: Duration?

    /// The key in ``details`` for the header `x-amzn-query-error` (`LegacyCode;Sender`).
    public static let queryErrorKey = "x-amzn-query-error"

    /// The key in ``details`` for the header `x-amz-bucket-region`, with which S3 tells where a bucket lies.
    public static let bucketRegionKey = "BucketRegion"

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: the service's code.
    ///   - message: the service's message.
    ///   - httpStatus: the status; nil takes the usual one of `code`, see ``usualStatus(ofCode:)``.
    ///   - requestID: the request's id.
    ///   - service: the service that answers.
    ///   - operation: the operation's name.
    ///   - details: further members.
    ///   - retryAfter: how long to wait before the next try.
    public init(
        code: String, message: String, httpStatus: Int? = nil, requestID: String? = nil, service: AWSService? = nil,
        operation: String? = nil, details: [String: String] = [:], retryAfter: Duration? = nil
    ) {
        self.code = code
        self.message = message
        self.httpStatus = httpStatus ?? AWSError.usualStatus(ofCode: code)
        self.requestID = requestID
        self.service = service
        self.operation = operation
        self.details = details
        self.retryAfter = retryAfter
    }

    /// One line: operation, code and message, without control characters and cut to a bearable length.
    public var description: String {
        let parts = [operation, code, message].compactMap { $0 }.filter { !$0.isEmpty }
        return oneLine(parts.joined(separator: ": "), limit: 500)
    }
}
