import AWSOperations
import HTTPMessages
import HTTPTransport
import Locking

/// The bytes of an S3 object, as one stream over as many transfers as it takes.
///
/// Where a transfer breaks, the rest is asked for with `Range`, and with `If-Match` so that it is the rest of the same
/// object. Attempts are counted anew after some progress; the client's retry quota bounds them all.
public final class AWSObjectStream: Sendable {
    /// What GetObject answered first.
    public let output: GetObject.Output
    /// How many bytes the stream will give; nil where the service did not say.
    public let byteCount: Int?

    private let client: AWSClient
    private let operation: GetObject
    private let state: Locked<State>

    private struct State: Sendable {
        var body: HTTPBodyStream
        var policy: RetryPolicy
        /// Bytes given out.
        var offset = 0
        /// Bytes at the beginning of `body` that were given out before.
        var skip = 0
        /// ``offset`` at the last failure.
        var failureOffset = 0
        var isCancelled = false
    }

    /// How much has to arrive between failures for attempts to count anew.
    private static let progressBytes = 64 << 10

    init(client: AWSClient, operation: GetObject, first: AWSStreamedOutput<GetObject.Output>) {
        self.client = client
        self.operation = operation
        output = first.output
        byteCount = first.headers["Content-Length"].flatMap { Self.offset($0) }
        state = Locked(State(body: first.body, policy: client.retryPolicy()))
    }

    /// Waits for the next chunk.
    ///
    /// For one reader at a time.
    ///
    /// - Returns: at least one byte, or nil where the object is complete.
    /// - Throws: `TransportError` where attempts are used up, `AWSError` where the rest is refused: with code
    ///   `PreconditionFailed` where the object was replaced meanwhile; `CancellationError`.
    public func next() async throws -> [UInt8]? {
        while true {
            let body = state.withLock { $0.body }
            let failure: TransportError
            do throws(TransportError) {
                if let chunk = try await body.next() {
                    if let fresh = accept(chunk) { return fresh }
                    continue
                }
                let offset = state.withLock { $0.offset }
                guard let byteCount, offset < byteCount else { return nil }
                failure = TransportError(
                    .shortBody, origin: name, message: "\(byteCount) bytes were announced", receivedBytes: offset)
            } catch {
                failure = error
            }
            if let byteCount, state.withLock({ $0.offset }) >= byteCount, failure.code != .cancelled { return nil }
            try await resume(after: failure)
        }
    }

    /// Ends the transfer.
    public func cancel() {
        let body = state.withLock { state in
            state.isCancelled = true
            return state.body
        }
        body.cancel()
    }

    private var name: String { "s3://\(operation.bucket ?? "")/\(operation.key ?? "")" }

    /// Drops what was given out before; nil where nothing is left.
    private func accept(_ chunk: [UInt8]) -> [UInt8]? {
        state.withLock { state in
            let skipped = min(state.skip, chunk.count)
            state.skip -= skipped
            state.offset += chunk.count - skipped
            guard skipped > 0 else { return chunk }
            return skipped == chunk.count ? nil : Array(chunk[skipped...])
        }
    }

    private func resume(after failure: TransportError) async throws {
        try Task.checkCancellation()
        guard let start = resumableStart else { throw failure }
        let offset = state.withLock { $0.offset }
        var policy = state.withLock { state in
            if state.offset - state.failureOffset >= Self.progressBytes { state.policy.noteProgress() }
            state.failureOffset = state.offset
            return state.policy
        }
        try await client.waitOrThrow(failure, policy: &policy)
        state.withLock { [policy] in $0.policy = policy }
        var rest = operation
        let end = byteCount.map { String(start + $0 - 1) } ?? ""
        if offset > 0 || operation.range != nil { rest.range = "bytes=\(start + offset)-\(end)" }
        rest.ifMatch = output.etag ?? operation.ifMatch
        rest.ifNoneMatch = nil
        let again = try await client.stream(rest)
        // A service that ignores Range sends the object from its beginning.
        let begin = again.status == 206 ? Self.firstByte(of: again.headers["Content-Range"]) : 0
        guard let begin, begin <= start + offset else {
            let found = begin.map { "from byte \($0)" } ?? "a part of unknown place"
            throw TransportError(
                .shortBody, origin: name, message: "asked from byte \(start + offset), got \(found)",
                receivedBytes: offset)
        }
        let isCancelled = state.withLock { state in
            state.body = again.body
            state.skip = start + offset - begin
            return state.isCancelled
        }
        if isCancelled { again.body.cancel() }
    }

    /// The object's byte with which the stream begins; nil where a broken transfer cannot be taken up.
    private var resumableStart: Int? {
        guard operation.partNumber == nil else { return nil }
        guard let range = operation.range else { return 0 }
        if let text = output.contentRange, let first = Self.firstByte(of: text) { return first }
        guard range.hasPrefix("bytes="), !range.contains(",") else { return nil }
        return Self.offset(range.dropFirst(6).prefix { $0 != "-" })
    }

    /// The first byte of `bytes 100-199/1000`.
    private static func firstByte(of contentRange: String?) -> Int? {
        guard let contentRange, contentRange.hasPrefix("bytes ") else { return nil }
        return offset(contentRange.dropFirst(6).prefix { $0 != "-" })
    }

    /// A number of bytes as headers write it; nil for one so large that sums of offsets could overflow.
    private static func offset(_ text: some StringProtocol) -> Int? {
        Int(text).flatMap { (0..<1 << 61).contains($0) ? $0 : nil }
    }
}
