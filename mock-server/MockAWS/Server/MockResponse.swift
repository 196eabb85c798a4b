import AWSOperations
import HTTPMessages
import HTTPServer
import Recordings

/// An answer of a service; a body of any size is named rather than loaded.
struct MockResponse: Sendable {
    /// What stands after the header.
    typealias Body = HTTPServerResponse.Body

    /// The status code.
    var status: Int
    /// The header fields; the server adds `Content-Length` and `Connection`.
    var headers: HTTPHeaders
    /// The body; for `HEAD` its length is told and nothing is sent.
    var body: Body
    /// The error's code, for the journal; nil for a success.
    var errorCode: String?
    /// Whether the header fields go out exactly as given, because they were recorded.
    var headersAreExact = false
    /// How the answer ends.
    var ending = HTTPServerResponse.Ending.complete
    /// How many bytes of the body go out in a second; nil for as many as the client takes.
    var bytesPerSecond: Int?
    /// How long it waits before it goes out.
    var delay = Duration.zero
    /// What a recording had no answer for.
    var miss: ReplayMiss?
    /// Waits for the answer that goes out in place of this one; it holds no thread, and ends early when it is cancelled.
    var later: (@Sendable () async throws(AWSError) -> MockResponse)?

    init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: Body = .bytes([]), errorCode: String? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.errorCode = errorCode
    }

    /// Creates an answer from a coded one.
    init(_ response: HTTPResponse, errorCode: String? = nil) {
        self.init(
            status: response.status, headers: response.headers, body: .bytes(response.body), errorCode: errorCode)
    }
}

extension HTTPServerResponse {
    /// Creates the answer that goes on the wire.
    init(_ response: MockResponse) {
        self.init(
            status: response.status, headers: response.headers, body: response.body,
            headersAreExact: response.headersAreExact, ending: response.ending,
            bytesPerSecond: response.bytesPerSecond, delay: response.delay)
    }
}
