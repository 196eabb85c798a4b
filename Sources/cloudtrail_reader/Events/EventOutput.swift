import CloudTrail
import CloudTrailReader
import CommandLines

/// What becomes of the events that a subcommand reads.
protocol EventOutput: ObjectSink {
    /// What was read and left out so far.
    var counters: CloudTrailCounters { get }

    /// Writes what is known at the end only.
    @MainActor func finish() throws
}

extension SelectionOptions {
    /// What does with the events what the options say.
    ///
    /// - Parameter output: where its lines go.
    /// - Returns: the action that was asked for, with the selection.
    func output(to output: ByteWriter) -> any EventOutput {
        switch action {
        case .print: EventSink(CloudTrailPrint(), selection: selection, output: output)
        case .table: EventSink(CloudTrailTable(), selection: selection, output: output)
        case .services: EventSink(CloudTrailServices(), selection: selection, output: output)
        case .logins: EventSink(CloudTrailLogins(), selection: selection, output: output)
        case .errors: EventSink(CloudTrailErrors(), selection: selection, output: output)
        }
    }
}
