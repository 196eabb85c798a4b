import ArgumentParser
import Glibc
import MockAWS
import RecordingProxy

/// `mock-aws exec`: runs a command against a server of its own.
struct ExecCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Run a command against a server that lives as long as the command.",
        usage: "mock-aws exec [options] -- <command> [<argument> ...]",
        discussion: """
            The command gets AWS_ENDPOINT_URL, credentials that the world knows, and a region; instance metadata and \
            configuration files are switched off. Signals are passed on to it. The exit status is the command's: \
            128 and the signal's number if a signal ended it, 127 if it was not found, 126 if it cannot be executed; 3 if \
            a recording had no answer for a request, 4 if --require-all is given and exchanges were left.

            Examples:
              mock-aws exec --world recordings/quickstart -- flowlogs_reader /vpc/flow-logs
              mock-aws exec --sigv4 strict -- aws sts get-caller-identity
              mock-aws exec --record incident -- flowlogs_reader /vpc/flow-logs
              mock-aws exec --recording incident --ignore time-window -- flowlogs_reader /vpc/flow-logs
              mock-aws exec --world my-world --faults flaky --report conduct.json -- flowlogs_reader my-group
              mock-aws exec -- pytest tests
            """)

    @OptionGroup var arguments: ServerArguments

    @Option(help: ArgumentHelp("Record the command's traffic with AWS in this folder.", valueName: "folder"))
    var record: String?

    @OptionGroup(title: "Recording options, with --record") var recording: RecordArguments

    @Argument(parsing: .postTerminator, help: "The command and its arguments, after --.")
    var command: [String] = []

    func validate() throws {
        guard !command.isEmpty else {
            throw ValidationError("A command is missing: mock-aws exec [options] -- <command>")
        }
        guard record == nil || (arguments.world == nil && arguments.replay.recording == nil) else {
            throw ValidationError("--record asks AWS: it excludes --world and --recording")
        }
        guard record == nil || !(arguments.faults.isAny || arguments.signatures != .off) else {
            throw ValidationError(
                "--record asks AWS: --faults, --fault-trace, --report and --sigv4 do not apply")
        }
        guard record != nil || !recording.isAny else {
            throw ValidationError("--upstream, --mode, --scrub and --profile need --record")
        }
    }

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        let signals = Signals(blocking: [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGCHLD])
        let status = try reportingErrors {
            try record.map { try recordingStatus(to: $0, signals) } ?? servingStatus(signals)
        }
        throw ExitCode(status)
    }

    private func servingStatus(_ signals: Signals) throws -> Int32 {
        let served = try arguments.load()
        let server = try arguments.start(served)
        defer { server.stop() }
        let status = Child.run(
            command, environment: environment(served.world, endpoint: server.endpoint), signals: signals)
        server.stop()
        try arguments.faults.conclude(server)
        return arguments.replay.conclude(server, status: status)
    }

    private func recordingStatus(to folder: String, _ signals: Signals) throws -> Int32 {
        let proxy = try recording.start(folder: folder, listening: arguments.listening)
        let world = try arguments.load().world
        let status = Child.run(
            command, environment: environment(world, endpoint: proxy.endpoint), signals: signals)
        var signals = signals
        signals.release()
        try proxy.stopAndWait()
        return proxy.conclude(status: status)
    }

    private func environment(_ world: World, endpoint: String) -> [String: String] {
        CommandEnvironment(
            world: world, endpoint: endpoint, region: arguments.listening.region,
            certificate: arguments.listening.tlsCert
        ).variables
    }
}
