import HTTPMessages

/// A request and the response it got: one line of `exchanges.jsonl`.
public struct RecordedExchange: Sendable, Hashable {
    /// The number in the order of the requests, from 1.
    public var sequence: Int
    /// When the request was made, in milliseconds since the recording's clock base.
    public var offsetMilliseconds: Int64
    /// What was asked for, by which a request is matched.
    public var identity: RequestIdentity
    /// The request as it was sent, scrubbed.
    public var request: RecordedRequest
    /// The response as it came, scrubbed.
    public var response: RecordedResponse
    /// The places that scrubbing altered, such as `request.headers.Authorization`; empty where nothing was.
    public var scrubbed: [String]

    /// Creates an exchange.
    public init(
        sequence: Int, offsetMilliseconds: Int64, identity: RequestIdentity, request: RecordedRequest,
        response: RecordedResponse, scrubbed: [String] = []
    ) {
        self.sequence = sequence
        self.offsetMilliseconds = offsetMilliseconds
        self.identity = identity
        self.request = request
        self.response = response
        self.scrubbed = scrubbed
    }
}

/// A request in a recording.
public struct RecordedRequest: Sendable, Hashable {
    /// The method, upper case.
    public var method: String
    /// Path and query as in the request line.
    public var target: String
    /// The header fields, ordered and spelled as sent.
    public var headers: HTTPHeaders
    /// The body.
    public var body: RecordedBody

    /// Creates a request.
    public init(method: String, target: String, headers: HTTPHeaders = HTTPHeaders(), body: RecordedBody = .none) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }
}

/// A response in a recording.
public struct RecordedResponse: Sendable, Hashable {
    /// How the end of a body shows on the wire.
    public enum Framing: String, Sendable, Hashable, CaseIterable {
        /// There is no body, whatever the headers say: an answer to `HEAD`, 204, 304.
        case none
        /// `Content-Length`.
        case length
        /// `Transfer-Encoding: chunked`.
        case chunked
        /// The end of the connection.
        case close
    }

    /// How a response ended.
    public enum End: String, Sendable, Hashable, CaseIterable {
        /// With its last byte.
        case complete
        /// The connection was closed or reset in the middle.
        case reset
        /// The connection ended well, and before the announced length.
        case short
    }

    /// The status code.
    public var status: Int
    /// The header fields, ordered and spelled as they came.
    public var headers: HTTPHeaders
    /// The body as transferred; of an answer that broke off, what came.
    public var body: RecordedBody
    /// How the body's end was marked.
    public var framing: Framing
    /// How it ended.
    public var end: End

    /// Creates a response.
    public init(
        status: Int, headers: HTTPHeaders = HTTPHeaders(), body: RecordedBody = .none, framing: Framing? = nil,
        end: End = .complete
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.framing = framing ?? Framing(of: headers)
        self.end = end
    }
}

extension RecordedResponse.Framing {
    /// The framing that a response's headers tell of (RFC 9112 section 6.3), for a response that has a body.
    public init(of headers: HTTPHeaders) {
        if headers.values(of: "Transfer-Encoding").contains(where: { $0.lowercased().hasSuffix("chunked") }) {
            self = .chunked
        } else {
            self = headers["Content-Length"] == nil ? .close : .length
        }
    }
}

/// A body in a recording: in the line itself where it is short text, else in a file of its own.
public enum RecordedBody: Sendable, Hashable {
    /// No bytes.
    case none
    /// Short text, in the line.
    case text(String)
    /// A file below the recording's folder.
    case file(RecordedBodyFile)

    /// The length in bytes.
    public var count: Int64 {
        switch self {
        case .none: 0
        case .text(let text): Int64(text.utf8.count)
        case .file(let file): file.count
        }
    }

    /// The longest text that stands in the line, in bytes.
    public static let inlineLimit = 4096

    /// The bytes as inline text; nil where they are too long, or no text that reads well in a line.
    static func inline(_ bytes: [UInt8]) -> RecordedBody? {
        if bytes.isEmpty { return RecordedBody.none }
        let isUnreadable = { (byte: UInt8) in byte < 0x20 && ![9, 10, 13].contains(byte) || byte == 0x7F }
        guard bytes.count <= inlineLimit, !bytes.contains(where: isUnreadable),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return .text(text)
    }
}

/// A body's file.
public struct RecordedBodyFile: Sendable, Hashable {
    /// The path below the recording's folder, such as `bodies/000012-flow.log.gz`.
    public var path: String
    /// The length in bytes.
    public var count: Int64
    /// The SHA-256 as lower-case hexadecimal digits.
    public var sha256: String

    /// Creates a reference to a file.
    public init(path: String, count: Int64, sha256: String) {
        self.path = path
        self.count = count
        self.sha256 = sha256
    }
}
