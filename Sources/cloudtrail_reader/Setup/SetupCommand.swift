import AWSClient
import ArgumentParser
import CloudTrailSetup
import CommandLines
import JSON

/// `cloudtrail_reader setup`: makes a trail and what its log files go through.
struct SetupCommand: ReaderCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Set up a trail, its bucket, topic, queue and their policies, and start logging.",
        discussion: """
            Running it again changes only what differs; what others made, and their policies, stay. On a trail that \
            exists, what is not asked for stays as it is; a --no- option switches it off. A trail that setup did not \
            make is refused unless --adopt is given, which fails where there is none in the region; teardown never \
            deletes an adopted trail. A trail that gets another topic or bucket leaves the old ones: statements and \
            subscription are taken out, log files stay. --plan prints every \
            call for a new trail with its policies, as JSON, and makes none of them.

            Examples:
              cloudtrail_reader setup --region eu-west-1
              cloudtrail_reader setup --multi-region --trail audit --prefix security
              cloudtrail_reader setup --trail corporate --adopt
              cloudtrail_reader setup --plan --account 123456789012 --region eu-west-1 --organization o-1a2b3c4d5e
            """)

    @Flag(help: "Print what would be done; nothing is asked or changed.")
    var plan = false

    @Flag(help: "Change a trail that exists but setup did not make, and tag it as adopted.")
    var adopt = false

    @OptionGroup(title: "Trail options") var trail: DesignOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Messages") var messages: MessageOptions

    @MainActor
    func run(to output: ByteWriter, diagnostics: Diagnostics) async throws -> ExitStatus {
        if plan {
            let client = try aws.client(diagnostics: diagnostics)
            let design = try trail.design(account: trail.account.nonEmpty, region: try client.region)
            for step in design.plan {
                try output.writeLine("# \(step.title)" + (step.call.map { ": \($0)" } ?? ""))
                try output.writeLine(step.parameters.text(indented: true))
            }
            return .success
        }
        let client = try aws.client(diagnostics: diagnostics)
        let design = try await trail.design(of: client)
        let setup = TrailSetup(
            design, client: client, adopts: adopt,
            report: { title, outcome in diagnostics.report("\(outcome.rawValue): \(title)") })
        try output.writeLine(try await setup.run())
        return .success
    }
}
