import AWSClient
import HTTPMessages
import HTTPTransport
import JSON
import Locking

/// Sends what a client sends, writes it down, and lets a test answer in place of the server.
final class SpyTransport: HTTPTransport {
    /// A request to SQS or S3.
    struct Call: Sendable {
        /// `ReceiveMessage` and the like, `GetObject` for a GET of S3.
        var operation: String
        /// The body of a request to SQS; null else.
        var input: JSONValue
        /// Path of the request.
        var path: String
        /// How many requests for the same operation came before.
        var number: Int
    }

    /// What a test does about a call before it goes to the server; an answer keeps it from the server.
    typealias Intercept = @Sendable (Call) async throws -> HTTPResponse?

    private let base: any HTTPTransport
    private let log = Locked<[Call]>([])
    private let handles = Locked<[String]>([])
    private let intercept: Locked<Intercept?>

    init(_ base: any HTTPTransport) {
        self.base = base
        intercept = Locked(nil)
    }

    /// Has the calls from now on answered by `body`, where it gives an answer.
    func answer(_ body: Intercept?) {
        intercept.withLock { $0 = body }
    }

    /// What was sent so far.
    var calls: [Call] { log.withLock { $0 } }

    /// How often an operation was called.
    func count(_ operation: String) -> Int { calls.count { $0.operation == operation } }

    /// The handles of all messages that were received, in order.
    var receiptHandles: [String] { handles.withLock { $0 } }

    func send(
        _ request: HTTPRequest, to origin: HTTPOrigin
    ) async throws(TransportError) -> HTTPStreamedResponse {
        let target = request.headers["X-Amz-Target"]?.split(separator: ".").last.map(String.init)
        let call = log.withLock { log in
            let operation = target ?? (request.method == "GET" ? "GetObject" : request.method)
            let call = Call(
                operation: operation, input: (try? JSONValue(parsing: request.body)) ?? .null, path: request.path,
                number: log.count { $0.operation == operation })
            log.append(call)
            return call
        }
        do {
            if let response = try await intercept.withLock({ $0 })?(call) {
                return HTTPStreamedResponse(
                    status: response.status, headers: response.headers, body: .of(response.body))
            }
        } catch let error as TransportError {
            throw error
        } catch {
            throw TransportError(.cancelled, origin: origin.description)
        }
        guard call.operation == "ReceiveMessage" else { return try await base.send(request, to: origin) }
        let response = try await base.send(request, to: origin).collect()
        let messages = (try? JSONValue(parsing: response.body))?["Messages"]?.array ?? []
        handles.withLock { $0 += messages.compactMap { $0["ReceiptHandle"]?.string } }
        return HTTPStreamedResponse(status: response.status, headers: response.headers, body: .of(response.body))
    }
}

extension HTTPResponse {
    /// An error of SQS.
    static func sqsError(_ code: String, status: Int = 400) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: ["Content-Type": "application/x-amz-json-1.0"],
            body: Array("{\"__type\":\"com.amazonaws.sqs#\(code)\",\"message\":\"\(code) of the test\"}".utf8))
    }
}
