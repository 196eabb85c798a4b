import AWSClient
import AWSOperations
import CloudTrail
import Locking
import Timestamps

/// Validates the digests of a bucket, and the log files that they name.
///
/// ```swift
/// let keyring = DigestKeyring { region in try AWSClient(AWSClientConfiguration(region: region)) }
/// let validator = BucketValidator(
///     location: try CloudTrailLocation("my-bucket"), client: client, keyring: keyring,
///     options: ValidationOptions(window: yesterday..<today))
/// print(try await validator.validate().validation.text())
/// ```
///
/// Digests are read with their signatures, and their chains verified. Every log file that a valid digest names is read
/// and hashed, in pieces; log files that no digest names are looked for. Where a trail was moved, its older digests are
/// looked for in the bucket and below the prefix that a valid digest names.
///
/// About 1 KiB is kept for each log file of the window.
public struct BucketValidator: Sendable {
    private let client: AWSClient
    private let location: CloudTrailLocation
    private let keyring: DigestKeyring
    private let options: ValidationOptions
    private let interrupt: ReadingInterrupt
    private let tally: ScanTally
    private let onEvent: (@Sendable (ScanEvent) -> Void)?

    /// Creates a validator; nothing is sent before ``validate()``.
    ///
    /// - Parameters:
    ///   - location: where the digests lie.
    ///   - client: the client to read with.
    ///   - keyring: the public keys.
    ///   - options: what to validate.
    ///   - interrupt: ends the validation early when it is raised.
    ///   - onEvent: told of listings that fail, and of notes.
    public init(
        location: CloudTrailLocation, client: AWSClient, keyring: DigestKeyring, options: ValidationOptions,
        interrupt: ReadingInterrupt = ReadingInterrupt(), onEvent: (@Sendable (ScanEvent) -> Void)? = nil
    ) {
        self.location = location
        self.client = client
        self.keyring = keyring
        self.options = options
        self.interrupt = interrupt
        self.onEvent = onEvent
        tally = ScanTally(onEvent: onEvent)
    }

    /// Validates once.
    ///
    /// - Throws: what ends the validation: `AWSError`, `TransportError`, `CredentialsError`, ``TrailReaderError`` where the
    ///   bucket holds no digests but something else, `CancellationError`.
    public func validate() async throws -> ValidationReport {
        let (chain, locations, read) = try await digests()
        let present = try await unnamed(in: locations, chain)
        let (later, readLater) = try await namedLater(present, locations)
        let (states, skipped) = try await hash(chain.vouchedLogFiles + later)
        let validation = chain.validation(
            logFiles: { file in
                if skipped.contains(file.place) { return nil }
                return states[file] ?? .hash(file.contentHash)
            }, present: present, later: later)
        let report = tally.report
        return ValidationReport(
            validation: validation, signatures: BucketValidator.signatures(read + readLater),
            failedListings: report.failedListings, interruptedLogFiles: skipped.count,
            wasInterrupted: report.wasInterrupted || interrupt.isRaised)
    }

    /// The digests of the window, wherever the trail has them, and where that is.
    private func digests() async throws -> (DigestChain, [CloudTrailLocation], [FetchedDigest]) {
        let workers = options.scanOptions.workers
        let fetcher = DigestFetcher(client: client, workers: workers)
        var fetched: [FetchedDigest] = []
        var locations = [location]
        var chain = DigestChain(keys: await keyring.keys, window: options.window)
        var index = 0
        while index < locations.count {
            fetched += try await fetcher.fetch(
                try await list(locations[index], .digest, options.scanOptions), keyring: keyring)
            for failure in await keyring.takeFailures() { tally.note(failure) }
            chain = DigestChain(keys: await keyring.keys, window: options.window)
            for digest in fetched { digest.add(to: &chain) }
            for next in chain.locationsBefore.sorted(by: { "\($0)" < "\($1)" }) where !locations.contains(next) {
                tally.note("older digests lie in s3://\(next): they are validated as well")
                locations.append(next)
            }
            index += 1
        }
        return (chain, locations, fetched)
    }

