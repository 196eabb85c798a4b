import ArgumentParser
import Files
import Recordings

/// `mock-aws recording prune`: without what nobody needs.
struct RecordingPruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Drop orphan bodies, a torn last line, and exchanges that are not needed.",
        discussion: """
            Numbers and names of what stays are kept. The new folder takes the place of the old one when it is whole.

            Examples:
              mock-aws recording prune incident
              mock-aws recording prune incident --keep-last 1
              mock-aws recording prune incident --unused unused.txt
            """)

    @Argument(help: "The recording's folder.")
    var folder: String

    @Option(help: ArgumentHelp("Keep only the last exchanges of every request.", valueName: "count"))
    var keepLast: Int?

    @Option(help: ArgumentHelp("Drop the exchanges whose numbers stand in this file.", valueName: "file"))
    var unused: String?

    func validate() throws {
        if let keepLast, keepLast < 1 { throw ValidationError("--keep-last must be at least 1") }
    }

    func run() throws {
        try reportingErrors {
            let numbers = try unused.map { path in
                try RecordingPruning.sequences(String(decoding: try FileContents.bytes(ofFile: path), as: UTF8.self))
            }
            let recording = try Recording(folder: folder)
            recording.warn()
            let removed = try RecordingPruning.prune(recording, .init(keepLast: keepLast, unused: numbers ?? []))
            let left = recording.exchanges.count - removed.count
            print("\(folder): \(left) exchanges, \(removed.count) dropped")
        }
    }
}
