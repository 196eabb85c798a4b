import CCurl
import Glibc
import HTTPMessages

/// One easy handle: a request and what libcurl does with it, on the transfer thread.
///
/// libcurl's callbacks get the transfer as an unretained pointer: the engine holds it as long as its handle is in the
/// multi handle, and no callback runs after that.
@safe
final class CurlTransfer {
    let id: UInt64
    let easy: UnsafeMutableRawPointer
    private let buffer: ResponseBuffer
    private let origin: HTTPOrigin
    private let stallTimeout: Duration
    private let headers: UnsafeMutablePointer<curl_slist>?
    private let body: UnsafeMutableBufferPointer<UInt8>
    private let errorText: UnsafeMutableBufferPointer<CChar>
    private var head = ResponseHeadParser()
    /// When something last moved on the connection; nil until there is one.
    private var lastProgress: ContinuousClock.Instant?
    /// Whether libcurl was told to pause.
    ///
    /// The reader's wish to go on arrives here later than the reader notes it, so only what this thread has done decides
    /// whether the transfer can stall.
    private var isPaused = false
    private var movedBytes: (down: curl_off_t, up: curl_off_t) = (0, 0)

    init(_ order: CurlOrder, id: UInt64, configuration: CurlTransport.Configuration) throws(TransportError) {
        guard let easy = unsafe curl_easy_init() else {
            throw TransportError(.unsupported, origin: order.origin.description, message: "curl_easy_init failed")
        }
        self.id = id
        unsafe self.easy = unsafe easy
        buffer = order.buffer
        origin = order.origin
        stallTimeout = configuration.stallTimeout
        unsafe headers = curlHeaders(of: order.request)
        unsafe body = .allocate(capacity: max(order.request.body.count, 1))
        _ = unsafe body.initialize(from: order.request.body)
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0)
        let proxy = configuration.proxies.settings.proxy(forScheme: order.origin.scheme)
        setRequest(order.request, proxy: proxy)
        setPolicy(configuration)
        // The empty string is libcurl's word for no proxy; without it libcurl would look into the environment itself.
        set(CURLOPT_PROXY, proxy ?? "")
        set(CURLOPT_NOPROXY, configuration.proxies.settings.exceptions ?? "")
        setCallbacks()
    }

    deinit {
        unsafe curl_easy_cleanup(easy)
        unsafe curl_slist_free_all(headers)
        unsafe body.deallocate()
        unsafe errorText.deallocate()
    }

    // MARK: options

    private func set(_ option: CURLoption, _ value: Int) { _ = unsafe ccurl_set_long(easy, option, value) }
    private func set(_ option: CURLoption, _ value: String) { _ = unsafe ccurl_set_string(easy, option, value) }

    private func setRequest(_ request: HTTPRequest, proxy: String?) {
        // With REQUEST_TARGET libcurl sends the target byte for byte; only a plain-http proxy needs the whole URL in the
        // request line, which libcurl builds from the URL.
        let root = "\(origin.scheme)://\(origin.hostHeader)"
        if origin.scheme == "http", proxy != nil {
            set(CURLOPT_URL, root + request.target)
        } else {
            set(CURLOPT_URL, root + "/")
            set(CURLOPT_REQUEST_TARGET, request.target)
        }
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        _ = unsafe ccurl_set_list(easy, CURLOPT_HTTPHEADER, headers)
        if request.method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        } else if request.sendsBody {
            set(CURLOPT_POST, 1)
            _ = unsafe ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
            _ = unsafe ccurl_set_pointer(easy, CURLOPT_POSTFIELDS, body.baseAddress)
            set(CURLOPT_CUSTOMREQUEST, request.method)
        } else {
            set(CURLOPT_HTTPGET, 1)
            set(CURLOPT_CUSTOMREQUEST, request.method)
        }
    }

    private func setPolicy(_ configuration: CurlTransport.Configuration) {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_HTTP_TRANSFER_DECODING, 1)
        set(CURLOPT_HTTP_CONTENT_DECODING, 0)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_BUFFERSIZE, 64 << 10)
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, configuration.connectTimeout.wholeMilliseconds))
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let caBundle = configuration.caBundle ?? environmentCABundle { set(CURLOPT_CAINFO, caBundle) }
    }

    private func setCallbacks() {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        _ = unsafe ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText.baseAddress)
        _ = unsafe ccurl_set_pointer(easy, CURLOPT_HEADERDATA, context)
        _ = unsafe ccurl_set_pointer(easy, CURLOPT_WRITEDATA, context)
        _ = unsafe ccurl_set_pointer(easy, CURLOPT_PREREQDATA, context)
        _ = unsafe ccurl_set_pointer(easy, CURLOPT_XFERINFODATA, context)
        _ = unsafe ccurl_set_data(easy, CURLOPT_HEADERFUNCTION) { data, size, count, context in
            guard let context = unsafe context else { return 0 }
            let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            unsafe transfer.take(headerLine: UnsafeRawBufferPointer(start: data, count: size * count))
            return size * count
        }
        _ = unsafe ccurl_set_data(easy, CURLOPT_WRITEFUNCTION) { data, size, count, context in
            guard let context = unsafe context else { return 0 }
            let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            let isTaken = unsafe transfer.take(body: UnsafeRawBufferPointer(start: data, count: size * count))
            return isTaken ? size * count : Int(CURL_WRITEFUNC_PAUSE)
        }
        _ = unsafe ccurl_set_prereq(easy) { context, _, _, _, _ in
            guard let context = unsafe context else { return CURL_PREREQFUNC_ABORT }
            unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().progress()
            return CURL_PREREQFUNC_OK
        }
        set(CURLOPT_NOPROGRESS, 0)
        _ = unsafe ccurl_set_progress(easy) { context, _, down, _, up in
            guard let context = unsafe context else { return 1 }
            unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().progress(down: down, up: up)
            return 0
        }
    }

    // MARK: callbacks

    private func progress() { lastProgress = .now }

    private func progress(down: curl_off_t, up: curl_off_t) {
        guard lastProgress != nil, movedBytes != (down, up) else { return }
        movedBytes = (down, up)
        progress()
    }

    private func take(headerLine: UnsafeRawBufferPointer) {
        progress()
        if let complete = head.take(line: unsafe [UInt8](headerLine)) { buffer.headArrived(complete) }
    }

    private func take(body: UnsafeRawBufferPointer) -> Bool {
        progress()
        isPaused = unsafe !buffer.take(body)
        return !isPaused
    }

    // MARK: what the engine does

    /// When the transfer counts as stalled; nil while it connects or waits for its reader.
    var stallDeadline: ContinuousClock.Instant? {
        guard let lastProgress, !isPaused else { return nil }
        return lastProgress.advanced(by: stallTimeout)
    }

    func resume() {
        progress()
        isPaused = false
        _ = unsafe curl_easy_pause(easy, CURLPAUSE_CONT)
    }

    func finish(_ result: CURLcode) {
        guard result != CURLE_OK else { return buffer.finish(nil) }
        var message = unsafe errorText.baseAddress.map { unsafe String(cString: $0) } ?? ""
        if message.isEmpty { message = unsafe String(cString: curl_easy_strerror(result)) }
        // A proxy that refuses the tunnel has answered; that is no connection lost.
        let isRefusedByProxy = unsafe ccurl_get_long(easy, CURLINFO_HTTP_CONNECTCODE) >= 300
        // libcurl repeats a proxy that it cannot use, password and all.
        buffer.finish(
            TransportError(
                isRefusedByProxy ? .proxy : .init(result), origin: origin.description, curlCode: Int(result.rawValue),
                message: hidingUserInfo(message), receivedBytes: buffer.receivedBytes))
    }

    func finishStalled() {
        buffer.finish(
            TransportError(
                .stalled, origin: origin.description, message: "nothing moved for \(stallTimeout)",
                receivedBytes: buffer.receivedBytes))
    }
}

