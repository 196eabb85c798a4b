import AWSOperations
import CloudTrail
import CloudTrailReader
import CommandLines

/// Standard error: one line for each thing worth telling.
struct Diagnostics: Sendable {
    /// Whether notes and reports are left out.
    var quiet: Bool
    /// Whether request ids and retries are told.
    var verbose: Bool

    /// Tells why the command fails, or fails in part.
    func error(_ text: String) {
        StandardError.line("error: " + text)
    }

    /// Tells something that is no failure.
    func note(_ text: String) {
        guard !quiet else { return }
        StandardError.line("note: " + text)
    }

    /// Tells a detail that was asked for with `--verbose`.
    func detail(_ text: String) {
        guard verbose else { return }
        StandardError.line("detail: " + text)
    }

    /// Tells what became of everything.
    func report(_ text: String) {
        guard !quiet else { return }
        StandardError.line(text)
    }

    /// Tells what a scan came upon.
    func tell(_ event: ScanEvent) {
        switch event {
        case .note(let text): note(text)
        case .problem(let problem):
            let requestID = verbose ? problem.requestID.map { " (request id \($0))" } : nil
            error(problem.description + (requestID ?? ""))
        }
    }

    /// Tells that a file holds what is no event; the others of the file were read.
    func tellSkipped(_ counters: CloudTrailCounters, of object: TrailObject) {
        error("\(object): no events: \(counters.skippedText)")
    }

    /// Tells an error that ended the command.
    func tell(_ failure: any Error) {
        let requestID = verbose ? (failure as? AWSError)?.requestID.map { " (request id \($0))" } : nil
        error("\(failure)" + (requestID ?? ""))
        if failure is UsageError {
            StandardError.line("usage: cloudtrail_reader <subcommand> [options]; see cloudtrail_reader --help")
        }
    }
}
