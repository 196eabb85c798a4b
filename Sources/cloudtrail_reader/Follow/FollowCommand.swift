import AWSClient
import ArgumentParser
import CloudTrail
import CloudTrailReader
import CommandLines

/// Reads the log files that the messages of a queue announce.
struct FollowCommand: ReaderCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Read log files as a queue announces them: print their events, or add them up.",
        discussion: """
            Understood are messages of CloudTrail and of S3, through SNS, EventBridge or directly. A message is deleted \
            when all events of all its files have been written, and not before. After a crash it comes again: the files \
            of at most --thread-count messages are read a second time, none is left out.

            Files come out whole, in the order in which they are ready. Events whose eventID was among the last million \
            are left out.

            What leads to nothing is named: messages that are not understood, and files that cannot be read. Such messages \
            stay in the queue until its redrive policy takes them to a dead-letter queue, or go to --quarantine; those of \
            files with records that are no events too, after the file's events have come out. Test messages are deleted.

            While S3 or SQS does not answer, the messages in hand are kept and tried again; with --once they stay in the \
            queue.

            SIGINT and SIGTERM end it after the messages in hand, with status 0. The actions that add up write their \
            lines then.

            EXAMPLES
              cloudtrail_reader follow my-trail >> events.jsonl
              cloudtrail_reader follow https://sqs.us-east-1.amazonaws.com/123456789012/my-trail --once --action errors
            """)

    @Argument(help: ArgumentHelp("The queue: its URL, its ARN or its name.", valueName: "queue"))
    var queue: String

    @Flag(help: "End when the queue has nothing more.")
    var once = false

    @Option(help: "How many files to read, and how many messages to work on, at the same time.")
    var threadCount = 4

    @Option(
        help: ArgumentHelp(
            "Write messages that lead to nothing to files in this folder, then delete them.", valueName: "folder"))
    var quarantine: String?

    @Option(
        help: ArgumentHelp(
            "Have a message whose files cannot be read go to --quarantine after so many receives (default: 5).",
            valueName: "count"))
    var maxReceives: Int?

    @Flag(help: "Give out events again that were given out before.")
    var keepDuplicates = false

    @Option(
        help: ArgumentHelp(
            "How long SQS waits for messages, 1 to 20 (default: 20, with --once 2).", valueName: "seconds"))
    var wait: Int?

    @OptionGroup(title: "Events") var events: SelectionOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Messages") var messages: MessageOptions

    @MainActor
    func run(to output: ByteWriter, diagnostics: Diagnostics) async throws -> ExitStatus {
        let options = try followOptions()
        guard !keepDuplicates || events.store.nonEmpty == nil else {
            throw UsageError("--store keeps each event once; leave out --keep-duplicates")
        }
        let address = try QueueAddress(queue)
        var aws = aws
        // Where the queue is, its address knows best.
        if aws.region.nonEmpty == nil { aws.region = address.region }
        let client = try aws.client(diagnostics: diagnostics)
        let interrupt = ReadingInterrupt()
        let sink = try events.output(
            to: output, diagnostics: diagnostics, interrupt: interrupt, without: keepDuplicates ? nil : EventWindow())
        return try await follow(address, into: sink, client, options, interrupt, diagnostics)
    }

    @MainActor
    private func follow(
        _ address: QueueAddress, into sink: some EventOutput, _ client: AWSClient, _ options: FollowOptions,
        _ interrupt: ReadingInterrupt, _ diagnostics: Diagnostics
    ) async throws -> ExitStatus {
        let follower = QueueFollower(
            queue: address, client: client, sink: sink, options: options, interrupt: interrupt,
            onEvent: { diagnostics.tell($0) })
        let report = { ["follow: \(follower.report), \(sink.duplicates) duplicate events"] }
        let status = try await EventReading(diagnostics: diagnostics).run(
            into: sink, report: report, interrupt: interrupt
        ) {
            do {
                return try await follower.follow().hasGaps
            } catch {
                // The messages of what was added up are deleted, so nobody else will.
                if !(error is OutputError) { try? sink.finish() }
                throw error
            }
        }
        return once ? status : .success
    }

    /// Checks the options.
    private func followOptions() throws(UsageError) -> FollowOptions {
        var options = FollowOptions()
        options.isOnce = once
        guard threadCount >= 0 else {
            throw UsageError("--thread-count \(threadCount) is negative; give 0 or more")
        }
        options.threadCount = threadCount
        options.quarantine = quarantine.nonEmpty
        if let maxReceives {
            guard maxReceives > 0 else { throw UsageError("--max-receives \(maxReceives) is not positive") }
            guard options.quarantine != nil else { throw UsageError("--max-receives needs --quarantine") }
            options.maxReceives = maxReceives
        }
        if let wait {
            guard (1...20).contains(wait) else { throw UsageError("--wait \(wait) is not between 1 and 20") }
            options.waitSeconds = wait
        }
        return options
    }
}
