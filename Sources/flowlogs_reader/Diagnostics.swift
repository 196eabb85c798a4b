import AWSOperations
import CommandLines
import FlowLogs
import FlowLogsReader

/// Standard error: one line for each thing worth telling.
struct Diagnostics: Sendable {
    /// Whether notes and the count of skipped records are left out.
    var quiet: Bool
    /// Whether request ids and retries are told.
    var verbose: Bool

    /// Tells why the command fails, or fails in part.
    func error(_ text: String) {
        line("error: " + text)
    }

    /// Tells something that is no failure.
    func note(_ text: String) {
        guard !quiet else { return }
        line("note: " + text)
    }

    /// Tells a detail that was asked for with `--verbose`.
    func detail(_ text: String) {
        guard verbose else { return }
        line("detail: " + text)
    }

    /// Tells what a reader came upon.
    func tell(_ event: ReadEvent) {
        switch event {
        case .note(let text): note(text)
        case .problem(let problem):
            let requestID = verbose ? problem.requestID.map { " (request id \($0))" } : nil
            error(problem.description + (requestID ?? ""))
        }
    }

    /// Tells an error that ended the command.
    func tell(_ failure: any Error) {
        let requestID = verbose ? (failure as? AWSError)?.requestID.map { " (request id \($0))" } : nil
        error("\(failure)" + (requestID ?? ""))
        if failure is UsageError { line("usage: \(Options.usage); see --help") }
    }

    /// Tells how many records were skipped, and why.
    func summarize(_ counters: FlowLogCounters) {
        guard !quiet, counters.skippedRecords > 0 else { return }
        let causes = FlowLogSkipCause.allCases.compactMap { cause in
            counters.skipped[cause].map { "\($0) \(cause.explanation)" }
        }
        line("skipped \(counters.skippedRecords) records: " + causes.joined(separator: ", "))
    }

    private func line(_ text: String) { StandardError.line(text) }
}
