import CloudTrail
import CloudTrailReader
import CommandLines
import Locking

/// Does something with the events of each object, when all of the object is known to be intact.
final class EventSink<Action: CloudTrailAction>: EventOutput {
    private let output: ByteWriter
    private struct Total {
        var action: Action
        var counters = CloudTrailCounters()
        var duplicates = 0
    }

    private let selection: CloudTrailSelection
    private let window: EventWindow?
    private let empty: Action
    private let onSkipped: @Sendable (TrailObject, CloudTrailCounters) -> Void
    private let total: Locked<Total>

    /// Creates a sink.
    ///
    /// - Parameters:
    ///   - action: what is done, before the first event.
    ///   - selection: the events that are wanted.
    ///   - window: the events that were delivered lately and are left out; nil where none is.
    ///   - output: where its lines go.
    ///   - onSkipped: told of files with records that are no events.
    init(
        _ action: Action, selection: CloudTrailSelection, window: EventWindow? = nil, output: ByteWriter,
        onSkipped: @escaping @Sendable (TrailObject, CloudTrailCounters) -> Void
    ) {
        self.onSkipped = onSkipped
        self.output = output
        self.selection = selection
        self.window = window
        empty = action
        total = Locked(Total(action: action))
    }

    /// What was read and left out so far.
    var counters: CloudTrailCounters { total.withLock { $0.counters } }

    var duplicates: Int { total.withLock { $0.duplicates } }

    func reader(for object: TrailObject) -> Reader {
        Reader(action: empty, filter: EventFilter(selection: selection, window: window))
    }

    func shortfall(of result: Reader.Output) -> String? { result.counters.shortfall }

    func deliver(_ result: Reader.Output, of object: TrailObject) async throws {
        try window?.check(result.filter.passed)
        try await result.lines.forEachPiece { try await output.write($0) }
        // Confirmed is what has left the process.
        try await output.flush()
        window?.commit(result.filter.passed)
        if result.counters.skippedRecords > 0 { onSkipped(object, result.counters) }
        total.withLock { total in
            total.action.merge(result.action)
            total.counters += result.counters
            total.duplicates += result.filter.duplicates
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
            var filter: EventFilter
        }

        private var parser = CloudTrailEventParser()
        private var action: Action
        private let empty: Action
        private var filter: EventFilter
        private let lines = SpooledBytes()

        init(action: Action, filter: EventFilter) {
            self.action = action
            empty = action
            self.filter = filter
        }

        mutating func append(_ text: [UInt8]) throws {
            // Alone in a variable, what the action holds is not copied when it grows.
            var action = exchange(&self.action, with: empty)
            var filter = exchange(&self.filter, with: EventFilter())
            try parser.parse(text) { event in
                if filter.passes(event) { action.add(event) }
            }
            var ready: [UInt8] = []
            action.drain(into: &ready)
            self.action = action
            self.filter = filter
            if !ready.isEmpty { try lines.append(ready) }
        }

        mutating func finish() throws -> Output {
            try parser.finishLogFile()
            return Output(lines: lines, action: action, counters: parser.counters, filter: filter)
        }
    }
}
