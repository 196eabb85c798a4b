import ArgumentParser
import CommandLines

/// A subcommand that runs with an output and tells how it ends.
protocol ReaderCommand: ParsableCommand {
    /// What is told on standard error.
    var messages: MessageOptions { get }

    /// Does what the arguments ask for.
    ///
    /// - Parameters:
    ///   - output: standard output; what is kept back there is written when the command has ended.
    ///   - diagnostics: standard error.
    /// - Returns: how the command ends.
    /// - Throws: what ended it early.
    @MainActor func run(to output: ByteWriter, diagnostics: Diagnostics) async throws -> ExitStatus
}

/// The command as a whole.
struct CloudTrailReaderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cloudtrail_reader",
        abstract: "Set CloudTrail up, check it, and read its log files.",
        discussion: """
            EXIT STATUS
              0   all that was asked for was read
              1   something could not be read; standard error says what
              64  the arguments are wrong
              69  AWS cannot be reached, or refuses these credentials
              74  the output could not be written
            """,
        version: "0.1.0",
        subcommands: [
            SetupCommand.self, DoctorCommand.self, TeardownCommand.self, ScanCommand.self, FollowCommand.self,
        ])
}
