import CloudTrail
import CloudTrailReader
import CommandLines

/// What becomes of the events that a subcommand reads.
protocol EventOutput: ObjectSink {
    /// What was read and left out so far.
    var counters: CloudTrailCounters { get }

    /// Writes what is known at the end only.
    @MainActor func finish() throws

    /// What became of the events, in one line for standard error; nil where the output says it.
    var report: String? { get }
}

extension EventOutput {
    var report: String? { nil }
}

extension SelectionOptions {
    /// What does with the events what the options say.
    ///
    /// - Parameters:
    ///   - output: where its lines go.
    ///   - selection: the events that are wanted; nil for what the options say.
    /// - Returns: the action that was asked for, with the selection.
    /// - Throws: `UsageError`; `EventStoreError` where the store cannot be opened.
    func output(to output: ByteWriter, selection: CloudTrailSelection? = nil) throws -> any EventOutput {
        let selection = selection ?? self.selection
        if let sink = try storeSink(selection: selection) { return sink }
        return switch action ?? .print {
        case .print: EventSink(CloudTrailPrint(), selection: selection, output: output)
        case .table: EventSink(CloudTrailTable(), selection: selection, output: output)
        case .services: EventSink(CloudTrailServices(), selection: selection, output: output)
        case .logins: EventSink(CloudTrailLogins(), selection: selection, output: output)
        case .errors: EventSink(CloudTrailErrors(), selection: selection, output: output)
        }
    }
}
