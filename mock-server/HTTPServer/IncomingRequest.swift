import CMicrohttpd
import HTTPMessages
import Locking

/// A request while it arrives: the target exactly as sent, then the header, then the body as it comes.
///
/// Made when the request line has been read and freed when libmicrohttpd says that the request is over; only the thread
/// of its connection's event loop touches it in between.
final class IncomingRequest {
    /// How far the request has come.
    enum Stage {
        /// Its header or its body is still on the way.
        case arriving
        /// Everything is here.
        case whole
        /// A handler works on the answer, or has left it here.
        case handled(Locked<HTTPServerResponse?>)
        /// The answer has been queued.
        case answered
    }

    /// Path and query as in the request line.
    let target: String
    private(set) var method = ""
    private(set) var headers = HTTPHeaders()
    private(set) var body: [UInt8] = []
    /// Whether the header has been taken.
    private(set) var hasHeader = false
    /// Whether the body is longer than allowed; it is then read to its end, and dropped.
    private(set) var isTooLarge = false
    /// How far the request has come.
    var stage = Stage.arriving

    init(target: String) {
        self.target = target
    }

    /// Takes method and header from `connection`.
    func takeHeader(method: String, from connection: OpaquePointer, maxBodyBytes: Int) {
        hasHeader = true
        self.method = method
        _ = unsafe MHD_get_connection_values_n(
            connection, .HEADER_KIND,
            { context, _, name, nameLength, value, valueLength in
                guard let context = unsafe context, let name = unsafe name else { return .NO }
                let request = unsafe Unmanaged<IncomingRequest>.fromOpaque(context).takeUnretainedValue()
                let text = unsafe value.map { unsafe IncomingRequest.text($0, valueLength) } ?? ""
                unsafe request.headers.append(IncomingRequest.text(name, nameLength), String(text.trimmingSpaces))
                return .YES
            }, Unmanaged.passUnretained(self).toOpaque())
        guard let length = headers["Content-Length"].flatMap({ Int($0) }) else { return }
        if length > maxBodyBytes {
            isTooLarge = true
        } else {
            body.reserveCapacity(min(length, 1 << 20))
        }
    }

    /// Takes a part of the body.
    func takeBody(_ bytes: UnsafeRawBufferPointer, maxBodyBytes: Int) {
        guard !isTooLarge else { return }
        if body.count + bytes.count > maxBodyBytes {
            isTooLarge = true
            body = []
        } else {
            unsafe body.append(contentsOf: bytes)
        }
    }

    /// Whether the client waits for leave to send a body that will not be taken.
    var shouldRefuseEarly: Bool {
        isTooLarge && headers["Expect"]?.equalsIgnoringASCIICase("100-continue") == true
    }

    /// The request, whole; gives the body away.
    func takeRequest() -> HTTPRequest {
        let (path, query) = IncomingRequest.split(target)
        defer { body = [] }
        return HTTPRequest(method: method, path: path, query: query, headers: headers, body: body)
    }

    /// Cuts a target into path and query; the absolute form (RFC 9112 section 3.2.2) loses scheme and authority.
    static func split(_ target: String) -> (path: String, query: String?) {
        var rest = target[...]
        if !rest.hasPrefix("/"), let scheme = rest.range(of: "://") {
            let authority = rest[scheme.upperBound...]
            rest = authority[(authority.firstIndex { $0 == "/" || $0 == "?" } ?? authority.endIndex)...]
        }
        guard let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (rooted(rest), nil) }
        return (rooted(rest[..<mark]), String(rest[rest.utf8.index(after: mark)...]))
    }

    private static func rooted(_ path: Substring) -> String {
        path.utf8.first == UInt8(ascii: "/") ? String(path) : "/" + path
    }

    private static func text(_ start: UnsafePointer<CChar>, _ count: Int) -> String {
        unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
}

extension Substring {
    fileprivate func range(of mark: String) -> Range<Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(mark) { return index..<self.index(index, offsetBy: mark.count) }
            formIndex(after: &index)
        }
        return nil
    }
}
