import HTTPMessages
import Locking

/// Takes the response to one request, and writes the exchange when it has ended.
///
/// A recorder that is dropped before ``finish(_:)`` records nothing.
public final class ExchangeRecorder: Sendable {
    private let writer: RecordingWriter
    private let sequence: Int
    private let offsetMilliseconds: Int64
    private let request: Scrubbed<HTTPRequest>
    private let identity: RequestIdentity
    private let state: Locked<State>

    private struct State {
        var head: (status: Int, headers: HTTPHeaders)?
        var store: BodyFile?
        var scrubber: BodyScrubber?
        var failure: RecordingError?
        var isOver = false
    }

    init(
        writer: RecordingWriter, sequence: Int, offsetMilliseconds: Int64, request: Scrubbed<HTTPRequest>,
        identity: RequestIdentity
    ) {
        self.writer = writer
        self.sequence = sequence
        self.offsetMilliseconds = offsetMilliseconds
        self.request = request
        self.identity = identity
        state = Locked(State())
    }

    deinit {
        drop()
    }

    /// Takes status and headers.
    public func takeHead(status: Int, headers: HTTPHeaders) {
        state.withLock { state in
            do throws(RecordingError) {
                try writer.replaceOld()
            } catch {
                state.failure = error
            }
            let store = BodyFile(
                folder: writer.folder,
                path: BodyFileName.path(
                    sequence: sequence, isRequest: false, identity: identity, contentType: headers["Content-Type"]))
            state.head = (status, headers)
            state.scrubber = writer.scrubber.body(of: headers, into: store)
            state.store = store
        }
    }

    /// Takes the next bytes of the body.
    ///
    /// A disk that takes no more ends the exchange's recording, not its traffic.
    public func take(_ bytes: [UInt8]) {
        state.withLock { state in
            guard state.failure == nil else { return }
            do throws(RecordingError) {
                try state.scrubber?.append(bytes)
            } catch {
                state.failure = error
            }
        }
    }

    /// Takes the end of the response, and writes the exchange.
    ///
    /// - Parameters:
    ///   - end: how it ended.
    ///   - framing: how the end of the body was marked; nil for what status and headers tell.
    public func finish(_ end: RecordedResponse.End, framing: RecordedResponse.Framing? = nil) {
        let result = state.withLock { state -> Result<RecordedExchange, RecordingError>? in
            guard !state.isOver else { return nil }
            state.isOver = true
            return Result { () throws(RecordingError) in
                do throws(RecordingError) {
                    return try exchange(&state, end: end, framing: framing)
                } catch {
                    state.store?.drop()
                    throw error
                }
            }
        }
        switch result {
        case .success(let exchange): writer.append(exchange)
        case .failure(let failure): writer.drop(failure)
        case nil: break
        }
    }

    /// Gives the exchange up: there was no response, or nobody wants it.
    public func drop() {
        let wasRunning = state.withLock { state in
            defer { state.isOver = true }
            if !state.isOver { state.store?.drop() }
            return !state.isOver
        }
        if wasRunning { writer.drop(nil) }
    }

    private func exchange(
        _ state: inout State, end: RecordedResponse.End, framing: RecordedResponse.Framing?
    ) throws(RecordingError) -> RecordedExchange {
        if let failure = state.failure { throw failure }
        guard let head = state.head, let store = state.store, let scrubber = state.scrubber else {
            throw RecordingError(.malformed, "exchange \(sequence): the response has no head")
        }
        let body = try scrubber.finish()
        let headers = writer.scrubber.scrub(head.headers, body: body)
        let hasNoBody = request.value.method == "HEAD" || head.status == 204 || head.status == 304
        let stored = try store.finish()
        return RecordedExchange(
            sequence: sequence, offsetMilliseconds: offsetMilliseconds, identity: identity,
            request: RecordedRequest(
                method: request.value.method, target: request.value.target, headers: request.value.headers,
                body: try requestBody()),
            response: RecordedResponse(
                status: head.status, headers: headers.value, body: stored,
                framing: framing ?? (hasNoBody ? RecordedResponse.Framing.none : nil), end: end),
            scrubbed: Array(Set(request.places + headers.places + body.places)).sorted())
    }

    private func requestBody() throws(RecordingError) -> RecordedBody {
        let path = BodyFileName.path(
            sequence: sequence, isRequest: true, identity: identity,
            contentType: request.value.headers["Content-Type"])
        let store = BodyFile(folder: writer.folder, path: path)
        try store.append(request.value.body)
        return try store.finish()
    }
}
