import ArgumentParser

/// `mock-aws recording`: what is done to recordings on the disk.
struct RecordingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recording",
        abstract: "Verify, show, compare and convert recordings.",
        discussion: """
            A recording is a folder: recording.json, exchanges.jsonl with an exchange a line, and bodies/ with the \
            bodies as they were transferred.

            Examples:
              mock-aws recording verify incident
              mock-aws recording show incident
              mock-aws recording diff before after
            """,
        subcommands: [
            RecordingVerifyCommand.self, RecordingShowCommand.self, RecordingDiffCommand.self,
            RecordingNormalizeCommand.self, RecordingPruneCommand.self, RecordingExportCommand.self,
            RecordingImportCommand.self,
        ])
}
