import AWSClient
import AWSOperations
import HTTPMessages
import HTTPTransport
import Locking
import Timestamps

/// A transport that answers from a script and remembers what it was asked.
final class FakeTransport: HTTPTransport {
    /// A request as it would have gone out.
    struct Sent: Sendable {
        var request: HTTPRequest
        var origin: HTTPOrigin
    }

    /// What the script says to a request.
    enum Answer: Sendable {
        case response(Int, HTTPHeaders = [:], String = "")
        /// A body that comes in chunks and may break off.
        case broken(Int, HTTPHeaders, [[UInt8]], TransportError.Code?)
        case failure(TransportError.Code)
    }

    private let log = Locked<[Sent]>([])
    private let script: @Sendable (Int, Sent) -> Answer

    /// Creates a transport.
    ///
    /// - Parameter script: gets the number of the request, from 0, and the request.
    init(_ script: @escaping @Sendable (Int, Sent) -> Answer) {
        self.script = script
    }

    /// Creates a transport that gives one answer after the other, and the last one again and again.
    convenience init(_ answers: [Answer]) {
        self.init { number, _ in answers[min(number, answers.count - 1)] }
    }

    var sent: [Sent] { log.withLock { $0 } }

    func send(_ request: HTTPRequest, to origin: HTTPOrigin) async throws(TransportError) -> HTTPStreamedResponse {
        let sent = Sent(request: request, origin: origin)
        let number = log.withLock { log in
            log.append(sent)
            return log.count - 1
        }
        switch script(number, sent) {
        case .response(let status, let headers, let body):
            return HTTPStreamedResponse(status: status, headers: headers, body: .of(Array(body.utf8)))
        case .broken(let status, let headers, let chunks, let code):
            let failure = code.map { TransportError($0, origin: origin.description) }
            return HTTPStreamedResponse(
                status: status, headers: headers, body: HTTPBodyStream(chunks: chunks, failure: failure))
        case .failure(let code):
            throw TransportError(code, origin: origin.description)
        }
    }
}

/// The clock, the waits and the retries of a client under test.
final class TestClock: Sendable {
    let now = Locked(Timestamp(seconds: 1_767_268_800))
    let waits = Locked<[Duration]>([])
    let retries = Locked<[AWSRetry]>([])

    /// A configuration that touches neither files nor the process's environment, and never waits.
    func configuration(
        environment: [String: String] = [:], files: [String: String] = [:],
        credentials: AWSCredentials? = AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrEXAMPLEKEY")
    ) -> AWSClientConfiguration {
        var configuration = AWSClientConfiguration(
            region: "us-east-1", credentials: credentials, environment: environment)
        configuration.homeDirectory = "/home/user"
        configuration.readFile = { files[$0] }
        configuration.now = { [now] in now.withLock { $0 } }
        configuration.sleep = { [waits] duration in waits.withLock { $0.append(duration) } }
        configuration.random = { 0.5 }
        configuration.onRetry = { [retries] retry in retries.withLock { $0.append(retry) } }
        return configuration
    }
}
