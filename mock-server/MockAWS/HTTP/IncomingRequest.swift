import CMicrohttpd
import HTTPMessages

/// A request while it arrives: the target exactly as sent, then the header, then the body as it comes.
///
/// Made when the request line has been read and freed when libmicrohttpd says that the request is over; only the one
/// thread of its connection touches it in between.
final class IncomingRequest {
    /// Path and query as in the request line.
    let target: String
    private(set) var method = ""
    private(set) var headers = HTTPHeaders()
    private(set) var body: [UInt8] = []
    /// Whether the header has been taken.
    private(set) var hasHeader = false
    /// Whether the body is longer than allowed; it is then read to its end, and dropped.
    private(set) var isTooLarge = false

    init(target: String) {
        self.target = target
    }

    /// Takes method and header from `connection`.
    func takeHeader(method: String, from connection: OpaquePointer, maxBodyBytes: Int) {
        hasHeader = true
        self.method = method
        _ = MHD_get_connection_values_n(
            connection, .HEADER_KIND,
            { context, _, name, nameLength, value, valueLength in
                guard let context, let name else { return .NO }
                let request = Unmanaged<IncomingRequest>.fromOpaque(context).takeUnretainedValue()
                let text = value.map { IncomingRequest.text($0, valueLength) } ?? ""
                request.headers.append(IncomingRequest.text(name, nameLength), String(text.trimmingSpaces))
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
            body.append(contentsOf: bytes)
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
        String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
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
