import CCurl
import Glibc
import HTTPMessages
import Locking

/// A request on its way to the transfer thread.
struct CurlOrder: Sendable {
    var request: HTTPRequest
    var origin: HTTPOrigin
    var buffer: ResponseBuffer
}

/// What the transfer thread is told.
enum CurlCommand: Sendable {
    case start(UInt64, CurlOrder)
    case resume(UInt64)
    case abort(UInt64)
    /// End when no transfer is left.
    case stop
}

/// The multi handle and its thread.
///
/// Anybody posts commands; only the thread touches the handle, but for `curl_multi_wakeup`, which libcurl allows from
/// everywhere.
@safe
final class CurlEngine: @unchecked Sendable {  // `multi` is used by its thread only, save for curl_multi_wakeup
    let configuration: CurlTransport.Configuration
    private let multi: UnsafeMutableRawPointer
    private let inbox = Locked<[CurlCommand]>([])
    private let lastID = Locked<UInt64>(0)

    init(configuration: CurlTransport.Configuration) {
        self.configuration = configuration
        precondition(globalInitialization == CURLE_OK, "curl_global_init: \(globalInitialization)")
        guard let multi = unsafe curl_multi_init() else { preconditionFailure("curl_multi_init: out of memory") }
        unsafe self.multi = unsafe multi
        _ = unsafe ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 64)
    }

    deinit { unsafe curl_multi_cleanup(multi) }

    /// Starts the thread; it keeps the engine alive until it is told to stop.
    func start() {
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        let status = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                let engine = unsafe Unmanaged<CurlEngine>.fromOpaque(context).takeRetainedValue()
                engine.run()
                return nil
            }, context)
        precondition(status == 0, "pthread_create: \(status)")
        _ = pthread_detach(thread)
    }

    func stop() { post(.stop) }

    func nextTransferID() -> UInt64 {
        lastID.withLock {
            $0 += 1
            return $0
        }
    }

    func post(_ command: CurlCommand) {
        inbox.withLock { $0.append(command) }
        _ = unsafe curl_multi_wakeup(multi)
    }

    private func takeCommands() -> [CurlCommand] {
        inbox.withLock { commands in
            defer { commands.removeAll() }
            return commands
        }
    }

    // MARK: the thread

    private func run() {
        var transfers: [UInt64: CurlTransfer] = [:]
        var isStopping = false
        while true {
            for command in takeCommands() {
                switch command {
                case .start(let id, let order): start(order, id: id, in: &transfers)
                case .resume(let id): transfers[id]?.resume()
                case .abort(let id): remove(id, from: &transfers)
                case .stop: isStopping = true
                }
            }
            var running: Int32 = 0
            _ = unsafe curl_multi_perform(multi, &running)
            finishCompleted(&transfers)
            let deadline = endStalled(&transfers)
            if isStopping, transfers.isEmpty { return }
            _ = unsafe curl_multi_poll(multi, nil, 0, pollMilliseconds(until: deadline), nil)
        }
    }

    private func start(_ order: CurlOrder, id: UInt64, in transfers: inout [UInt64: CurlTransfer]) {
        do throws(TransportError) {
            let transfer = try CurlTransfer(order, id: id, configuration: configuration)
            let status = unsafe curl_multi_add_handle(multi, transfer.easy)
            guard status == CURLM_OK else {
                throw TransportError(
                    .unsupported, origin: order.origin.description, message: "curl_multi_add_handle: \(status.rawValue)"
                )
            }
            transfers[id] = transfer
        } catch {
            order.buffer.finish(error)
        }
    }

    private func remove(_ id: UInt64, from transfers: inout [UInt64: CurlTransfer]) {
        guard let transfer = transfers.removeValue(forKey: id) else { return }
        _ = unsafe curl_multi_remove_handle(multi, transfer.easy)
    }

    private func finishCompleted(_ transfers: inout [UInt64: CurlTransfer]) {
        var result = CURLE_OK
        while let easy = unsafe ccurl_multi_next_finished(multi, &result) {
            guard let transfer = transfers.values.first(where: { unsafe $0.easy == easy }) else { continue }
            remove(transfer.id, from: &transfers)
            transfer.finish(result)
        }
    }

    /// Ends the transfers on which nothing moves, and says when the next of them would be due.
    private func endStalled(_ transfers: inout [UInt64: CurlTransfer]) -> ContinuousClock.Instant? {
        let now = ContinuousClock.now
        var next: ContinuousClock.Instant?
        for (id, transfer) in transfers {
            guard let due = transfer.stallDeadline else { continue }
            if due <= now {
                remove(id, from: &transfers)
                transfer.finishStalled()
            } else {
                next = next.map { min($0, due) } ?? due
            }
        }
        return next
    }

    private func pollMilliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return 60_000 }
        let parts = ContinuousClock.now.duration(to: deadline).components
        guard parts.seconds < 60 else { return 60_000 }
        return Int32(max(0, parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000) + 1)
    }
}

/// The result of the one `curl_global_init` of the process.
private let globalInitialization: CURLcode = curl_global_init(Int(CURL_GLOBAL_ALL))
