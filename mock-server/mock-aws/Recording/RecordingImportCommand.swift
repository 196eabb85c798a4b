import ArgumentParser
import Recordings

/// `mock-aws recording import`: from other people's tools.
struct RecordingImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a recording of a HAR file: of Chrome, Firefox, mitmproxy, or of export.",
        discussion: """
            Entries that are no requests to AWS are left out, unless --all is given. Browsers write bodies down \
            decoded: such a body is served without its Content-Encoding. What was lost or altered is said in notes.

            Secrets are taken out as they are from a recording; recording verify looks for what is left.

            Examples:
              mock-aws recording import --har session.har incident
              mock-aws recording verify incident
            """)

    @Option(help: ArgumentHelp("The file to read.", valueName: "file"))
    var har: String

    @Argument(help: "The recording's folder, which is made.")
    var folder: String

    @Option(help: "What to take out: off, secrets or identities.")
    var scrub = ScrubPolicy.secrets

    @Flag(help: "Take requests to other services than AWS, too.")
    var all = false

    func run() throws {
        try reportingErrors {
            var sink = try RecordingSink(folder: folder, scrub: scrub)
            let outcome = try HARImport(path: har, takesAll: all) { writeError("note: \($0)") }.run(into: &sink)
            if outcome.foreign > 0 {
                writeError("note: \(outcome.foreign) entries are no requests to AWS; --all takes them, too")
            }
            print("\(folder): \(outcome.imported) exchanges of \(outcome.entries) entries")
        }
    }
}
