import AWSClient
import HTTPMessages
import HTTPTransport
import JSON
import Locking

/// A transport that answers requests by a closure and remembers them.
final class AnsweringTransport: HTTPTransport {
    private let answer: @Sendable (HTTPRequest) -> HTTPResponse
    private let log = Locked<[HTTPRequest]>([])

    init(_ answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse) {
        self.answer = answer
    }

    /// What was sent, in order.
    var requests: [HTTPRequest] { log.withLock { $0 } }

    func send(_ request: HTTPRequest, to origin: HTTPOrigin) async throws(TransportError) -> HTTPStreamedResponse {
        log.withLock { $0.append(request) }
        let response = answer(request)
        return HTTPStreamedResponse(
            status: response.status, headers: response.headers, body: .of(response.body))
    }

    /// A client over this transport that knows no environment and tries once.
    func client() throws -> AWSClient {
        var configuration = AWSClientConfiguration(
            region: "us-east-1", endpointURL: "http://127.0.0.1:1",
            credentials: AWSCredentials(accessKeyID: "AKIA", secretAccessKey: "secret"), environment: [:])
        configuration.maxAttempts = 1
        configuration.readFile = { _ in nil }
        return try AWSClient(configuration, transport: self)
    }
}

extension HTTPRequest {
    /// The operation of a JSON request; nil for others.
    var jsonOperation: String? { headers["X-Amz-Target"]?.split(separator: ".").last.map(String.init) }
    /// The body as JSON.
    var json: JSONValue? { try? JSONValue(parsing: body) }
    /// The body as a form.
    var form: QueryString { QueryString(parsing: String(decoding: body, as: UTF8.self)) }
    /// The parameters of the query.
    var parameters: QueryString { QueryString(parsing: query ?? "") }
}

extension HTTPResponse {
    static func text(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(status: status, body: Array(text.utf8))
    }
}
