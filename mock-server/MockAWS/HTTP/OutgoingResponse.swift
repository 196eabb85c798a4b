import CMicrohttpd
import Glibc
import HTTPMessages

/// Turns a ``MockResponse`` into libmicrohttpd's form.
enum OutgoingResponse {
    /// Bodies in memory up to this length are copied, longer ones are read block by block as the client takes them.
    private static let copyLimit = 64 << 10

    /// Queues `response` as the answer.
    ///
    /// A file that cannot be opened is status 500.
    ///
    /// - Returns: libmicrohttpd's word; `.NO` closes the connection.
    static func queue(_ response: MockResponse, on connection: OpaquePointer) -> MHD_Result {
        guard let handle = make(response.body) else {
            guard let empty = make(.bytes([])) else { return .NO }
            defer { MHD_destroy_response(empty) }
            return MHD_queue_response(connection, 500, empty)
        }
        defer { MHD_destroy_response(handle) }
        for field in response.headers.fields where isSendable(field) {
            _ = MHD_add_response_header(handle, field.name, field.value)
        }
        return MHD_queue_response(connection, UInt32(response.status), handle)
    }

    /// `Content-Length` and the framing are libmicrohttpd's business; a line break in a value would forge a header.
    private static func isSendable(_ field: HTTPHeaders.Field) -> Bool {
        !field.name.equalsIgnoringASCIICase("Content-Length")
            && !field.name.equalsIgnoringASCIICase("Transfer-Encoding")
            && !field.value.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0 }
    }

    private static func make(_ body: MockResponse.Body) -> OpaquePointer? {
        switch body {
        case .bytes(let bytes):
            make(bytes, 0..<bytes.count)
        case .slice(let bytes, let range):
            make(bytes, range.clamped(to: 0..<bytes.count))
        case .file(let path, let offset, let count):
            makeFile(path, offset, count)
        }
    }

    private static func make(_ bytes: [UInt8], _ range: Range<Int>) -> OpaquePointer? {
        if range.count <= copyLimit {
            return bytes[range].withUnsafeBytes { raw in
                // libmicrohttpd copies the bytes and leaves the source alone, though it asks for a mutable pointer.
                MHD_create_response_from_buffer(
                    raw.count, UnsafeMutableRawPointer(mutating: raw.baseAddress), .RESPMEM_MUST_COPY)
            }
        }
        let source = Unmanaged.passRetained(BodySource(bytes: bytes, range: range)).toOpaque()
        return MHD_create_response_from_callback(
            UInt64(range.count), copyLimit,
            { context, position, buffer, capacity in
                guard let context, let buffer else { return -1 }
                let source = Unmanaged<BodySource>.fromOpaque(context).takeUnretainedValue()
                return source.read(at: position, into: UnsafeMutableRawBufferPointer(start: buffer, count: capacity))
            }, source,
            { context in
                guard let context else { return }
                Unmanaged<BodySource>.fromOpaque(context).release()
            })
    }

    private static func makeFile(_ path: String, _ offset: Int64, _ count: Int64) -> OpaquePointer? {
        guard count > 0 else { return make(.bytes([])) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard let handle = MHD_create_response_from_fd_at_offset64(UInt64(count), descriptor, UInt64(offset)) else {
            close(descriptor)
            return nil
        }
        return handle
    }
}

/// Bytes that a response still needs; kept by libmicrohttpd until the response is destroyed.
private final class BodySource {
    let bytes: [UInt8]
    let range: Range<Int>

    init(bytes: [UInt8], range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    func read(at position: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let start = range.lowerBound + Int(position)
        let count = min(buffer.count, range.upperBound - start)
        guard count > 0 else { return -1 }  // MHD_CONTENT_READER_END_OF_STREAM
        bytes[start..<start + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
        return count
    }
}
