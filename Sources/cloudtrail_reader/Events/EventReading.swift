import CloudTrail
import CloudTrailReader
import CommandLines

/// Reads events until a source has no more, or a signal comes, and tells what became of them.
@MainActor
struct EventReading {
    let diagnostics: Diagnostics

    /// Reads.
    ///
    /// - Parameters:
    ///   - sink: where the events go.
    ///   - report: what became of them so far, line by line.
    ///   - interrupt: what a signal raises; the source heeds it.
    ///   - read: reads everything; whether something is missing.
    /// - Returns: how the command ends.
    /// - Throws: what `read` and the sink throw.
    func run(
        into sink: some EventOutput, report: () -> [String], interrupt: ReadingInterrupt,
        _ read: () async throws -> Bool
    ) async throws -> ExitStatus {
        let signals = InterruptSignals(interrupt, diagnostics: diagnostics)
        defer { signals.stop() }
        defer {
            for line in report() + [sink.report].compactMap({ $0 }) { diagnostics.report(line) }
        }
        let hasGaps = try await read()
        try sink.finish()
        return hasGaps || sink.counters.skippedRecords > 0 ? .incomplete : .success
    }
}

extension SelectionOptions {
    /// What the options say, restricted to the times of a window.
    func output(
        to output: ByteWriter, window: ScanOptions, diagnostics: Diagnostics, interrupt: ReadingInterrupt
    ) throws -> any EventOutput {
        var selection = try selection
        selection.startTime = window.startTime
        selection.endTime = window.endTime
        return try self.output(to: output, diagnostics: diagnostics, selection: selection, interrupt: interrupt)
    }
}
