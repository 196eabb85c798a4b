import ArgumentParser
import Glibc
import MockAWS

/// `mock-aws serve`: listens until a signal ends it.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a world, or a recording, until SIGTERM or SIGINT.",
        discussion: """
            When it listens it prints one line of JSON: {"endpoint":"http://127.0.0.1:40123","port":40123,"pid":4711}.
            GET /_mock/health, POST /_mock/reset and GET /_mock/requests look after the server itself.

            Examples:
              mock-aws serve
              mock-aws serve --world recordings/quickstart --port 4566 --ready-file ready.json
              mock-aws serve --recording incident --ignore time-window
              mock-aws serve --world my-world --faults flaky --seed 7 --fault-trace fired.jsonl
              mock-aws serve --sigv4 strict --tls-cert cert.pem --tls-key key.pem
            """)

    @OptionGroup var arguments: ServerArguments

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        var signals = Signals(blocking: [SIGTERM, SIGINT, SIGHUP])
        try reportingErrors {
            let server = try arguments.start(try arguments.load())
            Announcement(endpoint: server.endpoint, port: server.port).printLine()
            _ = signals.next()
            server.stop()
            try arguments.faults.conclude(server)
            let status = arguments.replay.conclude(server, status: 0)
            if status != 0 { throw ExitCode(status) }
        }
    }
}
