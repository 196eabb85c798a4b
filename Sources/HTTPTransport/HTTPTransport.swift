import HTTPMessages

/// Something that sends an HTTP request and hands back the response as it comes: libcurl, a recording, a test.
public protocol HTTPTransport: Sendable {
    /// Sends a request and returns when the final response headers are there.
    ///
    /// Redirects are not followed, bodies are not decompressed, and nothing is sent twice. Cancelling the task aborts
    /// the transfer.
    ///
    /// - Parameters:
    ///   - request: what to send: target and headers go out as they stand.
    ///   - origin: where; its base path is already part of the request's path.
    /// - Returns: status and headers, and the body as a stream.
    /// - Throws: `TransportError` where no response headers came.
    func send(_ request: HTTPRequest, to origin: HTTPOrigin) async throws(TransportError) -> HTTPStreamedResponse
}

/// A response whose headers are there and whose body is still coming.
public struct HTTPStreamedResponse: Sendable {
    /// The status code, 200 or above.
    public var status: Int
    /// The header fields, in the order they came.
    public var headers: HTTPHeaders
    /// The body as transferred.
    public var body: HTTPBodyStream

    /// Creates a response.
    public init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: HTTPBodyStream) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Reads the whole body into memory.
    ///
    /// - Parameter maxBytes: the most bytes to hold; a larger body is an error and ends the transfer.
    /// - Returns: the complete response.
    /// - Throws: `TransportError`: what ended the body early, or `.tooLarge`.
    public func collect(maxBytes: Int = 64 << 20) async throws(TransportError) -> HTTPResponse {
        var bytes: [UInt8] = []
        // The service's word for it, so no more room than for a page of any of them.
        let expected = min(headers["Content-Length"].flatMap { Int($0) } ?? 0, maxBytes, 8 << 20)
        while let chunk = try await body.next() {
            if bytes.count + chunk.count > maxBytes {
                body.cancel()
                throw TransportError(
                    .tooLarge, origin: "", message: "more than \(maxBytes) bytes", receivedBytes: bytes.count)
            }
            if bytes.isEmpty {
                bytes = chunk
                if expected > chunk.count { bytes.reserveCapacity(expected) }
            } else {
                bytes.append(contentsOf: chunk)
            }
        }
        return HTTPResponse(status: status, headers: headers, body: bytes)
    }
}
