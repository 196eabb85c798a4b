import HTTPMessages

/// Sends requests through libcurl: one multi handle, on one thread of its own.
///
/// Connections are kept and used again. Certificates are always verified. Proxies come from the environment
/// (``ProxySettings``).
public final class CurlTransport: HTTPTransport {
    /// What a transport does where libcurl leaves a choice.
    public struct Configuration: Sendable, Hashable {
        /// Which proxies to use.
        public enum Proxies: Sendable, Hashable {
            /// Those of the environment.
            case environment
            /// None.
            case none
            /// These.
            case these(ProxySettings)

            var settings: ProxySettings {
                switch self {
                case .environment: .ofProcess
                case .none: ProxySettings()
                case .these(let settings): settings
                }
            }
        }

        /// The longest a connection may take, names and TLS included.
        public var connectTimeout: Duration
        /// The longest an open connection may stand still while we are ready to read or to write.
        public var stallTimeout: Duration
        /// A file of trusted certificates in PEM; nil for that of the environment, or else libcurl's own.
        public var caBundle: String?
        /// Which proxies to use.
        public var proxies: Proxies
        /// How many bytes of a body may wait before its transfer is paused.
        public var bufferedBytes: Int

        /// Creates a configuration.
        public init(
            connectTimeout: Duration = .seconds(10), stallTimeout: Duration = .seconds(60), caBundle: String? = nil,
            proxies: Proxies = .environment, bufferedBytes: Int = 256 << 10
        ) {
            self.connectTimeout = connectTimeout
            self.stallTimeout = stallTimeout
            self.caBundle = caBundle
            self.proxies = proxies
            self.bufferedBytes = bufferedBytes
        }
    }

    /// The transport of the process, with the default configuration.
    public static let shared = CurlTransport()

    private let engine: CurlEngine

    /// Creates a transport and starts its thread.
    public init(configuration: Configuration = Configuration()) {
        engine = CurlEngine(configuration: configuration)
        engine.start()
    }

    deinit { engine.stop() }

    /// Sends a request; see ``HTTPTransport/send(_:to:)``.
    ///
    /// - Parameters:
    ///   - request: what to send.
    ///   - origin: where.
    /// - Returns: status and headers, and the body as a stream.
    /// - Throws: `TransportError` where no response headers came.
    public func send(
        _ request: HTTPRequest, to origin: HTTPOrigin
    ) async throws(TransportError) -> HTTPStreamedResponse {
        if let name = request.headers.firstUnsendable {
            throw TransportError(
                .unsupported, origin: origin.description,
                message: "the header \(name) holds a line end or another control character")
        }
        let engine = engine
        let id = engine.nextTransferID()
        let buffer = ResponseBuffer(
            origin: origin.description, capacity: engine.configuration.bufferedBytes,
            resume: { engine.post(.resume(id)) }, abort: { engine.post(.abort(id)) })
        engine.post(.start(id, CurlOrder(request: request, origin: origin, buffer: buffer)))
        let head = try await buffer.head()
        return HTTPStreamedResponse(
            status: head.status, headers: head.headers,
            body: HTTPBodyStream(
                source: { () async throws(TransportError) in try await buffer.next() },
                onCancel: { buffer.cancel() }))
    }
}

extension HTTPHeaders {
    /// The name of the first field that would break the lines of a request, without its control characters.
    ///
    /// The value may be a secret, so it stays untold.
    fileprivate var firstUnsendable: String? {
        func isControl(_ byte: UInt8) -> Bool { byte < 32 && byte != 9 || byte == 127 }
        guard let field = fields.first(where: { ($0.name + $0.value).utf8.contains(where: isControl) }) else {
            return nil
        }
        return String(decoding: field.name.utf8.filter { !isControl($0) }, as: UTF8.self)
    }
}
