import AWSOperations
import HTTPMessages

/// The pages of a paginated operation, each asked for when it is wanted.
///
/// An empty page with a token is a page like any other. A token that a page answers and that had just been asked with
/// would go on for ever: after that page comes an `AWSError` with code `RepeatedToken`.
public struct AWSPages<Operation: PaginatedOperation, Page: Sendable>: AsyncSequence, Sendable {
    /// One page.
    public typealias Element = Page

    let client: AWSClient
    let operation: Operation
    let form: Form

    /// What becomes of an answer.
    struct Form: Sendable {
        var read: @Sendable (HTTPResponse) throws -> Page
        var nextToken: @Sendable (Page) -> String?
    }

    /// Asks for page after page.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let client: AWSClient
        let form: Form
        var operation: Operation
        var isAtEnd = false
        var failure: AWSError?

        /// Asks for the next page.
        ///
        /// - Returns: the page; nil after the last one.
        /// - Throws: as `AWSClient.send`, and `AWSError` with code `RepeatedToken`.
        public mutating func next() async throws -> Page? {
            if let failure {
                self.failure = nil
                throw failure
            }
            guard !isAtEnd else { return nil }
            isAtEnd = true
            let page = try await client.send(operation, reading: form.read)
            guard let token = form.nextToken(page) else { return page }
            guard token != operation.pageToken else {
                failure = AWSError(
                    code: "RepeatedToken",
                    message: "the service answered the same page token twice in a row; the list would never end",
                    httpStatus: 200, service: Operation.operation.service, operation: Operation.operation.name)
                return page
            }
            operation.pageToken = token
            isAtEnd = false
            return page
        }
    }

    /// Starts at the first page.
    public func makeAsyncIterator() -> Iterator {
        Iterator(client: client, form: form, operation: operation)
    }
}
