import AWSOperations
import Files
import HTTPMessages
import HTTPTransport
import Locking
import Recordings

/// Answers requests from a recording, without any network.
///
/// What was not recorded is answered with an error in the shape of the service that is asked.
public final class ReplayTransport: HTTPTransport {
    private let replayer: Replayer
    private let onMiss: @Sendable (ReplayMiss) -> Void

    /// Creates a transport.
    ///
    /// - Parameters:
    ///   - replayer: what finds the answers.
    ///   - onMiss: told each request for which there is none.
    public init(_ replayer: Replayer, onMiss: @escaping @Sendable (ReplayMiss) -> Void = { _ in }) {
        self.replayer = replayer
        self.onMiss = onMiss
    }

    /// Creates a transport over a recording.
    ///
    /// - Parameter folder: the recording's folder.
    /// - Throws: `RecordingError` where there is none.
    public convenience init(recording folder: String) throws(RecordingError) {
        self.init(try Replayer(try Recording(folder: folder)))
    }

    /// Answers a request; see ``HTTPTransport/send(_:to:)``.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - origin: where it would go.
    /// - Returns: the recorded response.
    /// - Throws: `TransportError` where the body's file cannot be read.
    public func send(
        _ request: HTTPRequest, to origin: HTTPOrigin
    ) async throws(TransportError) -> HTTPStreamedResponse {
        switch replayer.answer(to: request) {
        case .answer(let answer):
            return try ReplayTransport.response(answer, folder: replayer.recording.folder, origin: origin)
        case .miss(let miss):
            onMiss(miss)
            return ReplayTransport.response(miss, to: request)
        }
    }

    /// A recorded response as a transport gives it.
    static func response(
        _ answer: ReplayAnswer, folder: String, origin: HTTPOrigin
    ) throws(TransportError) -> HTTPStreamedResponse {
        let name = origin.description
        let failure: TransportError? =
            switch answer.end {
            case .complete: nil
            case .reset: TransportError(.reset, origin: name, message: "as recorded")
            case .short: TransportError(.shortBody, origin: name, message: "as recorded")
            }
        let body: HTTPBodyStream
        switch answer.body {
        case _ where answer.framing == .none: body = HTTPBodyStream(chunks: [], failure: failure)
        case .none: body = HTTPBodyStream(chunks: [], failure: failure)
        case .text(let text):
            let bytes = Array(text.utf8)
            let range = answer.range.map { Int($0.lowerBound)..<Int($0.upperBound) } ?? 0..<bytes.count
            body = HTTPBodyStream(chunks: [Array(bytes[range.clamped(to: 0..<bytes.count)])], failure: failure)
        case .file(let file):
            body = try stream(of: folder + "/" + file.path, answer, failure: failure, origin: name)
        }
        return HTTPStreamedResponse(status: answer.status, headers: answer.headers, body: body)
    }

    /// The error that stands for a missing answer.
    static func response(_ miss: ReplayMiss, to request: HTTPRequest) -> HTTPStreamedResponse {
        let service = RequestIdentity(request).service.flatMap { AWSService(rawValue: $0) } ?? .s3
        let response = miss.error.httpResponse(for: service, requestID: "replay")
        return HTTPStreamedResponse(
            status: response.status, headers: response.headers,
            body: request.method == "HEAD" ? .of([]) : .of(response.body))
    }

    private static func stream(
        of path: String, _ answer: ReplayAnswer, failure: TransportError?, origin: String
    ) throws(TransportError) -> HTTPBodyStream {
        let start = answer.range?.lowerBound ?? 0
        @Sendable func unreadable(_ error: FileError) -> TransportError {
            TransportError(.unsupported, origin: origin, message: "\(error)")
        }
        let pieces: FilePieces
        do throws(FileError) {
            pieces = try FilePieces(path: path, offset: start)
        } catch {
            throw unreadable(error)
        }
        let state = Locked((pieces: pieces, rest: answer.count))
        return HTTPBodyStream { () async throws(TransportError) in
            let piece = state.withLock { state -> Result<[UInt8]?, FileError> in
                Result { () throws(FileError) in
                    guard state.rest > 0, let piece = try state.pieces.next() else { return nil }
                    let part = Int64(piece.count) > state.rest ? Array(piece.prefix(Int(state.rest))) : piece
                    state.rest -= Int64(part.count)
                    return part
                }
            }
            switch piece {
            case .success(let piece?): return piece
            case .success(nil):
                if let failure { throw failure }
                return nil
            case .failure(let error): throw unreadable(error)
            }
        }
    }
}
