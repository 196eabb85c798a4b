import CloudTrail
import CloudTrailReader
import CloudTrailStore
import CommandLines

extension EventStoreSink: EventOutput {
    /// Closes the store.
    @MainActor
    func finish() throws { try store.close() }

    /// How many events were stored.
    var report: String? { "store: \(counts)" }
}

extension SelectionOptions {
    /// What stores the events; nil where `--store` is not given.
    ///
    /// - Parameters:
    ///   - selection: the events that are wanted.
    ///   - interrupt: ends the wait for other processes that write.
    ///   - onSkipped: told of files with records that are no events.
    /// - Returns: a sink for the store.
    /// - Throws: `UsageError` where an action is asked for as well; `EventStoreError`.
    func storeSink(
        selection: CloudTrailSelection, interrupt: ReadingInterrupt,
        onSkipped: @escaping @Sendable (TrailObject, CloudTrailCounters) -> Void
    ) throws -> EventStoreSink? {
        guard let file = store else { return nil }
        guard action == nil else {
            throw UsageError("--store takes the place of an action; give --store or --action, not both")
        }
        return EventStoreSink(
            try EventStore(file: file, interrupt: interrupt), selection: selection, onSkipped: onSkipped)
    }
}
