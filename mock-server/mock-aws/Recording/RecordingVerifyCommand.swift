import ArgumentParser
import Glibc
import RecordingAudit

/// `mock-aws recording verify`: whether a recording is whole, and fit to be published.
struct RecordingVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that a recording is whole and holds no secrets.",
        discussion: """
            Counts, digests, lengths and checksums are compared with the files. Every byte is searched for access \
            keys, secrets, tokens, signatures, cookies, private keys and passwords: in lines, headers and bodies, \
            through gzip, Base64, percent-encoding and escapes. The detectors share nothing with what scrubs.

            Pseudonyms look like what they stand for. Whether real accounts, addresses or names are left can only be \
            judged by a list of them: --known FILE, one a line.

            A finding is a line: file, exchange, place, kind, and the length of what was found, never its bytes. The \
            exit status is 0 if there is none, 1 if there are some.

            Examples:
              mock-aws recording verify incident
              mock-aws recording verify incident --known real-names.txt
            """)

    @Argument(help: "The recording's folder.")
    var folder: String

    @Option(help: ArgumentHelp("A list of what must not occur, one a line.", valueName: "file"))
    var known: String?

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        let report = try reportingErrors {
            RecordingAudit.findings(
                folder: folder, known: try known.map { try KnownIdentities(file: $0) } ?? KnownIdentities())
        }
        let output = StandardOutput(closedStatus: 1)
        for finding in report.findings { output.line(finding.description) }
        output.finish()
        for note in report.notes { writeError("note: \(note)") }
        writeError(report.summary)
        if !report.isClean { throw ExitCode(1) }
    }
}
