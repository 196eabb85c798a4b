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
        abstract: "Read log files, or CloudTrail itself: print the events, add them up, or store them.",
        discussion: """
            All accounts and regions are read, those of organisation trails too. With --state each file is read once: \
            days are listed anew until --lateness after their end, so that files that come late are found.

            With --validate the digests of the days that are read are verified, and each file's hash while it is \
            inflated: an altered file is told and not printed. What no digest covers yet is printed and counted; what \
            none names though it should is printed and told. Files that an earlier scan has read are not checked again, \
            except those that no digest covered then.

            Times are UTC: 2026-03-04, '2026-03-04 10:00:00' or 2026-03-04T10:00:00Z. Those of a bucket are the times of \
            delivery, in the names of the files; else they are the times of the events.

            With --location-type file the log files in a folder of this machine are read, or one file, or standard input \
            (-). With --location-type api CloudTrail is asked for the management events of the last 90 days, newest first, \
            at its quota of two requests (100 events) a second and region.

            With --store FILE each event is stored once, by its eventID, in the table events of an SQLite file, with its \
            JSON in the column json. Nothing is printed, so --store does not go with --action.

            EXAMPLES
              cloudtrail_reader scan my-bucket/prefix --start-time 2026-03-01
              cloudtrail_reader scan my-bucket --state trail.sqlite --thread-count 8
              cloudtrail_reader scan my-bucket --state trail.sqlite --validate
              cloudtrail_reader scan my-bucket --state trail.sqlite --store events.sqlite
              cloudtrail_reader scan --location-type file downloads/AWSLogs --action errors
              cloudtrail_reader scan --location-type api --event-name ConsoleLogin
            """)

    /// Where events come from.
    enum LocationType: String, ExpressibleByArgument, CaseIterable {
        case s3, file, api
    }

    @Argument(
        help: ArgumentHelp(
            "S3 bucket, with the trail's prefix; or a folder or file; none for api.", valueName: "bucket[/prefix]"))
    var location: String?

    @Option(help: "Where the events come from: s3 (a bucket), file (this machine), api (LookupEvents).")
    var locationType = LocationType.s3

    @Option(help: ArgumentHelp("Remember in this file what was read.", valueName: "file"))
    var state: String?

    @Option(name: [.customShort("s"), .long], help: "Read what was delivered, or happened, at or after this time.")
    var startTime: String?

    @Option(name: [.customShort("e"), .long], help: "Read what was delivered, or happened, before this time.")
    var endTime: String?

    @Option(help: "Comma-separated accounts to read (default: all).")
    var includeAccounts: String?

    @Option(help: "Comma-separated regions to read (default: all; for api, that of the AWS options).")
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
    @OptionGroup(title: "LookupEvents") var lookup: LookupArguments
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Messages") var messages: MessageOptions

    @MainActor
    func run(to output: ByteWriter, diagnostics: Diagnostics) async throws -> ExitStatus {
        let options = try scanOptions()
        try checkLocationType()
        if let start = options.startTime, let end = options.endTime, end <= start {
            diagnostics.note("the window is empty: its start is not before its end")
        }
        switch locationType {
        case .s3: return try await scanBucket(options, to: output, diagnostics: diagnostics)
        case .file: return try await scanFiles(options, to: output, diagnostics: diagnostics)
        case .api: return try await lookUp(options, to: output, diagnostics: diagnostics)
        }
    }

    /// Checks what goes with the kind of location.
    private func checkLocationType() throws(UsageError) {
        guard validate || keys.publicKeys.nonEmpty == nil && keys.savePublicKeys.nonEmpty == nil else {
            throw UsageError("--public-keys and --save-public-keys are for --validate; give it, too")
        }
        switch (locationType, location) {
        case (.s3, nil): throw UsageError("must give a bucket to scan")
        case (.file, nil): throw UsageError("must give a folder or file to read, or - for standard input")
        case (.api, let location?):
            throw UsageError("'\(location)' is too much: --location-type api takes no location, see --include-regions")
        default: break
        }
        let given = [
            ("--state", state.nonEmpty != nil, [LocationType.s3]), ("--recheck", recheck, [.s3]),
            ("--validate", validate, [.s3]),
            ("--include-accounts", includeAccounts.nonEmpty != nil, [.s3]),
            ("--include-regions", includeRegions.nonEmpty != nil, [.s3, .api]),
            ("--lookup-attribute", lookup.lookupAttribute.nonEmpty != nil, [.api]),
        ]
        for (option, isGiven, types) in given where isGiven && !types.contains(locationType) {
            throw UsageError("\(option) does not go with --location-type \(locationType.rawValue)")
        }
    }

    @MainActor
    private func scanBucket(
        _ options: ScanOptions, to output: ByteWriter, diagnostics: Diagnostics
    ) async throws -> ExitStatus {
        let location = try CloudTrailLocation(self.location ?? "")
        let client = try aws.client(diagnostics: diagnostics)
        let file = try state.map { try SQLiteScanState(file: $0, location: location) }
        let interrupt = ReadingInterrupt()
        return try await scan(
            location, into: try events.output(to: output, diagnostics: diagnostics, interrupt: interrupt), client, file,
            options, interrupt, diagnostics)
    }

    @MainActor
    private func scan(
        _ location: CloudTrailLocation, into sink: some EventOutput, _ client: AWSClient, _ file: SQLiteScanState?,
        _ options: ScanOptions, _ interrupt: ReadingInterrupt, _ diagnostics: Diagnostics
    ) async throws -> ExitStatus {
        let keyring = validate ? try keys.keyring(aws, window: nil, diagnostics: diagnostics) : nil
        let scanner = BucketScanner(
            location: location, client: client, sink: sink, state: file ?? MemoryScanState(),
            options: options, keyring: keyring, interrupt: interrupt, onEvent: { diagnostics.tell($0) })
        let report = {
            let report = scanner.report
            return ["scan: \(report)"] + (report.integrity.map { ["validation: \($0)"] } ?? [])
        }
        return try await EventReading(diagnostics: diagnostics).run(into: sink, report: report, interrupt: interrupt) {
            do {
                let report = try await scanner.scan()
                try file?.close()
                if let keyring { try await keys.save(keyring) }
                return report.hasGaps
            } catch {
                try? file?.close()
                throw error
            }
        }
    }

    /// Checks the options.
    private func scanOptions() throws -> ScanOptions {
        var options = ScanOptions()
        options.startTime = try TrailArguments.time(startTime, option: "--start-time")
        options.endTime = try TrailArguments.time(endTime, option: "--end-time")
        options.accounts = try TrailArguments.names(includeAccounts, option: "--include-accounts")
        options.regions = try TrailArguments.names(includeRegions, option: "--include-regions")
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
