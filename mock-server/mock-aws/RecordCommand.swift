import ArgumentParser
import Glibc
import RecordingProxy

/// `mock-aws record`: an endpoint that asks AWS and records what comes back.
struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record the traffic of any client with AWS, until SIGTERM or SIGINT.",
        discussion: """
            Clients talk to the endpoint that is printed when it listens; their requests go to AWS (or to --upstream) \
            signed with the credentials of this command's own environment and profiles, and the answers come back as \
            they are. What the clients signed with never leaves the machine. Secrets are taken out before anything is \
            written. mock-aws exec --record does the same for one command.

            Examples:
              mock-aws record --to incident
              mock-aws record --to incident --upstream http://127.0.0.1:5000 --mode all
              mock-aws record --to incident --scrub identities --port 4566 --ready-file ready.json
            """)

    @Option(help: ArgumentHelp("The recording's folder; made where it does not exist.", valueName: "folder"))
    var to: String

    @OptionGroup(title: "Recording options") var recording: RecordArguments
    @OptionGroup(title: "Server options") var listening: ListenArguments

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        var signals = Signals(blocking: [SIGTERM, SIGINT, SIGHUP])
        try reportingErrors {
            let proxy = try recording.start(folder: to, listening: listening)
            let announcement = Announcement(endpoint: proxy.endpoint, port: proxy.port)
            if let readyFile = listening.readyFile { try announcement.write(to: readyFile) }
            announcement.printLine()
            _ = signals.next()
            // Answers that are on their way are waited for; whoever does not want that sends another signal.
            signals.release()
            try proxy.stopAndWait()
            let status = proxy.conclude(status: 0)
            if status != 0 { throw ExitCode(status) }
        }
    }
}
