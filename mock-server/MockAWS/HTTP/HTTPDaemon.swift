import CMicrohttpd
import Glibc
import HTTPMessages
import Locking

/// An HTTP server: libmicrohttpd with a thread for each connection.
///
/// Requests come whole, with the target spelled as it was sent; answers go out from memory or straight from a file.
/// A body longer than the limit is read to its end and dropped, so that the client sees the error and no reset.
final class HTTPDaemon: Sendable {
    /// Answers a request; `bodyIsTooLarge` tells that the body was dropped.
    typealias Handler = @Sendable (_ request: HTTPRequest, _ bodyIsTooLarge: Bool) -> MockResponse

    /// How a daemon listens.
    struct Configuration: Sendable {
        var host = "127.0.0.1"
        var port = 0
        var tls: MockAWSOptions.TLSIdentity?
        var maxBodyBytes = 256 << 20
        var maxConnections = 2048
        /// Seconds after which a silent connection is closed.
        var idleSeconds = 120
        /// Bytes for the request line and the header of a request; more gets status 431 or 414.
        var headerBytes = 256 << 10
    }

    /// The port it listens at.
    let port: Int
    private let shared: Shared
    private let handle: Locked<Handle?>

    /// Starts listening.
    ///
    /// - Throws: ``MockAWSError`` where the address is taken, or the certificate does not fit.
    init(_ configuration: Configuration, handler: @escaping Handler) throws(MockAWSError) {
        var address = try ListenAddress(host: configuration.host, port: configuration.port)
        let shared = Shared(handler: handler, maxBodyBytes: configuration.maxBodyBytes)
        errno = 0
        let started = withUnsafePointer(to: &address.storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { socketAddress in
                HTTPDaemon.start(configuration, socketAddress, isIPv6: address.isIPv6, shared)
            }
        }
        guard let started else {
            let reason = errno == 0 ? "libmicrohttpd refused" : String(cString: strerror(errno))
            throw MockAWSError(
                "cannot listen at \(configuration.host), port \(configuration.port): \(reason)"
                    + (configuration.tls == nil ? "" : "; check that certificate and key are PEM and belong together"))
        }
        self.shared = shared
        handle = Locked(Handle(pointer: started))
        port = Int(cmhd_port(started))
    }

    deinit {
        stop()
    }

    /// Stops listening, closes every connection, and waits for the handlers that run; may be called again.
    func stop() {
        let handle = handle.withLock { handle in
            defer { handle = nil }
            return handle
        }
        if let handle { MHD_stop_daemon(handle.pointer) }
    }

    /// A daemon's pointer, which libmicrohttpd lets any one thread stop.
    private struct Handle: @unchecked Sendable {  // only passed to MHD_stop_daemon, once, by whoever took it
        let pointer: OpaquePointer
    }

    /// What the callbacks see; it outlives the daemon because the daemon's owner holds it.
    private final class Shared: Sendable {
        let handler: Handler
        let maxBodyBytes: Int

        init(handler: @escaping Handler, maxBodyBytes: Int) {
            self.handler = handler
            self.maxBodyBytes = maxBodyBytes
        }

        static func of(_ context: UnsafeMutableRawPointer) -> Shared {
            Unmanaged<Shared>.fromOpaque(context).takeUnretainedValue()
        }
    }

    private static func start(
        _ configuration: Configuration, _ address: UnsafePointer<sockaddr>, isIPv6: Bool, _ shared: Shared
    ) -> OpaquePointer? {
        var options = cmhd_options()
        options.address = address
        options.ipv6 = isIPv6 ? 1 : 0
        options.max_connections = UInt32(clamping: min(configuration.maxConnections, FileLimit.connections))
        options.idle_seconds = UInt32(clamping: configuration.idleSeconds)
        options.header_bytes = configuration.headerBytes
        options.context = Unmanaged.passUnretained(shared).toOpaque()
        options.on_target = { _, target, _ in
            // Balanced in on_completed, which libmicrohttpd calls for every request whose target it told.
            Unmanaged.passRetained(IncomingRequest(target: String(cString: target))).toOpaque()
        }
        options.on_access = { context, connection, _, method, _, bytes, count, request in
            guard let context, let connection, let method, let count, let request = request?.pointee else { return .NO }
            return HTTPDaemon.take(
                Unmanaged<IncomingRequest>.fromOpaque(request).takeUnretainedValue(), method: method,
                upload: UnsafeRawBufferPointer(start: bytes, count: count.pointee), connection, Shared.of(context),
                consumed: count)
        }
        options.on_completed = { _, _, request, _ in
            guard let pointer = request?.pointee else { return }
            Unmanaged<IncomingRequest>.fromOpaque(pointer).release()
            request?.pointee = nil
        }
        guard let tls = configuration.tls else { return cmhd_start(&options) }
        return tls.certificateChain.withCString { certificate in
            tls.privateKey.withCString { key in
                options.tls_certificate = certificate
                options.tls_key = key
                return cmhd_start(&options)
            }
        }
    }

    /// One call of the access handler: first the header, then parts of the body, then the end.
    private static func take(
        _ request: IncomingRequest, method: UnsafePointer<CChar>, upload: UnsafeRawBufferPointer,
        _ connection: OpaquePointer, _ shared: Shared, consumed: UnsafeMutablePointer<Int>
    ) -> MHD_Result {
        if !request.hasHeader {
            request.takeHeader(
                method: String(cString: method), from: connection, maxBodyBytes: shared.maxBodyBytes)
            guard request.shouldRefuseEarly else { return .YES }
            return OutgoingResponse.queue(shared.handler(request.takeRequest(), true), on: connection)
        }
        if upload.count > 0 {
            request.takeBody(upload, maxBodyBytes: shared.maxBodyBytes)
            consumed.pointee = 0
            return .YES
        }
        return OutgoingResponse.queue(shared.handler(request.takeRequest(), request.isTooLarge), on: connection)
    }
}
