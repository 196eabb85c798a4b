import CloudTrail
import CloudTrailReader
import Locking

/// Stores the events of each object, in one transaction when all of the object is known to be intact.
///
/// ```swift
/// let sink = EventStoreSink(try EventStore(file: "events.sqlite"))
/// try await BucketScanner(location: location, client: client, sink: sink).scan()
/// print(sink.counts)
/// ```
public final class EventStoreSink: ObjectSink {
    /// Where the events go.
    public let store: EventStore
    private let selection: CloudTrailSelection
    private let onSkipped: (@Sendable (TrailObject, CloudTrailCounters) -> Void)?
    private let total = Locked((counts: EventStore.Counts(), counters: CloudTrailCounters()))

    /// Creates a sink.
    ///
    /// - Parameters:
    ///   - store: where the events go.
    ///   - selection: the events that are wanted; all by default.
    ///   - onSkipped: told of an object with records that are no events, and of their causes.
    public init(
        _ store: EventStore, selection: CloudTrailSelection = CloudTrailSelection(),
        onSkipped: (@Sendable (TrailObject, CloudTrailCounters) -> Void)? = nil
    ) {
        self.onSkipped = onSkipped
        self.store = store
        self.selection = selection
    }

    /// What became of the events so far.
    public var counts: EventStore.Counts { total.withLock { $0.counts } }

    /// What was read and left out so far.
    public var counters: CloudTrailCounters { total.withLock { $0.counters } }

    /// A reader for an object.
    public func reader(for object: TrailObject) -> Reader { Reader(selection) }

    /// How many records of an object are no events.
    public func shortfall(of output: Reader.Output) -> String? { output.counters.shortfall }

    /// Stores the events of an object.
    ///
    /// - Throws: ``EventStoreError``.
    public func deliver(_ output: Reader.Output, of object: TrailObject) async throws {
        let counts = output.events.count > 0 ? try await store.insert(output.events) : EventStore.Counts()
        total.withLock { total in
            total.counts += counts
            total.counters += output.counters
        }
        if output.counters.skippedRecords > 0 { onSkipped?(object, output.counters) }
    }

    /// Reads the events of one object.
    public struct Reader: ObjectReader {
        /// The events of an object, and what was left out.
        public struct Output: Sendable {
            /// The events that are wanted.
            public var events: SpooledEvents
            /// What was read and left out.
            public var counters: CloudTrailCounters
        }

        private var parser = CloudTrailEventParser()
        private var events = SpooledEvents()
        private let selection: CloudTrailSelection

        init(_ selection: CloudTrailSelection) {
            self.selection = selection
        }

        /// Takes the next piece of text.
        public mutating func append(_ text: [UInt8]) throws {
            var batch = SpooledEvents.Batch()
            let selection = selection
            try parser.parse(text) { event in
                if selection.matches(event) { batch.append(event) }
            }
            try events.append(batch)
        }

        /// Ends the object.
        public mutating func finish() throws -> Output {
            try parser.finishLogFile()
            return Output(events: events, counters: parser.counters)
        }
    }
}
