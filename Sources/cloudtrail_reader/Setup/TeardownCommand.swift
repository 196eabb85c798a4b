import ArgumentParser
import CloudTrailSetup
import CommandLines

/// `cloudtrail_reader teardown`: removes what setup made.
struct TeardownCommand: ReaderCommand {
    static let configuration = CommandConfiguration(
        commandName: "teardown",
        abstract: "Remove what setup made; what others made stays.",
        discussion: """
            What setup made is known by its tags; a bucket, topic or queue that others use stays all the same, and \
            so does the queue of a topic that others use. What stays loses the trail's statements in its policy. The \
            trail is stopped first and deleted last, so that a teardown that was interrupted can be run again. A \
            bucket with objects stays; --delete-log-files deletes log files, digests and Insights of the trail, and \
            no other object; it exits with 1, and says why, if log files are left. Those of an organisation are \
            deleted where the trail logs it, or --organization names it. Names are those of setup.

            Examples:
              cloudtrail_reader teardown --region eu-west-1
              cloudtrail_reader teardown --trail audit --delete-log-files
            """)

    @Flag(help: "Delete the trail's log files, and the bucket if nothing else is in it.")
    var deleteLogFiles = false

    @OptionGroup(title: "Trail options") var trail: DesignOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Messages") var messages: MessageOptions

    @MainActor
    func run(to output: ByteWriter, diagnostics: Diagnostics) async throws -> ExitStatus {
        let client = try aws.client(diagnostics: diagnostics)
        let design = try await trail.design(of: client)
        let teardown = TrailTeardown(design, client: client, deletesObjects: deleteLogFiles) { title, outcome in
            diagnostics.report("\(outcome.rawValue): \(title)")
        }
        let remains = try await teardown.run()
        for reason in remains { diagnostics.error("log files are left: " + reason) }
        return remains.isEmpty ? .success : .incomplete
    }
}
