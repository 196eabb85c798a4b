import CMicrohttpd
import Glibc
import HTTPMessages

/// Turns an ``HTTPServerResponse`` into libmicrohttpd's form.
enum OutgoingResponse {
    /// Bodies in memory up to this length are copied, longer ones are read block by block as the client takes them.
    private static let copyLimit = 64 << 10

    /// Queues `response` as the answer.
    ///
    /// A file that cannot be opened is status 500.
    ///
    /// - Parameters:
    ///   - response: the answer.
    ///   - method: the request's method.
    ///   - connection: where the request came from; called on its event loop's thread.
    ///   - suspensions: the server's, for bodies that wait.
    /// - Returns: libmicrohttpd's word; `.NO` closes the connection.
    static func queue(
        _ response: HTTPServerResponse, method: String, on connection: Connection, _ suspensions: Suspensions
    ) -> MHD_Result {
        let head = ResponseHead(response, method: method)
        switch response.ending {
        case .reset(let bytes) where bytes == nil || head.isBodiless:
            connection.reset()
            return .NO
        case .complete, .reset, .short:
            break
        }
        guard let handle = unsafe make(response, head, connection, suspensions) else {
            guard let empty = unsafe make([]) else { return .NO }
            defer { unsafe MHD_destroy_response(empty) }
            return unsafe MHD_queue_response(connection.pointer, 500, empty)
        }
        defer { unsafe MHD_destroy_response(handle) }
        if head.framing == .untilClose {
            unsafe cmhd_until_close(handle)
        } else if response.headersAreExact {
            unsafe cmhd_own_length(handle)
        }
        for field in head.fields {
            // libmicrohttpd takes no empty value; a space is none either, to whoever reads it.
            _ = unsafe MHD_add_response_header(handle, field.name, field.value.isEmpty ? " " : field.value)
        }
        // Last: it is sent first all the same, and makes libmicrohttpd 0.9.75 forget that it has seen Transfer-Encoding,
        // which it would otherwise leave out of an answer to HEAD.
        if head.closes { _ = unsafe MHD_add_response_header(handle, "Connection", "close") }
        return unsafe MHD_queue_response(connection.pointer, UInt32(clamping: response.status), handle)
    }

    private static func make(
        _ response: HTTPServerResponse, _ head: ResponseHead, _ connection: Connection, _ suspensions: Suspensions
    ) -> OpaquePointer? {
        let isPlain = response.ending == .complete && response.bytesPerSecond == nil
        let source: any BodySource
        switch response.body {
        case _ where head.isBodiless:
            source = MemorySource([])
        case .bytes(let bytes):
            if isPlain, bytes.count <= copyLimit, case .length = head.framing { return unsafe make(bytes[...]) }
            source = MemorySource(bytes[...])
        case .slice(let bytes, let range):
            let slice = bytes[range.clamped(to: 0..<bytes.count)]
            if isPlain, slice.count <= copyLimit, case .length = head.framing { return unsafe make(slice) }
            source = MemorySource(slice)
        case .file(let path, let offset, let count):
            guard count > 0 else {
                source = MemorySource([])
                break
            }
            let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            if isPlain, case .length(let length) = head.framing {
                return unsafe makeFile(descriptor, offset, length)
            }
            source = FileSource(descriptor: descriptor, offset: offset, count: count)
        case .stream(_, let next):
            source = StreamSource(next)
        }
        return unsafe make(head.framing, BodyReader(source, of: response, connection, suspensions))
    }

    private static func make(_ bytes: ArraySlice<UInt8>) -> OpaquePointer? {
        unsafe bytes.withUnsafeBytes { raw in
            // libmicrohttpd copies the bytes and leaves the source alone, though it asks for a mutable pointer.
            unsafe MHD_create_response_from_buffer(
                raw.count, UnsafeMutableRawPointer(mutating: raw.baseAddress), .RESPMEM_MUST_COPY)
        }
    }

    private static func makeFile(_ descriptor: Int32, _ offset: Int64, _ count: UInt64) -> OpaquePointer? {
        guard let handle = unsafe MHD_create_response_from_fd_at_offset64(count, descriptor, UInt64(clamping: offset))
        else {
            close(descriptor)
            return nil
        }
        return unsafe handle
    }

    private static func make(_ framing: ResponseHead.Framing, _ reader: BodyReader) -> OpaquePointer? {
        // MHD_SIZE_UNKNOWN is a cast, which Swift does not import.
        let size = if case .length(let length) = framing { length } else { UInt64.max }
        return unsafe MHD_create_response_from_callback(
            size, copyLimit,
            { context, position, buffer, capacity in
                guard let context = unsafe context, let buffer = unsafe buffer else { return -1 }
                let reader = unsafe Unmanaged<BodyReader>.fromOpaque(context).takeUnretainedValue()
                return unsafe reader.read(
                    at: position, into: UnsafeMutableRawBufferPointer(start: buffer, count: capacity))
            }, Unmanaged.passRetained(reader).toOpaque(),
            { context in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<BodyReader>.fromOpaque(context).release()
            })
    }
}
