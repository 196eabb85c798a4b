import ArgumentParser
import Glibc
import MockAWS

/// `mock-aws exec`: runs a command against a server of its own.
struct ExecCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Run a command against a server that lives as long as the command.",
        usage: "mock-aws exec [options] -- <command> [<argument> ...]",
        discussion: """
            The command gets AWS_ENDPOINT_URL, credentials that the world knows, and a region; instance metadata and \
            configuration files are switched off. Signals are passed on to it. The exit status is the command's: \
            128 and the signal's number if a signal ended it, 127 if it was not found, 126 if it cannot be executed.

            Examples:
              mock-aws exec --world recordings/quickstart -- flowlogs_reader /vpc/flow-logs
              mock-aws exec --sigv4 strict -- aws sts get-caller-identity
              mock-aws exec -- pytest tests
            """)

    @OptionGroup var arguments: ServerArguments

    @Argument(parsing: .postTerminator, help: "The command and its arguments, after --.")
    var command: [String] = []

    func validate() throws {
        guard !command.isEmpty else {
            throw ValidationError("A command is missing: mock-aws exec [options] -- <command>")
        }
    }

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        let signals = Signals(blocking: [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGCHLD])
        let status = try reportingErrors {
            let world = try arguments.loadWorld()
            let server = try arguments.start(world)
            defer { server.stop() }
            let environment = CommandEnvironment(
                world: world, endpoint: server.endpoint, region: arguments.region, certificate: arguments.tlsCert)
            return Child.run(command, environment: environment.variables, signals: signals)
        }
        throw ExitCode(status)
    }
}
