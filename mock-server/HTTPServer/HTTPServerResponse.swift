import HTTPMessages

/// An answer on its way out: its header, a body that is named rather than loaded, and how it ends.
package struct HTTPServerResponse: Sendable {
    /// The next part of a body; nil when it is complete.
    ///
    /// An error breaks the connection off. A part is asked for when the one before has been sent, so that a client that
    /// does not read holds the source back.
    package typealias BodyPart = @Sendable () async throws -> [UInt8]?

    /// What stands after the header.
    package enum Body: Sendable {
        /// Bytes in memory.
        case bytes([UInt8])
        /// A part of bytes in memory; nothing is copied.
        case slice([UInt8], Range<Int>)
        /// A part of a file, which the kernel copies to the socket.
        case file(path: String, offset: Int64, count: Int64)
        /// Parts that come when they come, with the length announced; without one, the body goes out in chunks.
        ///
        /// What exceeds the length is not sent; where the parts are shorter, the connection closes early.
        case stream(length: Int64?, next: BodyPart)

        /// The length in bytes; nil where nobody knows it yet.
        package var count: Int64? {
            switch self {
            case .bytes(let bytes): Int64(bytes.count)
            case .slice(let bytes, let range): Int64(range.clamped(to: 0..<bytes.count).count)
            case .file(_, _, let count): max(0, count)
            case .stream(let length, _): length.map { max(0, $0) }
            }
        }
    }

    /// How the answer ends.
    ///
    /// Bytes are those of the body, before chunks are framed. What cuts a body closes the connection.
    package enum Ending: Sendable, Hashable {
        /// With the last byte of the body.
        case complete
        /// With a TCP reset after so many bytes of the body, or after all of it where it is shorter.
        ///
        /// nil resets before the header, and so does an answer that has no body. The client's system has every byte
        /// before the reset comes, unless the client stops reading for ten seconds. Under TLS the reset is the same: the
        /// TCP connection's, without an alert.
        case reset(afterBytes: Int64?)
        /// With an end of file after so many bytes of the body, whatever length was announced.
        ///
        /// A body that is no longer than that is complete, but one in chunks lacks its last one. Under TLS the session
        /// is closed in order, too.
        case short(afterBytes: Int64)
    }

    /// The status code.
    package var status: Int
    /// The header fields; see ``headersAreExact``.
    package var headers: HTTPHeaders
    /// The body; for `HEAD` its length is told and nothing is sent.
    package var body: Body
    /// Whether the header fields go out exactly as given, as a replay needs it.
    ///
    /// If not, the server frames the body: `Content-Length` and `Transfer-Encoding` are its own, and `Date` is added
    /// where there is none.
    ///
    /// If so, fields go out in the order and spelling given and nothing is added, `Content-Length`, `Date` and
    /// `Transfer-Encoding: chunked` among them, and for `HEAD`, 204 and 304 too. The framing is what the fields say,
    /// even if it is false. Exceptions:
    /// - `Connection` and `Keep-Alive` are not sent as given, because they are about this connection: `Connection: close`
    ///   closes it, everything else is left out; where the server closes, `Connection: close` is the first field.
    /// - The server closes where libmicrohttpd would otherwise write fields of its own: unless the body is chunked, the
    ///   status is 204, or `Content-Length` is the last field and true.
    /// - A field without value gets a space; a name with white space and a value with a line break or a zero are left
    ///   out, as are transfer encodings other than `chunked`, and all but the last `Date`.
    /// - Chunks are cut anew, and unframed for a client that speaks HTTP/1.0. The reason phrase is the usual one of the
    ///   status.
    package var headersAreExact: Bool
    /// How the answer ends.
    package var ending: Ending
    /// How many bytes of the body go out in a second; nil for as many as the client takes.
    package var bytesPerSecond: Int?
    /// How long it waits before it goes out; the request it answers is not kept meanwhile.
    package var delay: Duration

    /// Creates an answer; by default a complete one without a body.
    package init(
        status: Int, headers: HTTPHeaders = HTTPHeaders(), body: Body = .bytes([]), headersAreExact: Bool = false,
        ending: Ending = .complete, bytesPerSecond: Int? = nil, delay: Duration = .zero
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.headersAreExact = headersAreExact
        self.ending = ending
        self.bytesPerSecond = bytesPerSecond
        self.delay = delay
    }
}
