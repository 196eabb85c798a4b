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
    ///   - window: the events that were delivered lately and are left out; nil where all come once.
    /// - Returns: the action that was asked for, with the selection.
    func output(to output: ByteWriter, without window: EventWindow? = nil) -> any EventOutput {
        switch action {
        case .print: EventSink(CloudTrailPrint(), selection: selection, window: window, output: output)
        case .table: EventSink(CloudTrailTable(), selection: selection, window: window, output: output)
        case .services: EventSink(CloudTrailServices(), selection: selection, window: window, output: output)
        case .logins: EventSink(CloudTrailLogins(), selection: selection, window: window, output: output)
        case .errors: EventSink(CloudTrailErrors(), selection: selection, window: window, output: output)
        }
    }
}
