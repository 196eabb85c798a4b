import CloudTrail
import CloudTrailReader
import CommandLines
import Locking

/// Does something with the events of each object, when all of the object is known to be intact.
final class EventSink<Action: CloudTrailAction>: EventOutput {
    private let output: ByteWriter
    private let selection: CloudTrailSelection
    private let empty: Action
    private let total: Locked<(action: Action, counters: CloudTrailCounters)>

    /// Creates a sink.
    ///
    /// - Parameters:
    ///   - action: what is done, before the first event.
    ///   - selection: the events that are wanted.
    ///   - output: where its lines go.
    init(_ action: Action, selection: CloudTrailSelection, output: ByteWriter) {
        self.output = output
        self.selection = selection
        empty = action
        total = Locked((action, CloudTrailCounters()))
    }

    /// What was read and left out so far.
    var counters: CloudTrailCounters { total.withLock { $0.counters } }

    func reader(for object: TrailObject) -> Reader { Reader(action: empty, selection: selection) }

    func deliver(_ result: Reader.Output, of object: TrailObject) async throws {
        try await result.lines.forEachPiece { try await output.write($0) }
        // Confirmed is what has left the process.
        try await output.flush()
        total.withLock { total in
            total.action.merge(result.action)
            total.counters += result.counters
        }
    }

    /// Writes what is known at the end only.
    @MainActor
    func finish() throws {
        let lines = total.withLock { total in
            var lines: [UInt8] = []
            total.action.finish(into: &lines)
            return lines
        }
        try output.write(lines)
    }

    /// Reads the events of one object.
    struct Reader: ObjectReader {
        /// What became of an object: lines, and what is still counted.
        struct Output: Sendable {
            var lines: SpooledBytes
            var action: Action
            var counters: CloudTrailCounters
        }

        private var parser = CloudTrailEventParser()
        private var action: Action
        private let empty: Action
        private let selection: CloudTrailSelection
        private let lines = SpooledBytes()

        init(action: Action, selection: CloudTrailSelection) {
            self.action = action
            empty = action
            self.selection = selection
        }

        mutating func append(_ text: [UInt8]) throws {
            let selection = selection
            // Alone in a variable, what the action holds is not copied when it grows.
            var action = exchange(&self.action, with: empty)
            try parser.parse(text) { event in
                if selection.matches(event) { action.add(event) }
            }
            var ready: [UInt8] = []
            action.drain(into: &ready)
            self.action = action
            if !ready.isEmpty { try lines.append(ready) }
        }

        mutating func finish() throws -> Output {
            try parser.finish()
            return Output(lines: lines, action: action, counters: parser.counters)
        }
    }
}
