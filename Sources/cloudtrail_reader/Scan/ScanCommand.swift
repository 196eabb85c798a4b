import AWSClient
import ArgumentParser
import CloudTrail
import CloudTrailReader
import CloudTrailStore
import CommandLines
import Timestamps

/// Reads the log files of a bucket that were not read before.
struct ScanCommand: ReaderCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Read the log files of a bucket: print their events, or add them up.",
        discussion: """
            All accounts and regions are read, those of organisation trails too. With --state each file is read once: \
            days are listed anew until --lateness after their end, so that files that come late are found.

            With --validate the digests of the days that are read are verified, and each file's hash while it is \
            inflated: an altered file is told and not printed. What no digest covers yet is printed and counted; what \
            none names though it should is printed and told. Files that an earlier scan has read are not checked again.

            Times are UTC, and are those of delivery, in the names of the files: 2026-03-04, '2026-03-04 10:00:00' or \
            2026-03-04T10:00:00Z.

            EXAMPLES
              cloudtrail_reader scan my-bucket/prefix --start-time 2026-03-01
              cloudtrail_reader scan my-bucket --state trail.sqlite --thread-count 8
              cloudtrail_reader scan my-bucket --state trail.sqlite --validate
            """)

    @Argument(help: ArgumentHelp("S3 bucket, with the trail's prefix.", valueName: "bucket[/prefix]"))
    var location: String

    @Option(help: ArgumentHelp("Remember in this file what was read.", valueName: "file"))
    var state: String?

    @Option(name: [.customShort("s"), .long], help: "Read files that were delivered at or after this time.")
    var startTime: String?

    @Option(name: [.customShort("e"), .long], help: "Read files that were delivered before this time.")
    var endTime: String?

    @Option(help: "Comma-separated accounts to read (default: all).")
    var includeAccounts: String?

    @Option(help: "Comma-separated regions to read (default: all).")
    var includeRegions: String?

    @Option(help: "How many files to read at the same time.")
    var threadCount = 4

    @Option(help: "How long after its end a day is still listed, such as 36h or 2d.")
    var lateness = "2d"

    @Flag(help: "List the days whose lateness is over, too, and read what has changed.")
    var recheck = false

    @Flag(help: "Verify the trail's digests, and check each file's hash against them while it is read.")
    var validate = false

    @OptionGroup(title: "Public keys, for --validate") var keys: PublicKeyOptions
    @OptionGroup(title: "Events") var events: SelectionOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Messages") var messages: MessageOptions

    @MainActor
    func run(to output: ByteWriter, diagnostics: Diagnostics) async throws -> ExitStatus {
        let options = try scanOptions()
        guard validate || keys.publicKeys.nonEmpty == nil && keys.savePublicKeys.nonEmpty == nil else {
            throw UsageError("--public-keys and --save-public-keys are for --validate; give it, too")
        }
        let location = try CloudTrailLocation(self.location)
        let client = try aws.client(diagnostics: diagnostics)
        let file = try state.nonEmpty.map { try SQLiteScanState(file: $0, location: location) }
        if let start = options.startTime, let end = options.endTime, end <= start {
            diagnostics.note("the window is empty: its start is not before its end")
        }
        return try await scan(into: events.output(to: output), location, client, file, options, diagnostics)
    }

    @MainActor
    private func scan(
        into sink: some EventOutput, _ location: CloudTrailLocation, _ client: AWSClient, _ file: SQLiteScanState?,
        _ options: ScanOptions, _ diagnostics: Diagnostics
    ) async throws -> ExitStatus {
        let interrupt = ReadingInterrupt()
        let signals = InterruptSignals(interrupt, diagnostics: diagnostics)
        defer { signals.stop() }
        let keyring = validate ? try keys.keyring(aws, window: nil, diagnostics: diagnostics) : nil
        let scanner = BucketScanner(
            location: location, client: client, sink: sink, state: file ?? MemoryScanState(),
            options: options, keyring: keyring, interrupt: interrupt, onEvent: { diagnostics.tell($0) })
        do {
            let report = try await scanner.scan()
            try file?.close()
            try sink.finish()
            if let keyring { try await keys.save(keyring) }
            diagnostics.report("scan: \(report)")
            if let integrity = report.integrity { diagnostics.report("validation: \(integrity)") }
            let skipped = sink.counters.skippedRecords
            if skipped > 0 { diagnostics.error("\(skipped) records of the files that were read are no events") }
            return report.hasGaps || skipped > 0 ? .incomplete : .success
        } catch {
            try? file?.close()
            diagnostics.report("scan: \(scanner.report)")
            throw error
        }
    }

    /// Checks the options.
    private func scanOptions() throws -> ScanOptions {
        var options = ScanOptions()
        options.startTime = try TrailArguments.time(startTime, option: "--start-time")
        options.endTime = try TrailArguments.time(endTime, option: "--end-time")
        options.accounts = TrailArguments.names(includeAccounts)
        options.regions = TrailArguments.names(includeRegions)
        guard threadCount >= 0 else {
            throw UsageError("--thread-count \(threadCount) is negative; give 0 or more")
        }
        options.threadCount = threadCount
        guard let lateness = Duration(span: lateness) else {
            throw UsageError("--lateness '\(lateness)' is no span of time; give one such as 90m, 36h or 2d")
        }
        options.lateness = lateness
        options.rechecksClosedDays = recheck
        return options
    }
}

extension Duration {
    /// Reads a whole number of minutes, hours or days: `90m`, `36h`, `2d`; nil where it is none.
    init?(span text: String) {
        let units: [Character: Int] = ["m": 60, "h": 3600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()),
            (0...100_000).contains(number)
        else { return nil }
        self = .seconds(number * unit)
    }
}
