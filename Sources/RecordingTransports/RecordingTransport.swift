import Channels
import HTTPMessages
import HTTPTransport
import Locking
import Recordings

/// Sends requests through another transport and records what comes back; what the mode says comes from the recording.
///
/// A response whose reader has had enough is read to its end all the same, so that the recording has it whole;
/// ``finish()`` waits for that.
public final class RecordingTransport: HTTPTransport {
    private let session: RecordingSession
    private let upstream: any HTTPTransport
    private let onMiss: @Sendable (ReplayMiss) -> Void
    private let running = Locked<[UInt64: Task<Void, Never>]>([:])
    private let counter = Locked<UInt64>(0)

    /// How many pieces of a body wait for its reader.
    private static let piecesAhead = 8

    /// Creates a transport.
    ///
    /// - Parameters:
    ///   - session: the recording.
    ///   - upstream: what asks the service.
    ///   - onMiss: told each request for which there is no answer, and none is asked for.
    public init(
        _ session: RecordingSession, upstream: any HTTPTransport,
        onMiss: @escaping @Sendable (ReplayMiss) -> Void = { _ in }
    ) {
        self.session = session
        self.upstream = upstream
        self.onMiss = onMiss
    }

    /// Whether the service is never asked.
    public var isReplayOnly: Bool { session.writer == nil }

    /// The region of the first recorded request that names one.
    public var recordedRegion: String? {
        session.replayer?.recording.exchanges.lazy.compactMap(\.identity.region).first
    }

    /// Sends a request; see ``HTTPTransport/send(_:to:)``.
    ///
    /// - Parameters:
    ///   - request: what to send; it is recorded as it stands, scrubbed.
    ///   - origin: where.
    /// - Returns: the response, of the service or recorded.
    /// - Throws: `TransportError` where no response headers came; that is not recorded.
    public func send(
        _ request: HTTPRequest, to origin: HTTPOrigin
    ) async throws(TransportError) -> HTTPStreamedResponse {
        switch session.course(of: request) {
        case .replay(let answer):
            return try ReplayTransport.response(answer, folder: session.folder, origin: origin)
        case .miss(let miss):
            onMiss(miss)
            return ReplayTransport.response(miss, to: request)
        case .forward(let recorder):
            let response: HTTPStreamedResponse
            do throws(TransportError) {
                response = try await upstream.send(request, to: origin)
            } catch {
                recorder.drop()
                throw error
            }
            recorder.takeHead(status: response.status, headers: response.headers)
            return HTTPStreamedResponse(
                status: response.status, headers: response.headers,
                body: recorded(response.body, by: recorder, origin: origin.description))
        }
    }

    /// Waits for the responses that are still being read, and completes the recording.
    ///
    /// - Throws: `RecordingError`: why an exchange is missing.
    public func finish() async throws(RecordingError) {
        while let task = running.withLock({ $0.first?.value }) { await task.value }
        try session.close()
    }

    /// A body that is recorded while it is read, and behind its reader's back to its end.
    private func recorded(
        _ body: HTTPBodyStream, by recorder: ExchangeRecorder, origin: String
    ) -> HTTPBodyStream {
        let pieces = BoundedChannel<[UInt8]>(capacity: Self.piecesAhead)
        let id = counter.withLock { counter in
            counter += 1
            return counter
        }
        running.withLock { running in
            running[id] = Task { [running = self.running] in
                var isWanted = true
                do throws(TransportError) {
                    while let piece = try await body.next() {
                        recorder.take(piece)
                        guard isWanted else { continue }
                        do { try await pieces.send(piece) } catch { isWanted = false }
                    }
                    recorder.finish(.complete)
                    pieces.finish()
                } catch {
                    recorder.finish(error.code == .shortBody ? .short : .reset)
                    pieces.finish(throwing: error)
                }
                running.withLock { $0[id] = nil }
            }
        }
        return HTTPBodyStream(
            source: { () async throws(TransportError) in
                do {
                    return try await pieces.next()
                } catch let error as TransportError {
                    throw error
                } catch {
                    throw TransportError(.cancelled, origin: origin)
                }
            },
            onCancel: { pieces.close() })
    }
}
