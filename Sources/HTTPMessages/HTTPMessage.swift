/// A request whose body is in memory.
public struct HTTPRequest: Sendable, Hashable {
    /// The method, upper case.
    public var method: String
    /// The path as it goes on the wire: percent-encoded, begins with `/`.
    public var path: String
    /// The query as it goes on the wire, without the `?`; nil where there is none.
    public var query: String?
    /// The header fields.
    public var headers: HTTPHeaders
    /// The body; empty where there is none.
    public var body: [UInt8]

    /// Creates a request.
    public init(
        method: String, path: String, query: String? = nil, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// Path and query as in the request line.
    public var target: String {
        query.map { path + "?" + $0 } ?? path
    }
}

/// A response whose body is in memory.
public struct HTTPResponse: Sendable, Hashable {
    /// The status code.
    public var status: Int
    /// The header fields.
    public var headers: HTTPHeaders
    /// The body; empty where there is none.
    public var body: [UInt8]

    /// Creates a response.
    public init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