extension HTTPRequest {
    /// Whether the request carries a body, be it empty.
    fileprivate var sendsBody: Bool { !body.isEmpty || method == "POST" || method == "PUT" }
}

/// The header list as libcurl takes it, with libcurl's own additions switched off where the request has none.
private func curlHeaders(of request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
    var list: UnsafeMutablePointer<curl_slist>?
    func add(_ line: String) {
        // A null result means out of memory; the list so far stays valid.
        if let longer = unsafe curl_slist_append(list, line) { unsafe list = unsafe longer }
    }
    for field in request.headers.fields {
        // libcurl writes Content-Length itself, for the body it has.
        if field.name.equalsIgnoringASCIICase("content-length") { continue }
        add(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    for name in ["Expect", "Accept", "Content-Type"] where request.headers[name] == nil { add("\(name):") }
    return unsafe list
}

extension TransportError.Code {
    /// The code for a libcurl result that is not `CURLE_OK`.
    fileprivate init(_ result: CURLcode) {
        switch result {
        case CURLE_COULDNT_CONNECT: self = .connect
        case CURLE_COULDNT_RESOLVE_HOST: self = .nameResolution
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: self = .proxy
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut
        case CURLE_PARTIAL_FILE: self = .shortBody
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR: self = .reset
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
            self = .tls
        case CURLE_ABORTED_BY_CALLBACK: self = .cancelled
        case CURLE_URL_MALFORMAT: self = .unsupported
        default: self = .notHTTP
        }
    }
}

extension Duration {
    /// The duration in whole milliseconds.
    fileprivate var wholeMilliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
