import AWSClient
import ArgumentParser
import CloudTrail
import CloudTrailReader
import CommandLines
import Files
import Timestamps

/// Verifies the digests of a trail, and the log files that they name.
struct ValidateCommand: ReaderCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Verify that log files are as CloudTrail delivered them, by the trail's signed digests.",
        discussion: """
            Of a bucket the digests of the window are read, by default those of the last 24 hours; their signatures and \
            their chains are verified, each log file they name is read and hashed, and log files that no digest names \
            are looked for. All trails, accounts and regions are validated; older digests of a trail that was moved are \
            looked for where it was before. With --folder the same is done with a copy, without any network: then \
            --public-keys is needed, and, as a copy has no metadata, --signatures, or the newest digest of each trail \
            and region is unsigned. Without times all that is in the folder is validated.

            The report is that of aws cloudtrail validate-logs. What is valid is counted; --verbose names it, too.

            EXAMPLES
              cloudtrail_reader validate my-bucket/prefix --start-time 2026-03-01 --end-time 2026-03-08
              cloudtrail_reader validate my-bucket --start-time 2026-03-01 --save-public-keys keys.json \\
                --save-signatures signatures.json
              cloudtrail_reader validate --folder copy --start-time 2026-03-01 --public-keys keys.json \\
                --signatures signatures.json

            EXIT STATUS
              0   there are digests, and everything is valid
              1   something is not, or could not be read
            """)

    @Argument(help: ArgumentHelp("S3 bucket, with the trail's prefix.", valueName: "bucket[/prefix]"))
    var location: String?

    @Option(help: ArgumentHelp("Validate a copy of a bucket, or of a part of it, in this folder.", valueName: "folder"))
    var folder: String?

    @Option(
        help: ArgumentHelp(
            "With --folder: the metadata of digests by their keys, as {\"<key>\": {\"x-amz-meta-signature\": …}}.",
            valueName: "file"))
    var signatures: String?

    @Option(
        help: ArgumentHelp(
            "With a bucket: save the signatures of its digests in this file, for the --signatures of a copy.",
            valueName: "file"))
    var saveSignatures: String?

    @Option(name: [.customShort("s"), .long], help: "Validate what was delivered at or after this time.")
    var startTime: String?

    @Option(name: [.customShort("e"), .long], help: "Validate what was delivered before this time.")
    var endTime: String?

    @Option(help: "Comma-separated accounts to validate (default: all).")
    var includeAccounts: String?

    @Option(help: "Comma-separated regions to validate (default: all).")
    var includeRegions: String?

    @Option(help: ArgumentHelp("Validate only this trail's digests and what they name.", valueName: "name"))
    var trail: String?

    @Option(help: "How many objects to read at the same time.")
    var threadCount = 4

    @OptionGroup(title: "Public keys") var keys: PublicKeyOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Messages") var messages: MessageOptions

    @MainActor
    func run(to output: ByteWriter, diagnostics: Diagnostics) async throws -> ExitStatus {
        guard threadCount >= 0 else {
            throw UsageError("--thread-count \(threadCount) is negative; give 0 or more")
        }
        switch (location.nonEmpty, folder.nonEmpty) {
        case (let location?, nil): return try await validate(bucket: location, output, diagnostics)
        case (nil, let folder?): return try validate(folder: folder, output, diagnostics)
        default: throw UsageError("give either a bucket or a --folder")
        }
    }

    @MainActor
    private func validate(
        bucket: String, _ output: ByteWriter, _ diagnostics: Diagnostics
    ) async throws -> ExitStatus {
        guard signatures.nonEmpty == nil else {
            throw UsageError("--signatures is for a --folder; the objects of a bucket have theirs")
        }
        let location = try CloudTrailLocation(bucket)
        let now = AWSClientConfiguration.currentTime()
        let window = try window(now: now)
        var options = ValidationOptions(window: window)
        options.accounts = try TrailArguments.names(includeAccounts, option: "--include-accounts")
        options.regions = try TrailArguments.names(includeRegions, option: "--include-regions")
        options.trail = trail.nonEmpty
        options.threadCount = threadCount
        let saved = saveSignatures.nonEmpty
        let keyring = try keys.keyring(aws, window: window, diagnostics: diagnostics)
        let interrupt = ReadingInterrupt()
        let signals = InterruptSignals(interrupt, diagnostics: diagnostics)
        defer { signals.stop() }
        let validator = BucketValidator(
            location: location, client: try aws.client(diagnostics: diagnostics), keyring: keyring, options: options,
            interrupt: interrupt, onEvent: { diagnostics.tell($0) })
        let report = try await validator.validate()
        try await keys.save(keyring)
        if let saved { try Folders.replace(saved, with: DigestSignature.saved(report.signatures)) }
        try output.write(
            Array(report.validation.text(subject: "s3://\(location)", isVerbose: messages.verbose).utf8))
        if report.wasInterrupted {
            diagnostics.error("interrupted: \(report.interruptedLogFiles) log files and more were not checked")
        }
        return report.isValid ? .success : .incomplete
    }

    @MainActor
    private func validate(folder: String, _ output: ByteWriter, _ diagnostics: Diagnostics) throws -> ExitStatus {
        guard Folders.isFolder(folder) else { throw UsageError("--folder \(folder) is no folder") }
        guard let file = keys.publicKeys.nonEmpty else {
            throw UsageError("--folder asks nobody for keys; give --public-keys, which --save-public-keys has saved")
        }
        guard keys.savePublicKeys.nonEmpty == nil else {
            throw UsageError("--save-public-keys has nothing to save with --folder")
        }
        guard saveSignatures.nonEmpty == nil else {
            throw UsageError("--save-signatures has nothing to save with --folder: a copy has no metadata")
        }
        guard includeAccounts.nonEmpty == nil, includeRegions.nonEmpty == nil else {
            throw UsageError("--include-accounts and --include-regions are for a bucket; give the --folder of a part")
        }
        let hasTimes = startTime.nonEmpty != nil || endTime.nonEmpty != nil
        let saved = try signatures.nonEmpty.map { file in
            try DigestSignature.parseSaved(try PublicKeyOptions.bytes(of: file, option: "--signatures"))
        }
        let validation = CloudTrailFolderValidation(
            keys: try keys.saved(file, diagnostics: diagnostics), signatures: saved ?? [:],
            window: hasTimes ? try window(now: AWSClientConfiguration.currentTime()) : nil, trail: trail.nonEmpty)
        let files = CloudTrailFolderValidation.Files(paths: try Folders.paths(below: folder)) { path, body in
            let pieces = try FilePieces(path: folder + "/" + path, pieceSize: 256 << 10)
            while let piece = try pieces.next() { try body(piece) }
        }
        let result = validation.validate(files)
        try output.write(Array(result.text(subject: folder, isVerbose: messages.verbose).utf8))
        return result.isValid ? .success : .incomplete
    }

    /// The times that are validated: without a start the day before the end, without an end until now.
    private func window(now: Timestamp) throws(UsageError) -> Range<Timestamp> {
        let end = try TrailArguments.time(endTime, option: "--end-time") ?? now
        let start = try TrailArguments.time(startTime, option: "--start-time") ?? end.adding(seconds: -86_400)
        guard start < end else { throw UsageError("the window is empty: its start is not before its end") }
        // No digest can be of the future, so none is missed.
        return start..<max(start, min(end, now))
    }
}
