import Locking

/// The bytes of a response body in chunks, as they come.
///
/// Whoever reads slowly holds the sender back: the transfer pauses while some 256 KiB wait to be taken. Dropping the
/// last reference aborts the transfer.
public final class HTTPBodyStream: Sendable {
    private let source: @Sendable () async throws(TransportError) -> [UInt8]?
    private let onCancel: @Sendable () -> Void

    /// Creates a stream over a source of chunks.
    ///
    /// - Parameters:
    ///   - source: gives the next chunk, never an empty one; nil at the end, and again after it.
    ///   - onCancel: stops the source; called when the stream is cancelled or dropped, also after its end.
    public init(
        source: @escaping @Sendable () async throws(TransportError) -> [UInt8]?,
        onCancel: @escaping @Sendable () -> Void = {}
    ) {
        self.source = source
        self.onCancel = onCancel
    }

    /// Creates a stream that gives `chunks`, then ends or fails.
    ///
    /// - Parameters:
    ///   - chunks: the chunks in order; empty ones are left out.
    ///   - failure: what to throw after the last chunk; nil for a complete body.
    public convenience init(chunks: [[UInt8]], failure: TransportError? = nil) {
        let waiting = Locked(chunks.filter { !$0.isEmpty }[...])
        self.init(
            source: { () async throws(TransportError) in
                if let chunk = waiting.withLock({ $0.popFirst() }) { return chunk }
                if let failure { throw failure }
                return nil
            },
            onCancel: { waiting.withLock { $0 = [] } })
    }

    /// A stream of bytes that are in memory.
    public static func of(_ bytes: [UInt8]) -> HTTPBodyStream {
        HTTPBodyStream(chunks: [bytes])
    }

    deinit { onCancel() }

    /// Waits for the next chunk.
    ///
    /// For one reader at a time.
    ///
    /// - Returns: at least one byte, or nil where the body is complete.
    /// - Throws: `TransportError` where it ended otherwise; every chunk that came before was given out first.
    public func next() async throws(TransportError) -> [UInt8]? {
        try await source()
    }

    /// Aborts the transfer; chunks that wait are dropped, and ``next()`` throws `.cancelled` if the body was not complete.
    public func cancel() {
        onCancel()
    }
}
