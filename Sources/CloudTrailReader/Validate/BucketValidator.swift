import AWSClient
import AWSOperations
import CloudTrail
import Locking

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
        let (chain, locations) = try await digests()
        let (states, skipped) = try await hash(chain.vouchedLogFiles)
        let present = try await unnamed(in: locations, chain)
        let validation = chain.validation(
            logFiles: { file in
                if skipped.contains(file.place) { return nil }
                return states[file] ?? .hash(file.contentHash)
            }, present: present)
        let report = tally.report
        return ValidationReport(
            validation: validation, failedListings: report.failedListings, interruptedLogFiles: skipped.count,
            wasInterrupted: report.wasInterrupted || interrupt.isRaised)
    }

    /// The digests of the window, wherever the trail has them, and where that is.
    private func digests() async throws -> (DigestChain, [CloudTrailLocation]) {
        let workers = options.scanOptions.workers
        let fetcher = DigestFetcher(client: client, workers: workers)
        var fetched: [FetchedDigest] = []
        var locations = [location]
        var chain = DigestChain(keys: await keyring.keys, window: options.window)
        var index = 0
        while index < locations.count {
            fetched += try await fetcher.fetch(
                try await list(locations[index], .digest, trail: options.trail), keyring: keyring)
            chain = DigestChain(keys: await keyring.keys, window: options.window)
            for digest in fetched { digest.add(to: &chain) }
            for next in chain.locationsBefore.sorted(by: { "\($0)" < "\($1)" }) where !locations.contains(next) {
                tally.note("older digests lie in s3://\(next): they are validated as well")
                locations.append(next)
            }
            index += 1
        }
        return (chain, locations)
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
            unnamed += try await list(location, .log) { !named.contains($0) }
        }
        return unnamed
    }

    /// The objects of the window in a location.
    private func list(
        _ location: CloudTrailLocation, _ kind: CloudTrailKey.Kind, trail: String? = nil,
        where isWanted: @escaping @Sendable (TrailObject) -> Bool = { _ in true }
    ) async throws -> [TrailObject] {
        let plan = ScanPlan(location: location, options: options.scanOptions, kinds: [kind], trail: trail)
        let walker = BucketWalker(
            client: client, plan: plan, state: MemoryScanState(), tally: tally, interrupt: interrupt)
        let found = Locked<[TrailObject]>([])
        do {
            try await walker.walk { event in
                switch event {
                case .object(let object, _):
                    if isWanted(object.place) { found.withLock { $0.append(object.place) } }
                // An archived log file that a digest names is told when it is to be hashed.
                case .problem(let problem) where problem.cause == .archived: break
                case .problem(let problem): tally.add(problem)
                case .endOfDay: break
                }
            }
        } catch let error as TrailReaderError where kind == .log || location != self.location {
            _ = error  // There are digests, but no log files.
        } catch let error as AWSError where location != self.location {
            tally.note("s3://\(location) cannot be listed: \(error.description)")
        }
        return found.withLock { $0 }
    }
}
