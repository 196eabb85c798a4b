import ArgumentParser
import Recordings

/// `mock-aws recording normalize`: one form for what is the same.
struct RecordingNormalizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalize",
        abstract: "Rewrite a recording in its canonical form, for small diffs in git.",
        discussion: """
            Exchanges are numbered from 1 in the order of the requests, bodies are named after them, and counts and \
            digest are computed again; orphan bodies and a torn last line go. The new folder takes the place of the \
            old one when it is whole; a crash loses nothing.

            Examples:
              mock-aws recording normalize incident
              mock-aws recording normalize incident --volatile
            """)

    @Argument(help: "The recording's folder.")
    var folder: String

    @Flag(help: "Give Date and the request ids of responses fixed values.")
    var volatile = false

    func run() throws {
        try reportingErrors {
            let recording = try Recording(folder: folder)
            recording.warn()
            let count = try RecordingNormalization.normalize(recording, fixesVolatile: volatile)
            print("\(folder): \(count) exchanges")
        }
    }
}
