import ArgumentParser
import Glibc
import Recordings

/// `mock-aws recording show`: a table of the exchanges, or one body.
struct RecordingShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "List the exchanges of a recording, or print one body.",
        discussion: """
            A line holds number, time since the recording began, operation, region, status, length of the body, how \
            the response ended, and the parameters by which the request is matched.

            Examples:
              mock-aws recording show incident
              mock-aws recording show incident --body 12 | head
              mock-aws recording show incident --body 12 --request
            """)

    @Argument(help: "The recording's folder.")
    var folder: String

    @Option(help: ArgumentHelp("Print the body of this exchange's response, gzip inflated.", valueName: "number"))
    var body: Int?

    @Flag(help: "With --body: the request's body.")
    var request = false

    @Flag(help: "With --body: as transferred, not inflated.")
    var raw = false

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        let output = StandardOutput()
        try reportingErrors {
            let recording = try Recording(folder: folder)
            recording.warn()
            if let body {
                let exchange = try recording.exchange(body)
                try recording.readPieces(
                    of: request ? exchange.request.body : exchange.response.body, inflating: !raw
                ) { output.write($0) }
            } else {
                output.line(RecordingTable.header)
                for line in RecordingTable.lines(of: recording) { output.line(line) }
            }
        }
        output.finish()
    }
}

extension Recording {
    /// Says what was passed over.
    func warn() {
        for warning in warnings { writeError("note: \(warning)") }
    }
}
