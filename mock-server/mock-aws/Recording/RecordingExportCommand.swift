import ArgumentParser
import Files
import Recordings

/// `mock-aws recording export`: for other people's tools.
struct RecordingExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a recording as a HAR 1.2 file.",
        discussion: """
            Bodies stand there as transferred: text as it is, anything else in Base64. What HAR has no member for is \
            in members named _recording, from which import makes the same exchanges again.

            Example:
              mock-aws recording export incident --har incident.har
            """)

    @Argument(help: "The recording's folder.")
    var folder: String

    @Option(help: ArgumentHelp("The file to write; one that exists is replaced.", valueName: "file"))
    var har: String

    func run() throws {
        try reportingErrors {
            let recording = try Recording(folder: folder)
            recording.warn()
            // A file that is there is there whole.
            let fresh = har + ".new"
            try Folders.remove(fresh)
            let file = try FileAppender(path: fresh, mode: .create)
            let notes = try HARExport.write(recording) { try file.append($0) }
            try Folders.move(fresh, to: har)
            for note in notes { writeError("note: \(note)") }
        }
    }
}
