import AWSClient
import AWSOperations
import HTTPMessages
import HTTPServer
import HTTPTransport
import Locking
import RecordingTransports
import Recordings

/// An endpoint for any client that asks AWS, or another endpoint, and records what comes back.
///
/// The client gets every answer as it came, byte for byte. Requests are signed with the recorder's own credentials; what
/// the client signed with never leaves the machine.
public final class RecordingProxy: Sendable {
    /// Where clients find it: `http://127.0.0.1:40123`.
    public let endpoint: String
    /// The port it listens at.
    public let port: Int
    private let daemon: HTTPDaemon
    private let transport: RecordingTransport
    private let misses: Locked<Int>

    /// How many requests there was no answer for, because the recording was there already.
    public var missCount: Int { misses.withLock { $0 } }

    /// Starts recording; it listens when this returns.
    ///
    /// - Parameters:
    ///   - session: the recording.
    ///   - upstream: what asks AWS: a ``ForwardingTransport``.
    ///   - options: how to listen.
    /// - Throws: `RecordingProxyError` where the address is taken or the certificate does not fit.
    public init(
        _ session: RecordingSession, upstream: any HTTPTransport, options: RecordingProxyOptions = .init()
    ) throws(RecordingProxyError) {
        let log = options.log
        let misses = Locked(0)
        self.misses = misses
        let transport = RecordingTransport(session, upstream: upstream) { miss in
            misses.withLock { $0 += 1 }
            for line in miss.report { log(line) }
        }
        var configuration = HTTPDaemon.Configuration()
        configuration.host = options.host
        configuration.port = options.port
        configuration.tls = options.tls.map {
            HTTPDaemon.TLSIdentity(certificateChain: $0.certificateChain, privateKey: $0.privateKey)
        }
        let host = options.host
        do throws(HTTPServerError) {
            daemon = try HTTPDaemon(configuration) { request, bodyIsTooLarge in
                .later {
                    await RecordingProxy.answer(request, bodyIsTooLarge, through: transport, servedHost: host, log: log)
                }
            }
        } catch {
            throw RecordingProxyError(description: "\(error)")
        }
        self.transport = transport
        port = daemon.port
        endpoint = configuration.endpoint(port: daemon.port)
    }

    /// Stops listening, and completes the recording.
    ///
    /// - Throws: `RecordingError`: why an exchange is missing.
    public func stop() async throws(RecordingError) {
        daemon.stop()
        try await transport.finish()
    }

    private static func answer(
        _ request: HTTPRequest, _ bodyIsTooLarge: Bool, through transport: RecordingTransport, servedHost: String,
        log: @Sendable (String) -> Void
    ) async -> HTTPServerResponse {
        if request.path == "/_mock/health" { return HTTPServerResponse(status: 200) }
        let origin = HTTPOrigin(scheme: "http", host: servedHost)
        do throws(TransportError) {
            if bodyIsTooLarge {
                throw TransportError(.tooLarge, origin: "", message: "the request is longer than can be forwarded")
            }
            let response = try await transport.send(request, to: origin)
            return HTTPServerResponse(
                status: response.status, headers: response.headers, body: body(of: response),
                headersAreExact: true)
        } catch {
            log("\(request.method) \(request.path): \(error)")
            return refusal(of: request, error)
        }
    }

    private static func body(of response: HTTPStreamedResponse) -> HTTPServerResponse.Body {
        let length = response.headers["Content-Length"].flatMap { Int64($0) }
        let stream = response.body
        return .stream(length: length) { try await stream.next() }
    }

    /// The answer where AWS gives none: an error in the shape of the service that was asked.
    private static func refusal(of request: HTTPRequest, _ error: TransportError) -> HTTPServerResponse {
        let service = RequestIdentity(request).service.flatMap { AWSService(rawValue: $0) } ?? .s3
        let response = AWSError(code: "UpstreamUnreachable", message: "\(error)", httpStatus: 502)
            .httpResponse(for: service, requestID: "mock-aws-record")
        return HTTPServerResponse(status: 502, headers: response.headers, body: .bytes(response.body))
    }
}

/// How a recording proxy listens.
public struct RecordingProxyOptions: Sendable {
    /// The address or name to listen at.
    public var host: String
    /// The port to listen at; 0 for a free one.
    public var port: Int
    /// Certificate chain and private key (PEM) to speak TLS with; nil for plain HTTP.
    public var tls: (certificateChain: String, privateKey: String)?
    /// Told one line for everything worth a look.
    public var log: @Sendable (String) -> Void

    /// Creates options; every one has a default.
    public init(
        host: String = "127.0.0.1", port: Int = 0, tls: (certificateChain: String, privateKey: String)? = nil,
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.log = log
    }
}

/// Why a recording proxy could not start.
public struct RecordingProxyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, in one line.
    public var description: String
}
