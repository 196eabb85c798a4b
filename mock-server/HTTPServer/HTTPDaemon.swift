import CMicrohttpd
import Glibc
import HTTPMessages
import Locking

/// An HTTP server: libmicrohttpd's event loops, and what takes time on ``HandlerThreads``.
///
/// Requests come whole, with the target spelled as it was sent. While somebody works on its answer, and while a body
/// waits for more or for its time, a connection is suspended and holds no thread. A request body longer than the limit is read to its
/// end and dropped, so that the client sees the error and no reset.
package final class HTTPDaemon: Sendable {
    /// Answers a request; `bodyIsTooLarge` tells that the body was dropped.
    ///
    /// It is called on an event loop, which serves nobody else meanwhile.
    package typealias Handler = @Sendable (_ request: HTTPRequest, _ bodyIsTooLarge: Bool) -> Reply

    /// What a handler does about a request.
    package enum Reply: Sendable {
        /// Answers it.
        case now(HTTPServerResponse)
        /// Answers it on ``HandlerThreads``, for which the threads have to change twice.
        ///
        /// Its task is cancelled when the server stops; who waits has to end then.
        case later(@Sendable () async -> HTTPServerResponse)

        func response() async -> HTTPServerResponse {
            switch self {
            case .now(let response): response
            case .later(let make): await make()
            }
        }
    }

    /// A certificate and its key, both as PEM text.
    package struct TLSIdentity: Sendable {
        /// The certificate, followed by its intermediates.
        package var certificateChain: String
        /// The private key.
        package var privateKey: String

        /// Creates an identity from PEM text.
        package init(certificateChain: String, privateKey: String) {
            self.certificateChain = certificateChain
            self.privateKey = privateKey
        }
    }

    /// How a daemon listens.
    package struct Configuration: Sendable {
        /// The address or name to listen at.
        package var host = "127.0.0.1"
        /// The port to listen at; 0 for a free one.
        package var port = 0
        /// The identity to speak TLS with; nil for plain HTTP.
        package var tls: TLSIdentity?
        /// The longest request body taken, in bytes.
        package var maxBodyBytes = 256 << 20
        /// How many connections are served at a time; fewer where the process may not have as many files open.
        ///
        /// What comes beyond is closed at once.
        package var maxConnections = 2048
        /// Seconds after which a silent connection is closed; one that waits for its handler is not silent.
        package var idleSeconds = 120
        /// Bytes for the request line and the header of a request; more gets status 431 or 414.
        ///
        /// libmicrohttpd clears as many after every request.
        package var headerBytes = 64 << 10

        /// Creates a configuration: a free port of 127.0.0.1, without TLS.
        package init() {}
    }

    /// The port it listens at.
    package let port: Int
    private let shared: Shared
    private let handle: Locked<Handle?>

    /// Starts listening.
    ///
    /// - Throws: ``HTTPServerError`` where the address is taken, or the certificate does not fit.
    package init(_ configuration: Configuration, handler: @escaping Handler) throws(HTTPServerError) {
        var address = try ListenAddress(host: configuration.host, port: configuration.port)
        let shared = Shared(handler: handler, configuration)
        // Before the event loops, so that the threads have the caller's signal mask.
        _ = HandlerThreads.shared
        errno = 0
        let started = unsafe withUnsafePointer(to: &address.storage) { storage in
            unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { socketAddress in
                unsafe HTTPDaemon.start(configuration, socketAddress, isIPv6: address.isIPv6, shared)
            }
        }
        guard let started = unsafe started else {
            let reason = errno == 0 ? "libmicrohttpd refused" : unsafe String(cString: strerror(errno))
            throw HTTPServerError(
                "cannot listen at \(configuration.host), port \(configuration.port): \(reason)"
                    + (configuration.tls == nil ? "" : "; check that certificate and key are PEM and belong together"))
        }
        self.shared = shared
        handle = unsafe Locked(Handle(pointer: started))
        port = unsafe Int(cmhd_port(started))
    }

    deinit {
        stop()
    }

    /// Stops listening, cancels the handlers that run and waits for them, and closes every connection.
    ///
    /// May be called again. Not to be called by a handler, for which it would wait.
    package func stop() {
        shared.suspensions.stop()
        let handle = handle.withLock { handle in
            defer { handle = nil }
            return handle
        }
        if let handle { unsafe MHD_stop_daemon(handle.pointer) }
    }

    /// A daemon's pointer, which libmicrohttpd lets any one thread stop.
    @safe
    private struct Handle: @unchecked Sendable {  // only passed to MHD_stop_daemon, once, by whoever took it
        let pointer: OpaquePointer
    }

    /// What the callbacks see; it outlives the daemon because the daemon's owner holds it.
    private final class Shared: Sendable {
        let handler: Handler
        let maxBodyBytes: Int
        let maxConnections: Int
        let connections = Locked(0)
        let suspensions = Suspensions()

        init(handler: @escaping Handler, _ configuration: Configuration) {
            self.handler = handler
            maxBodyBytes = configuration.maxBodyBytes
            maxConnections = min(configuration.maxConnections, FileLimit.connections)
        }

        static func of(_ context: UnsafeMutableRawPointer) -> Shared {
            unsafe Unmanaged<Shared>.fromOpaque(context).takeUnretainedValue()
        }
    }

    private static func start(
        _ configuration: Configuration, _ address: UnsafePointer<sockaddr>, isIPv6: Bool, _ shared: Shared
    ) -> OpaquePointer? {
        var options = unsafe cmhd_options()
        unsafe options.address = unsafe address
        unsafe options.ipv6 = isIPv6 ? 1 : 0
        unsafe options.loops = 2
        // Each loop gets a half, which must not be what keeps a client waiting: on_admission turns it away.
        unsafe options.max_connections = UInt32(clamping: 2 * (shared.maxConnections + 1))
        unsafe options.idle_seconds = UInt32(clamping: configuration.idleSeconds)
        unsafe options.header_bytes = configuration.headerBytes
        unsafe options.context = Unmanaged.passUnretained(shared).toOpaque()
        unsafe options.on_admission = { context, _, _ in
            guard let context = unsafe context else { return .NO }
            let shared = unsafe Shared.of(context)
            return shared.connections.withLock { $0 } < shared.maxConnections ? .YES : .NO
        }
        unsafe options.on_connection = { context, _, _, event in
            guard let context = unsafe context else { return }
            let change = event == .CONNECTION_NOTIFY_STARTED ? 1 : -1
            unsafe Shared.of(context).connections.withLock { $0 += change }
        }
        unsafe options.on_target = { _, target, _ in
            // Balanced in on_completed, which libmicrohttpd calls for every request whose target it told.
            unsafe Unmanaged.passRetained(IncomingRequest(target: String(cString: target))).toOpaque()
        }
        unsafe options.on_access = { context, connection, _, method, _, bytes, count, request in
            guard let context = unsafe context, let connection = unsafe connection, let method = unsafe method,
                let count = unsafe count, let request = unsafe request?.pointee
            else { return .NO }
            return unsafe HTTPDaemon.take(
                Unmanaged<IncomingRequest>.fromOpaque(request).takeUnretainedValue(), method: method,
                upload: UnsafeRawBufferPointer(start: bytes, count: count.pointee), connection, Shared.of(context),
                consumed: count)
        }
        unsafe options.on_completed = { _, _, request, _ in
            guard let pointer = unsafe request?.pointee else { return }
            unsafe Unmanaged<IncomingRequest>.fromOpaque(pointer).release()
            unsafe request?.pointee = nil
        }
        guard let tls = configuration.tls else { return unsafe cmhd_start(&options) }
        return unsafe tls.certificateChain.withCString { certificate in
            unsafe tls.privateKey.withCString { key in
                unsafe options.tls_certificate = unsafe certificate
                unsafe options.tls_key = unsafe key
                return unsafe cmhd_start(&options)
            }
        }
    }

    /// One call of the access handler: first the header, then parts of the body, then the end, as often as it takes.
    private static func take(
        _ request: IncomingRequest, method: UnsafePointer<CChar>, upload: UnsafeRawBufferPointer,
        _ pointer: OpaquePointer, _ shared: Shared, consumed: UnsafeMutablePointer<Int>
    ) -> MHD_Result {
        let connection = unsafe Connection(pointer)
        if !request.hasHeader {
            unsafe request.takeHeader(
                method: String(cString: method), from: pointer, maxBodyBytes: shared.maxBodyBytes)
            return request.shouldRefuseEarly ? handle(request, connection, shared) : .YES
        }
        if upload.count > 0 {
            unsafe request.takeBody(upload, maxBodyBytes: shared.maxBodyBytes)
            unsafe consumed.pointee = 0
            return .YES
        }
        switch request.stage {
        case .arriving:
            // libmicrohttpd asks again at once, and then waits for the answer rather than for more to read. Suspended
            // here it would read first when it is resumed, and take the end of what the client sends for a lost client.
            request.stage = .whole
            return .YES
        case .whole:
            return handle(request, connection, shared)
        case .handled(let answer):
            request.stage = .answered
            guard let response = answer.withLock({ $0 }) else { return .NO }
            return OutgoingResponse.queue(response, method: request.method, on: connection, shared.suspensions)
        case .answered:
            return .NO
        }
    }

    /// Has the request answered; where that takes time, the access handler is called again when it is.
    private static func handle(_ request: IncomingRequest, _ connection: Connection, _ shared: Shared) -> MHD_Result {
        let reply = shared.handler(request.takeRequest(), request.isTooLarge)
        if case .now(let response) = reply, response.delay <= .zero {
            request.stage = .answered
            return OutgoingResponse.queue(response, method: request.method, on: connection, shared.suspensions)
        }
        let answer = Locked<HTTPServerResponse?>(nil)
        request.stage = .handled(answer)
        // Taken out when it is asked, so that the request it holds is gone while its answer waits.
        let promised = Locked<Reply?>(reply)
        let isSuspended = shared.suspensions.suspend(connection) {
            let client = WaitingClient { connection.isGone() }
            let response = await WaitingClient.$current.withValue(client) { await HTTPDaemon.response(of: promised) }
            guard let response else { return }
            // It ends early when the server stops; then nobody gets the answer.
            if response.delay > .zero { try? await HandlerThreads.shared.sleep(for: response.delay) }
            answer.withLock { $0 = response }
        }
        return isSuspended ? .YES : .NO
    }

    private static func response(of promised: Locked<Reply?>) async -> HTTPServerResponse? {
        let reply = promised.withLock { promised in
            defer { promised = nil }
            return promised
        }
        return await reply?.response()
    }
}
