import ArgumentParser
import CommandLines
import Glibc

/// The command: arguments in, bytes out.
@main
struct Main {
    @MainActor
    static func main() async {
        StandardDescriptors.reserve()
        // A closed pipe is an error of write(2), not a signal.
        signal(SIGPIPE, SIG_IGN)
        await status(of: Array(CommandLine.arguments.dropFirst())).leave()
    }

    /// Parses, runs and tells; every way to end comes by here.
    @MainActor
    private static func status(of arguments: [String]) async -> ExitStatus {
        let output = ByteWriter(descriptor: STDOUT_FILENO, beginsLine: true)
        var diagnostics = Diagnostics(quiet: false, verbose: false)
        do {
            guard let command = try parse(arguments, output: output) else { return .success }
            diagnostics = Diagnostics(quiet: command.messages.quiet, verbose: command.messages.verbose)
            let status = try await command.run(to: output, diagnostics: diagnostics)
            try output.flush()
            return status
        } catch {
            let status = ExitStatus(endedBy: error)
            // What was read before the error still goes out.
            if !(error is OutputError) { try? output.flush() }
            // A closed pipe is no error.
            if status != .success { diagnostics.tell(error) }
            return status
        }
    }

    /// Reads the arguments; nil where they ask for help or the version, which is printed then.
    @MainActor
    private static func parse(_ arguments: [String], output: ByteWriter) throws -> (any ReaderCommand)? {
        do {
            var command = try CloudTrailReaderCommand.parseAsRoot(arguments)
            if let command = command as? any ReaderCommand { return command }
            // The root itself, and `help`: they throw what they print.
            try command.run()
            return nil
        } catch {
            guard CloudTrailReaderCommand.exitCode(for: error) == .success else {
                throw UsageError(CloudTrailReaderCommand.message(for: error))
            }
            try output.writeLine(CloudTrailReaderCommand.fullMessage(for: error))
            try output.flush()
            return nil
        }
    }
}
