import HTTPMessages

/// An answer on its way out; a body of any size is named rather than loaded.
struct MockResponse: Sendable {
    /// What stands after the header.
    enum Body: Sendable {
        /// Bytes in memory.
        case bytes([UInt8])
        /// A part of bytes in memory; nothing is copied.
        case slice([UInt8], Range<Int>)
        /// A part of a file, which the kernel copies to the socket.
        case file(path: String, offset: Int64, count: Int64)
    }

    /// The status code.
    var status: Int
    /// The header fields; the daemon adds `Content-Length` and `Connection`.
    var headers: HTTPHeaders
    /// The body; for `HEAD` its length is told and nothing is sent.
    var body: Body
    /// The error's code, for the journal; nil for a success.
    var errorCode: String?

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

    /// The length of the body in bytes.
    var bodyCount: Int64 {
        switch body {
        case .bytes(let bytes): Int64(bytes.count)
        case .slice(_, let range): Int64(range.count)
        case .file(_, _, let count): count
        }
    }
}
