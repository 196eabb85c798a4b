import CMicrohttpd

/// Hands a body out to libmicrohttpd: at its pace, and up to its ending.
///
/// libmicrohttpd keeps it as long as the response, and calls on the thread of the connection's event loop.
final class BodyReader {
    private let source: any BodySource
    private let ending: HTTPServerResponse.Ending
    private let pace: Pace?
    private let connection: Connection
    private let suspensions: Suspensions
    /// When to reset although the client does not take what was sent.
    private var patience: MonotonicTime?

    /// What libmicrohttpd takes for the end of the body, and for one that cannot be sent.
    private static let endOfStream = -1
    private static let endWithError = -2

    init(
        _ source: any BodySource, of response: HTTPServerResponse, _ connection: Connection, _ suspensions: Suspensions
    ) {
        self.source = source
        ending = response.ending
        pace = response.bytesPerSecond.map { Pace(bytesPerSecond: $0) }
        self.connection = connection
        self.suspensions = suspensions
    }

    /// The bytes at `position`: how many were copied; 0 where the connection is suspended; or how it ends.
    func read(at position: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var room = buffer.count
        if let limit {
            guard position < limit else { return end() }
            room = Int(min(UInt64(room), limit - position))
        }
        if let pace {
            switch pace.allowance(after: position) {
            case .bytes(let count): room = min(room, count)
            case .nothing(let until): return wait { try? await HandlerThreads.shared.sleep(until: until) }
            }
        }
        let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<room])
        switch unsafe source.read(at: position, into: part) {
        case .bytes(let count):
            return count
        case .pending(let work):
            // The client may want to see what there is, the header at least, before the next part comes.
            _ = connection.flush()
            return wait(for: work)
        case .end:
            return ending == .complete ? BodyReader.endOfStream : end()
        case .failure:
            return BodyReader.endWithError
        }
    }

    /// How many bytes are sent before the ending; nil for all there are.
    private var limit: UInt64? {
        switch ending {
        case .complete, .reset(nil): nil
        case .reset(let bytes?), .short(let bytes): UInt64(max(0, bytes))
        }
    }

    /// Ends where the answer has to end badly.
    private func end() -> Int {
        guard case .reset = ending else { return BodyReader.endWithError }
        let now = MonotonicTime.now
        let patience = patience ?? now.advanced(by: .seconds(10))
        self.patience = patience
        // A reset overtakes what the client's system has not got yet.
        if !connection.flush(), now < patience {
            return wait { try? await HandlerThreads.shared.sleep(for: .milliseconds(2)) }
        }
        connection.reset()
        return BodyReader.endWithError
    }

    private func wait(for work: @escaping @Sendable () async -> Void) -> Int {
        suspensions.suspend(connection, while: work) ? 0 : BodyReader.endWithError
    }
}

/// How fast a body may go.
private final class Pace {
    enum Allowance {
        case bytes(Int)
        case nothing(until: MonotonicTime)
    }

    private let bytesPerSecond: UInt64
    private let start = MonotonicTime.now

    /// A rate that is not positive is taken for the slowest there is.
    init(bytesPerSecond: Int) {
        self.bytesPerSecond = UInt64(max(1, bytesPerSecond))
    }

    /// What may be sent when `count` bytes have been: a twentieth of a second's worth at a time.
    func allowance(after count: UInt64) -> Allowance {
        let portion = max(1, bytesPerSecond / 20)
        let (seconds, rest) = count.quotientAndRemainder(dividingBy: bytesPerSecond)
        let due = start.advanced(
            by: .seconds(Int64(clamping: seconds)) + .seconds(Double(rest) / Double(bytesPerSecond)))
        return due <= MonotonicTime.now ? .bytes(Int(clamping: portion)) : .nothing(until: due)
    }
}
