import HTTPMessages
import Locking

/// What of a response has come and was not taken yet: the meeting point of the transfer's thread and the reading task.
///
/// The thread calls ``headArrived(_:)``, ``take(_:)`` and ``finish(_:)``; the task ``head()``, ``next()`` and
/// ``cancel()``. At most `capacity` bytes wait, or one chunk where a single one is larger.
final class ResponseBuffer: Sendable {
    struct Head: Sendable {
        var status: Int
        var headers: HTTPHeaders
    }

    private typealias Waiter<Value> = CheckedContinuation<Result<Value, TransportError>, Never>

    private enum End: Sendable {
        case complete
        case failed(TransportError)
    }

    private struct State: Sendable {
        var head: Head?
        var headWaiter: Waiter<Head>?
        var chunks: [[UInt8]] = []
        var firstChunk = 0
        var waitingBytes = 0
        var receivedBytes = 0
        /// The transfer was told to pause; only then a reader asks it to go on.
        var isPaused = false
        var end: End?
        var chunkWaiter: Waiter<[UInt8]?>?
        var mostWaitingBytes = 0

        mutating func popChunk() -> [UInt8]? {
            guard firstChunk < chunks.count else { return nil }
            let chunk = chunks[firstChunk]
            chunks[firstChunk] = []
            firstChunk += 1
            if firstChunk == chunks.count {
                chunks.removeAll(keepingCapacity: true)
                firstChunk = 0
            }
            waitingBytes -= chunk.count
            return chunk
        }
    }

    private let state = Locked(State())
    private let origin: String
    private let capacity: Int
    private let resume: @Sendable () -> Void
    private let abort: @Sendable () -> Void

    init(
        origin: String, capacity: Int, resume: @escaping @Sendable () -> Void, abort: @escaping @Sendable () -> Void
    ) {
        self.origin = origin
        self.capacity = capacity
        self.resume = resume
        self.abort = abort
    }

    // MARK: the transfer's thread

    func headArrived(_ head: Head) {
        let waiter = state.withLock { state -> Waiter<Head>? in
            guard state.head == nil, state.end == nil else { return nil }
            state.head = head
            defer { state.headWaiter = nil }
            return state.headWaiter
        }
        waiter?.resume(returning: .success(head))
    }

    /// Takes bytes of the body, or refuses them all: then the transfer pauses until `resume` is called.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard unsafe !bytes.isEmpty else { return true }
        let chunk = unsafe [UInt8](bytes)
        let (isTaken, waiter) = state.withLock { state -> (Bool, Waiter<[UInt8]?>?) in
            guard state.end == nil else { return (true, nil) }
            if let waiter = state.chunkWaiter {
                state.chunkWaiter = nil
                state.receivedBytes += chunk.count
                return (true, waiter)
            }
            if state.waitingBytes > 0, state.waitingBytes + chunk.count > capacity {
                state.isPaused = true
                return (false, nil)
            }
            state.chunks.append(chunk)
            state.waitingBytes += chunk.count
            state.mostWaitingBytes = max(state.mostWaitingBytes, state.waitingBytes)
            state.receivedBytes += chunk.count
            return (true, nil)
        }
        waiter?.resume(returning: .success(chunk))
        return isTaken
    }

    /// Ends the response; `failure` is nil where its body is complete.
    func finish(_ failure: TransportError?) {
        end(failure, droppingChunks: false)
    }

    /// How many bytes of the body have been taken.
    var receivedBytes: Int { state.withLock { $0.receivedBytes } }

    // MARK: the reading task

    func head() async throws(TransportError) -> Head {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Waiter<Head>) in
                let ready = state.withLock { state -> Result<Head, TransportError>? in
                    if let head = state.head { return .success(head) }
                    switch state.end {
                    case .failed(let error): return .failure(error)
                    case .complete: return .failure(headless)
                    case nil: break
                    }
                    state.headWaiter = waiter
                    return nil
                }
                if let ready { waiter.resume(returning: ready) }
            }
        } onCancel: {
            cancel()
        }
        return try result.get()
    }

    func next() async throws(TransportError) -> [UInt8]? {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Waiter<[UInt8]?>) in
                let (ready, resumes) = state.withLock { state -> (Result<[UInt8]?, TransportError>?, Bool) in
                    if let chunk = state.popChunk() {
                        let resumes = state.isPaused && state.waitingBytes <= capacity / 2
                        if resumes { state.isPaused = false }
                        return (.success(chunk), resumes)
                    }
                    switch state.end {
                    case .complete: return (.success(nil), false)
                    case .failed(let error): return (.failure(error), false)
                    case nil: break
                    }
                    precondition(state.chunkWaiter == nil, "a body stream is for one reader at a time")
                    state.chunkWaiter = waiter
                    return (nil, false)
                }
                if resumes { resume() }
                if let ready { waiter.resume(returning: ready) }
            }
        } onCancel: {
            cancel()
        }
        return try result.get()
    }

    func cancel() {
        let wasRunning = end(TransportError(.cancelled, origin: origin), droppingChunks: true)
        if wasRunning { abort() }
    }

    /// The most bytes that ever waited: the bound that tests look at.
    var mostWaitingBytes: Int { state.withLock { $0.mostWaitingBytes } }

    /// What it means that the connection ended well but no complete headers came.
    private var headless: TransportError {
        TransportError(.reset, origin: origin, message: "the response ended in its headers")
    }

    @discardableResult
    private func end(_ failure: TransportError?, droppingChunks: Bool) -> Bool {
        let (wasRunning, headWaiter, chunkWaiter, hasHead) = state.withLock {
            state -> (Bool, Waiter<Head>?, Waiter<[UInt8]?>?, Bool) in
            let wasRunning = state.end == nil
            let dropsChunks = droppingChunks && state.firstChunk < state.chunks.count
            if wasRunning || dropsChunks { state.end = failure.map { .failed($0) } ?? .complete }
            if dropsChunks {
                state.chunks = []
                state.firstChunk = 0
                state.waitingBytes = 0
            }
            defer {
                state.headWaiter = nil
                state.chunkWaiter = nil
            }
            return (wasRunning, state.headWaiter, state.chunkWaiter, state.head != nil)
        }
        if !hasHead {
            headWaiter?.resume(returning: .failure(failure ?? headless))
        }
        chunkWaiter?.resume(returning: failure.map { .failure($0) } ?? .success(nil))
        return wasRunning
    }
}
