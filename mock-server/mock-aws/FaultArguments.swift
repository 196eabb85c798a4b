import ArgumentParser
import Files
import JSON
import MockAWS

/// The options that make requests fail, and tell how clients took it.
struct FaultArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Faults: a preset (see mock-aws faults), a file of rules, or a trace to replay.", valueName: "name|file"))
    var faults: String?

    @Option(help: "The seed of the faults, instead of that of the rules.")
    var seed: Int?

    @Option(help: ArgumentHelp("Write every fault that fires to this file.", valueName: "file"))
    var faultTrace: String?

    @Option(
        help: ArgumentHelp(
            "At the end, write to this file how the clients behaved: attempts, waits, pages, repeated calls.",
            valueName: "file"))
    var report: String?

    /// Whether any of them was given.
    var isAny: Bool { faults != nil || faultTrace != nil || report != nil }

    func validate() throws {
        guard faults != nil || seed == nil else { throw ValidationError("--seed needs --faults") }
    }

    /// The faults that were asked for; none by default.
    func script() throws -> FaultScript {
        guard let faults else { return FaultScript() }
        return try FaultScript(named: faults).seeded(seed)
    }

    /// Completes what is written about a server that has stopped.
    func conclude(_ server: MockAWS) throws {
        try server.finishFaultTrace()
        guard let report else { return }
        let text = report.hasSuffix(".json") ? server.conduct.json.text(indented: true) + "\n" : server.conduct.text
        do throws(FileError) {
            try Folders.replace(report, with: Array(text.utf8))
        } catch {
            throw Failure("\(error)")
        }
    }
}
