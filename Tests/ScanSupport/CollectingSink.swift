import CloudTrail
import CloudTrailReader
import Locking

/// A sink that keeps what it takes, and can fail as a crash would.
public final class CollectingSink: ObjectSink {
    /// What a sink that crashed throws.
    public struct Crash: Error {
        /// Creates a crash.
        public init() {}
    }

    private struct State {
        var taken: [(key: String, text: String)] = []
        /// How many more objects are taken before the crash; nil for no crash.
        var left: Int?
    }

    private let state = Locked(State())
    private let onDelivery: @Sendable (Int) -> Void

    /// Creates a sink.
    ///
    /// - Parameter onDelivery: called with the number of objects taken so far.
    public init(onDelivery: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.onDelivery = onDelivery
    }

    /// The keys that were taken since the last time, in order.
    public func takeKeys() -> [String] { takeObjects().map(\.key) }

    /// What was taken since the last time, in order.
    public func takeObjects() -> [(key: String, text: String)] {
        state.withLock { state in
            defer { state.taken = [] }
            return state.taken
        }
    }

    /// Crashes after so many further objects were taken: when the last one is out, but not confirmed.
    public func crash(after count: Int?) {
        state.withLock { $0.left = count }
    }

    /// A reader that keeps the text.
    public func reader(for object: TrailObject) -> Reader { Reader() }

    /// One for a text that begins with `short`.
    public func shortfall(of output: String) -> String? {
        output.hasPrefix("short") ? "1 record is no event: of the test" : nil
    }

    /// Keeps the text of an object.
    public func deliver(_ output: String, of object: TrailObject) async throws {
        let (isCrash, count) = state.withLock { state in
            state.taken.append((object.key, output))
            state.left = state.left.map { $0 - 1 }
            return (state.left == 0, state.taken.count)
        }
        onDelivery(count)
        if isCrash { throw Crash() }
    }

    /// Keeps the text; refuses one that begins with `bad`.
    public struct Reader: ObjectReader {
        private var text: [UInt8] = []

        /// Takes a piece.
        public mutating func append(_ text: [UInt8]) throws {
            self.text += text
            if self.text.starts(with: Array("bad".utf8)) { throw Crash() }
        }

        /// The text.
        public mutating func finish() -> String { String(decoding: text, as: UTF8.self) }
    }
}
