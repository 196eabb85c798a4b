import AWSClient
import AWSOperations
import CloudTrail
import HTTPTransport
import Timestamps

/// What a walk through a bucket comes upon, in the order of the keys.
enum WalkEvent: Sendable {
    /// An object to read, and what digests say of it where they are asked.
    case object(ScanObject, DigestCover?)
    /// What digests say by now of an object that an earlier scan read before they came.
    case settled(ScanObject, DigestCover)
    /// An object or folder that cannot be read.
    case problem(TrailProblem)
    /// Everything of a day was named.
    case endOfDay(ScanDay, closing: ClosedDay?)
}

/// Lists what a plan says, and leaves out what the state knows.
struct BucketWalker: Sendable {
    let client: AWSClient
    let plan: ScanPlan
    let state: any ScanStateStore
    let tally: ScanTally
    let interrupt: ReadingInterrupt
    /// The digests; nil where nobody asks for them.
    var integrity: ScanIntegrity?
    /// Whether it is told why there can be nothing to read.
    var explainsNothing = true

    private var location: CloudTrailLocation { plan.location }
    private var options: ScanOptions { plan.options }

    /// Thrown through the walk where it is to end.
    private struct Interruption: Error {}

    /// What the walk remembers on its way.
    private struct Progress {
        var hasRegions = false
        /// The folder of the region that the walk is in, and the days of it that need no listing.
        var folder = ""
        var closed: Set<ScanDate> = []
    }

    /// Walks until everything was named, or the interrupt is raised.
    ///
    /// - Parameter found: called with each event; waits while enough of them are known.
    /// - Throws: what keeps the bucket from being listed.
    func walk(_ found: @Sendable (WalkEvent) async throws -> Void) async throws {
        do {
            var progress = Progress()
            try await follow(plan.start, &progress, found)
            if !progress.hasRegions, explainsNothing { try await explainNothing() }
        } catch is Interruption {
            tally.count { $0.wasInterrupted = true }
        }
        try await integrity?.end()
    }

    private func follow(
        _ step: ScanStep, _ progress: inout Progress, _ found: @Sendable (WalkEvent) async throws -> Void
    ) async throws {
        if interrupt.isRaised { throw Interruption() }
        if case .day(let day) = step.kind { return try await visit(day, &progress, found) }
        var folders: [String] = []
        var problem: TrailProblem?
        do {
            folders = try await self.folders(below: step.prefix)
            // All log files of a day, or of a region, may be gone: then its digests still tell of it.
            if integrity != nil, step.level >= .regions, let twin = ScanIntegrity.twin(of: step.prefix) {
                folders = Set(folders + (try await self.folders(below: twin)).compactMap(ScanIntegrity.original))
                    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            }
        } catch let error where !(error is Interruption) {
            if step == plan.start { throw error }
            problem = try listingProblem(error, prefix: step.prefix)
        }
        var seen: Set<String> = []
        for folder in folders where seen.insert(folder).inserted {
            let below = plan.steps(below: folder, of: step)
            if step.level >= .regions, !below.isEmpty { progress.hasRegions = true }
            for next in below { try await follow(next, &progress, found) }
        }
        if let problem { try await found(.problem(problem)) }
    }

    private func folders(below prefix: String) async throws -> [String] {
        var folders: [String] = []
        for try await page in client.pages(ListObjectsV2(bucket: location.bucket, prefix: prefix, delimiter: "/")) {
            if interrupt.isRaised { throw Interruption() }
            folders += (page.commonPrefixes ?? []).compactMap(\.prefix)
        }
        return folders
    }

    /// Lists a day, unless it is closed.
    private func visit(
        _ day: ScanDay, _ progress: inout Progress, _ found: @Sendable (WalkEvent) async throws -> Void
    ) async throws {
        if !options.rechecksClosedDays {
            if progress.folder != day.folder {
                progress.closed = try await state.closedDates(in: day.folder)
                progress.folder = day.folder
            }
            guard !progress.closed.contains(day.date) else {
                try await integrity?.end()
                return tally.count { $0.closedDays += 1 }
            }
        }
        let cover = try await integrity?.begin(day)
        let seen = try await state.seen(on: day)
        let listedAt = options.now()
        var listing = DayListing(day: day, plan: plan, seen: seen, cover: cover)
        defer { tally.count { [counts = listing.counts] in $0.add(counts) } }
        do {
            let request = ListObjectsV2(
                bucket: location.bucket, prefix: day.prefix, optionalObjectAttributes: ["RestoreStatus"])
            for try await page in client.pages(request) {
                if interrupt.isRaised { throw Interruption() }
                for object in page.contents ?? [] {
                    if let event = listing.take(object) { try await found(event) }
                }
            }
        } catch let error as AWSError {
            try await found(.problem(try listingProblem(error, prefix: day.prefix)))
            listing.isComplete = false
        }
        await integrity?.listed(until: listing.newestDue)
        let changes = listing.changes()
        if let note = changes.note { tally.note(note) }
        if !changes.events.isEmpty { try await state.reopen(day) }
        for event in changes.events { try await found(event) }
        let isOver = listing.isComplete && options.covers(day.date) && options.isOver(day.date, at: listedAt)
        let closing = isOver ? ClosedDay(ledger: listing.ledger, listedAt: listedAt) : nil
        for missing in listing.missing() { try await found(.problem(missing)) }
        try await found(.endOfDay(day, closing: closing))
    }

    /// An error that concerns one folder only, as a problem; any other is thrown.
    private func listingProblem(_ error: any Error, prefix: String) throws -> TrailProblem {
        guard let error = error as? AWSError, !error.endsReading else { throw error }
        return TrailProblem(
            place: "s3://\(location.bucket)/\(prefix)", cause: .listing,
            reason: "not listed to its end: \(error.description)", requestID: error.requestID)
    }

    /// Says why there can be nothing to read, where there can be nothing.
    private func explainNothing() async throws {
        let prefix = location.prefix.isEmpty ? "" : location.prefix + "/"
        let probe = try await client.send(ListObjectsV2(bucket: location.bucket, prefix: prefix, maxKeys: 4))
        let keys = (probe.contents ?? []).compactMap(\.key)
        guard let first = keys.first else { return tally.note("s3://\(location) holds no objects at all") }
        guard options.accounts == nil, options.regions == nil else {
            return tally.note("s3://\(location) holds nothing of the accounts and regions asked for")
        }
        throw TrailReaderError(
            .noLogFiles,
            "s3://\(location) holds objects such as \(first.printable), but nothing like \(location.logsPrefix)<account>/"
                + "\((plan.kinds.first ?? .log).folder)/<region>/; check bucket and prefix"
                + (plan.kinds == [.digest] ? ", and whether log file validation is on for the trail" : ""))
    }
}
