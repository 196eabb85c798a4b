import AWSClient
import ArgumentParser
import CloudTrailSetup
import CommandLines

/// `cloudtrail_reader doctor`: checks a trail link by link.
struct DoctorCommand: ReaderCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check a trail, and what its log files go through, link by link.",
        discussion: """
            A line for each link: ok, warning, broken, or unknown where a call is denied; and how to mend it. Exits \
            with 1 if a link is broken or unknown. Names and options are those of setup; what is not given may be in \
            any way. Policies are judged by what they allow, however they are written.

            Examples:
              cloudtrail_reader doctor --region eu-west-1
              cloudtrail_reader doctor --trail audit --multi-region
            """)

    @OptionGroup(title: "Trail options") var trail: DesignOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Messages") var messages: MessageOptions

    @MainActor
    func run(to output: ByteWriter, diagnostics: Diagnostics) async throws -> ExitStatus {
        let client = try aws.client(diagnostics: diagnostics)
        let design = try await trail.design(of: client)
        let findings = try await TrailDoctor(
            design, client: client, now: AWSClientConfiguration.currentTime()
        ).examine()
        for finding in findings { try output.writeLine(finding.description) }
        return findings.contains { [.broken, .unknown].contains($0.state) } ? .incomplete : .success
    }
}
