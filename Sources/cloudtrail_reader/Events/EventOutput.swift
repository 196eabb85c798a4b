import CloudTrail
import CloudTrailReader
import CommandLines

/// What becomes of the events that a subcommand reads.
protocol EventOutput: ObjectSink {
    /// What was read and left out so far.
    var counters: CloudTrailCounters { get }
    /// How many events were left out because they had been delivered before.
    var duplicates: Int { get }

    /// Writes what is known at the end only.
    @MainActor func finish() throws

    /// What became of the events, in one line for standard error; nil where the output says it.
    var report: String? { get }
}

extension EventOutput {
    var report: String? { nil }
}

extension EventOutput {
    /// None: not every output looks for them.
    var duplicates: Int { 0 }
}

extension SelectionOptions {
    /// What does with the events what the options say.
    ///
    /// - Parameters:
    ///   - output: where its lines go.
    ///   - diagnostics: where records that are no events are told.
    ///   - selection: the events that are wanted; nil for what the options say.
    ///   - interrupt: ends the store's wait for other processes that write.
    ///   - window: the events that were delivered lately and are left out; nil where all come once.
    /// - Returns: the action that was asked for, with the selection.
    /// - Throws: `UsageError`; `EventStoreError` where the store cannot be opened.
    func output(
        to output: ByteWriter, diagnostics: Diagnostics, selection: CloudTrailSelection? = nil,
        interrupt: ReadingInterrupt, without window: EventWindow? = nil
    ) throws -> any EventOutput {
        let selection = try selection ?? self.selection
        let tell: @Sendable (TrailObject, CloudTrailCounters) -> Void = { diagnostics.tellSkipped($1, of: $0) }
        if let sink = try storeSink(selection: selection, interrupt: interrupt, onSkipped: tell) { return sink }
        return switch action ?? .print {
        case .print: EventSink(CloudTrailPrint(), selection: selection, window: window, output: output, onSkipped: tell)
        case .table: EventSink(CloudTrailTable(), selection: selection, window: window, output: output, onSkipped: tell)
        case .services:
            EventSink(CloudTrailServices(), selection: selection, window: window, output: output, onSkipped: tell)
        case .logins:
            EventSink(CloudTrailLogins(), selection: selection, window: window, output: output, onSkipped: tell)
        case .errors:
            EventSink(CloudTrailErrors(), selection: selection, window: window, output: output, onSkipped: tell)
        }
    }
}
