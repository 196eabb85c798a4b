import HTTPMessages

/// What a client makes of a page, where the operation's own output would take too long.
public protocol AWSPage: Sendable {
    /// The operation whose answer it is.
    associatedtype Operation: PaginatedOperation
    /// The token of the next page; nil after the last one.
    var nextPageToken: String? { get }
    /// Reads an answer that reports no error.
    ///
    /// - Throws: ``AWSCodingError`` where it is none of the operation.
    init(from response: HTTPResponse) throws(AWSCodingError)
}
