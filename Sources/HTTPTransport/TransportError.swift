/// Why a request got no response, or a response no complete body.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private let kind: Kind

        /// No connection: refused, unreachable.
        public static let connect = Code(kind: .connect)
        /// The host name does not resolve.
        public static let nameResolution = Code(kind: .nameResolution)
        /// No connection within the connect time-out.
        public static let timedOut = Code(kind: .timedOut)
        /// A connection on which nothing moved for the stall time-out.
        public static let stalled = Code(kind: .stalled)
        /// The peer closed or reset the connection before or in the response.
        public static let reset = Code(kind: .reset)
        /// The body ended before its length.
        public static let shortBody = Code(kind: .shortBody)
        /// The TLS handshake or the certificate failed.
        public static let tls = Code(kind: .tls)
        /// The proxy refuses, or cannot be reached.
        public static let proxy = Code(kind: .proxy)
        /// The task was cancelled, or the body stream was dropped.
        public static let cancelled = Code(kind: .cancelled)
        /// The URL or the request cannot be sent.
        public static let unsupported = Code(kind: .unsupported)
        /// The peer does not speak HTTP.
        public static let notHTTP = Code(kind: .notHTTP)
        /// The body is larger than the caller allows.
        public static let tooLarge = Code(kind: .tooLarge)

        /// The code's name.
        public var description: String { kind.rawValue }

        private enum Kind: String, Sendable {
            case connect, nameResolution, timedOut, stalled, reset, shortBody, tls, proxy, cancelled, unsupported
            case notHTTP, tooLarge
        }

        fileprivate var explanation: (what: String, toDo: String) {
            switch kind {
            case .connect:
                ("cannot connect", "check that the endpoint is right and that something listens there")
            case .nameResolution: ("the host name does not resolve", "check the endpoint, the region and the network")
            case .timedOut: ("no connection in time", "check the network, the proxy and the endpoint")
            case .stalled: ("the transfer stalled", "check the network, then try again")
            case .reset: ("the connection was closed by the other side", "try again")
            case .shortBody: ("the body ended early", "try again")
            case .tls:
                ("no trusted TLS connection", "check the certificate, AWS_CA_BUNDLE and the scheme of the endpoint")
            case .proxy: ("the proxy failed", "check HTTPS_PROXY, http_proxy and NO_PROXY")
            case .cancelled: ("cancelled", "")
            case .unsupported: ("cannot be sent", "check the endpoint URL")
            case .notHTTP: ("the answer is not HTTP", "check that the endpoint is an AWS service and its scheme")
            case .tooLarge: ("the body is too large", "")
            }
        }
    }

    /// What went wrong.
    public var code: Code
    /// The origin, `scheme://host[:port]`; empty where there is none.
    public var origin: String
    /// libcurl's result code; 0 where libcurl did not end the transfer.
    public var curlCode: Int
    /// The cause in libcurl's words, or ours.
    public var message: String
    /// How many bytes of the body had arrived.
    public var receivedBytes: Int

    /// Creates an error.
    public init(
        _ code: Code, origin: String, curlCode: Int = 0, message: String = "", receivedBytes: Int = 0
    ) {
        self.code = code
        self.origin = origin
        self.curlCode = curlCode
        self.message = message
        self.receivedBytes = receivedBytes
    }

    /// Whether the same request may well succeed when it is sent again.
    public var isTransient: Bool {
        switch code {
        case .connect, .nameResolution, .timedOut, .stalled, .reset, .shortBody, .proxy: true
        default: false
        }
    }

    /// One line: where, what, and what to do.
    public var description: String {
        let (what, toDo) = code.explanation
        var text = origin.isEmpty ? what : "\(origin): \(what)"
        let cause = String(message.map { $0.isNewline ? " " : $0 })
        if receivedBytes > 0 { text += " after \(receivedBytes) bytes" }
        if !cause.isEmpty { text += " (\(cause))" }
        return toDo.isEmpty ? text : "\(text); \(toDo)"
    }
}
