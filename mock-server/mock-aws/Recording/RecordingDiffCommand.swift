import ArgumentParser
import Glibc
import Recordings

/// `mock-aws recording diff`: what is different between two recordings.
struct RecordingDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare the responses of two recordings.",
        discussion: """
            Exchanges are paired by what was asked, the first with the first. Compared are status, headers and body of \
            the responses: JSON, XML and text by lines, gzip inflated, anything else by its digest. The exit status is \
            0 if they are equal, 1 if not.

            Examples:
              mock-aws recording diff before after
              mock-aws recording diff before after --volatile
            """)

    @Argument(help: "The one recording.")
    var a: String

    @Argument(help: "The other recording.")
    var b: String

    @Flag(help: "Pass over Date and the ids of requests.")
    var volatile = false

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        let output = StandardOutput(closedStatus: 1)
        let isEqual = try reportingErrors {
            let recordings = (try Recording(folder: a), try Recording(folder: b))
            recordings.0.warn()
            recordings.1.warn()
            return try RecordingDifference(recordings.0, recordings.1, ignoresVolatile: volatile)
                .compare { output.line($0) }
        }
        output.finish()
        if !isEqual { throw ExitCode(1) }
    }
}