    private static func signatures(_ digests: [FetchedDigest]) -> [String: DigestSignature] {
        var signatures: [String: DigestSignature] = [:]
        for digest in digests { signatures[digest.place.key] = digest.signature }
        return signatures
    }

    /// Hashes log files; what is not as a digest says, and which were left out because of an interrupt.
    private func hash(
        _ files: [CloudTrailDigest.LogFile]
    ) async throws -> (states: [CloudTrailDigest.LogFile: LogFileState], skipped: Set<TrailObject>) {
        let hasher = LogFileHasher(client: client, bucket: location.bucket)
        var states: [CloudTrailDigest.LogFile: LogFileState] = [:]
        var skipped: Set<TrailObject> = []
        try await inParallel(files, workers: options.scanOptions.workers) { [interrupt] file in
            interrupt.isRaised ? nil : try await hasher.state(of: file)
        } each: { file, state in
            guard let state else { return _ = skipped.insert(file.place) }
            if state != .hash(file.contentHash) { states[file] = state }
        }
        return (states, skipped)
    }

    /// The log files of the window that no digest names.
    private func unnamed(in locations: [CloudTrailLocation], _ chain: DigestChain) async throws -> [TrailObject] {
        guard options.trail == nil else { return [] }
        let named = Set(chain.logFiles.map(\.place))
        var unnamed: [TrailObject] = []
        for location in locations {
            unnamed += try await list(location, .log, options.scanOptions) { !named.contains($0) }
        }
        return unnamed
    }

    /// Those log files among `present` that valid digests of the day after the window name: they came late.
    private func namedLater(
        _ present: [TrailObject], _ locations: [CloudTrailLocation]
    ) async throws -> ([CloudTrailDigest.LogFile], [FetchedDigest]) {
        var later = options.scanOptions
        let read = options.window.upperBound.adding(seconds: CloudTrailDigest.coveredSeconds)
        let end = min(options.window.upperBound.adding(seconds: CloudTrailDigest.latestSeconds), options.now())
        guard !present.isEmpty, read < end else { return ([], []) }
        later.startTime = read
        later.endTime = max(end.adding(seconds: -CloudTrailDigest.coveredSeconds), read.adding(seconds: 1))
        let fetcher = DigestFetcher(client: client, workers: later.workers)
        var fetched: [FetchedDigest] = []
        for location in locations {
            fetched += try await fetcher.fetch(try await list(location, .digest, later), keyring: keyring)
        }
        var chain = DigestChain(keys: await keyring.keys)
        for digest in fetched { digest.add(to: &chain) }
        let wanted = Set(present)
        return (chain.vouchedLogFiles.filter { wanted.contains($0.place) }, fetched)
    }

    /// The objects of the window in a location.
    private func list(
        _ location: CloudTrailLocation, _ kind: CloudTrailKey.Kind, _ scan: ScanOptions,
        where isWanted: @escaping @Sendable (TrailObject) -> Bool = { _ in true }
    ) async throws -> [TrailObject] {
        let trail = kind == .digest ? options.trail : nil
        let plan = ScanPlan(location: location, options: scan, kinds: [kind], trail: trail)
        var walker = BucketWalker(
            client: client, plan: plan, state: MemoryScanState(), tally: tally, interrupt: interrupt)
        // The digests come first, and there is nothing to tell twice.
        walker.explainsNothing = kind == .digest && scan.endTime == options.window.upperBound
        let found = Locked<[TrailObject]>([])
        do {
            try await walker.walk { event in
                switch event {
                case .object(let object, _):
                    if isWanted(object.place) { found.withLock { $0.append(object.place) } }
                // An archived log file that a digest names is told when it is to be hashed.
                case .problem(let problem) where problem.cause == .archived: break
                case .problem(let problem): tally.add(problem)
                case .settled, .endOfDay: break
                }
            }
        } catch let error as TrailReaderError where location != self.location {
            _ = error  // Nothing is left where the trail was before.
        } catch let error as AWSError where location != self.location {
            tally.note("s3://\(location) cannot be listed: \(error.description)")
        }
        return found.withLock { $0 }
    }
}
