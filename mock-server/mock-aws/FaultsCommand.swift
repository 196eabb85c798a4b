import ArgumentParser
import JSON
import MockAWS

/// `mock-aws faults`: lists the presets, or checks and prints rules.
struct FaultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "List the fault presets, print one, or check a file of rules.",
        discussion: """
            Presets:
            \(FaultPreset.listing)

            Examples:
              mock-aws faults
              mock-aws faults flaky > my-faults.json
              mock-aws faults my-faults.json
            """)

    @Argument(help: "A preset's name, or a file of rules or of a trace.")
    var name: String?

    func run() throws {
        try reportingErrors {
            guard let name else {
                print(FaultPreset.listing)
                return
            }
            print(try FaultScript(named: name).json.text(indented: true))
        }
    }
}
