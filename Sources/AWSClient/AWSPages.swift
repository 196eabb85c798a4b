import AWSOperations

/// The pages of a paginated operation, each asked for when it is wanted.
///
/// An empty page with a token is a page like any other. A token that a page answers and that had just been asked with
/// would go on for ever: after that page comes an `AWSError` with code `RepeatedToken`.
public struct AWSPages<Operation: PaginatedOperation>: AsyncSequence, Sendable {
    /// One page.
    public typealias Element = Operation.Output

    let client: AWSClient
    let operation: Operation

    /// Asks for page after page.
    public struct Iterator: AsyncIteratorProtocol {
        let client: AWSClient
        var operation: Operation
        var isAtEnd = false
        var failure: AWSError?

        /// Asks for the next page.
        ///
        /// - Returns: the page; nil after the last one.
        /// - Throws: as `AWSClient.send`, and `AWSError` with code `RepeatedToken`.
        public mutating func next() async throws -> Operation.Output? {
            if let failure {
                self.failure = nil
                throw failure
            }
            guard !isAtEnd else { return nil }
            isAtEnd = true
            let page = try await client.send(operation)
            guard let token = Operation.nextPageToken(of: page) else { return page }
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
        Iterator(client: client, operation: operation)
    }
}
