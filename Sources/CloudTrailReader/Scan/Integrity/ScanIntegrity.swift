import AWSClient
import AWSOperations
import CloudTrail
import Timestamps

/// The digests of the days that a scan walks over, read when it comes to a day.
///
/// Of a region it holds the digests of the day in hand and of its lateness with the log files they name, and of the days
/// before what their place in the chain needs. Where the walk leaves days out that were closed, a chain ends and another begins.
actor ScanIntegrity {
    private let client: AWSClient
    private let plan: ScanPlan
    private let keyring: DigestKeyring
    private let tally: ScanTally
    private var run: Run?

    /// Days of one region, one after the other.
    private struct Run {
        let folder: String
        let start: Timestamp
        var last: ScanDay
        /// The keys of digests that were listed.
        var listed: [ScanDate: [(place: TrailObject, stamp: Timestamp)]] = [:]
        var fetched: Set<TrailObject> = []
        /// The digests around the day in hand, whole.
        var whole: [FetchedDigest] = []
        /// Those before, without the log files they name.
        var earlier: [FetchedDigest] = []
        /// The first moment that a digest covers.
        var coverStart: Timestamp?
        /// When the last of those log files was delivered that should be in a digest by now.
        var newestDue: Timestamp?
    }

    /// How long after a log file the digest that names it may end: an hour, and something for what is late.
    private static let latestSeconds = 2 * CloudTrailDigest.coveredSeconds

    init(client: AWSClient, plan: ScanPlan, keyring: DigestKeyring, tally: ScanTally) {
        self.client = client
        self.plan = plan
        self.keyring = keyring
        self.tally = tally
        tally.count { $0.integrity = IntegrityReport() }
    }

    /// Where the digests lie whose log files lie below `prefix`: of a folder of log files the one beside it.
    static func twin(of prefix: String) -> String? {
        swapping("/" + CloudTrailKey.Kind.log.folder + "/", "/" + CloudTrailKey.Kind.digest.folder + "/", in: prefix)
    }

    /// Where the log files lie whose digests lie below `prefix`.
    static func original(of prefix: String) -> String? {
        swapping("/" + CloudTrailKey.Kind.digest.folder + "/", "/" + CloudTrailKey.Kind.log.folder + "/", in: prefix)
    }

    private static func swapping(_ name: String, _ other: String, in prefix: String) -> String? {
        guard let logs = prefix.firstRange(of: "AWSLogs/"),
            let range = prefix[logs.upperBound...].firstRange(of: name)
        else { return nil }
        return prefix[..<range.lowerBound] + other + prefix[range.upperBound...]
    }

    /// Reads the digests of a day that is about to be listed.
    ///
    /// - Throws: what keeps digests from being read at all.
    func begin(_ day: ScanDay) async throws -> DayCover {
        if let run, run.folder != day.folder { try await end() }
        let start = max(day.date.start, plan.options.startTime ?? day.date.start)
        var run = self.run ?? Run(folder: day.folder, start: start, last: day)
        run.last = day
        // A file that comes late lies in the folder of its stamp; the digest of the hour in which it came names it.
        let until = day.date.end.adding(seconds: latestSeconds)
        let last = min(ScanDate(until), max(day.date, ScanDate(plan.options.now())))
        var places: [TrailObject] = []
        for date in (day.date.daysSince1970...last.daysSince1970).map({ ScanDate(daysSince1970: $0) }) {
            if run.listed[date] == nil { run.listed[date] = try await list(ScanDay(folder: day.folder, date: date)) }
            for (place, stamp) in run.listed[date] ?? [] where stamp < until && selects(stamp) {
                if run.fetched.insert(place).inserted { places.append(place) }
            }
        }
        run.listed = run.listed.filter { $0.key > day.date }
        let fetcher = DigestFetcher(client: client, workers: plan.options.workers)
        let fresh = try await fetcher.fetch(places, keyring: keyring)
        for failure in await keyring.takeFailures() { tally.note(failure) }
        run.fetched.formIntersection(run.listed.values.joined().map(\.place))
        let first = fresh.compactMap { $0.digest?.start }.min()
        run.coverStart = [run.coverStart, first].compactMap { $0 }.min()
        let all = run.whole + fresh
        run.whole = []
        for var fetched in all {
            // What ended before this day names nothing of it.
            if let digest = fetched.digest, digest.end <= day.date.start {
                fetched.content = .digest(digest.withoutLogFiles)
                run.earlier.append(fetched)
            } else {
                run.whole.append(fetched)
            }
        }
        self.run = run
        return DayCover(
            of: day, bucket: plan.location.bucket, digests: run.whole, keys: await keyring.keys,
            start: run.coverStart, due: due)
    }

    /// Says that a day was listed, and when the last file in it was delivered that should be in a digest by now.
    func listed(until newest: Timestamp?) {
        guard let newest, var run else { return }
        run.newestDue = max(run.newestDue ?? newest, newest)
        self.run = run
    }

    /// Verifies the chains of the days since the last end, and tells what is wrong with them.
    func end() async throws {
        guard let run else { return }
        self.run = nil
        let options = plan.options
        let last = min(run.last.date.end, options.endTime ?? run.last.date.end, options.now())
        var chain = DigestChain(keys: await keyring.keys, window: run.start..<max(run.start, last))
        chain.scope = plan.location
        // Later ones were read for what they name of these days; they are judged with the days after.
        let nextDay = run.last.date.end.adding(seconds: ScanIntegrity.latestSeconds)
        let digests = (run.earlier + run.whole).filter { fetched in
            guard let stamp = CloudTrailKey(fetched.place.key)?.stamp else { return true }
            return stamp < nextDay && options.selectsDigest(stamp)
        }
        for digest in digests { digest.add(to: &chain) }
        let findings = chain.validation(logFiles: { _ in nil }).findings
        let isShort = tellUncovered(run, hasDigests: !findings.isEmpty)
        for finding in findings {
            if case .notCovered = finding, isShort { continue }
            tell(finding, run)
        }
    }

    /// Tells where log files were delivered after the last digest that should be in one by now; whether there are.
    ///
    /// Nothing names the newest digest, so that only log files show that it was deleted.
    private func tellUncovered(_ run: Run, hasDigests: Bool) -> Bool {
        guard let newest = run.newestDue else { return false }
        let ends = (run.earlier + run.whole).filter { CloudTrailKey($0.place.key)?.isBackfill == false }
            .compactMap { $0.digest?.end }
        guard let last = ends.max() else {
            guard !hasDigests else { return false }
            tally.count { $0.integrity?.gaps += 1 }
            tally.add(problem(run, "there are no digests: validation is off for this trail, or they were deleted"))
            return true
        }
        guard last <= newest else { return false }
        tally.count { $0.integrity?.gaps += 1 }
        tally.add(
            problem(
                run,
                "no digest covers \(last.iso8601) and later, and log files were delivered until \(newest.iso8601): "
                    + "validation was switched off, or digests are missing"))
        return true
    }

    private func tell(_ finding: DigestFinding, _ run: Run) {
        switch finding {
        case .digest(_, _, nil): tally.count { $0.integrity?.validDigests += 1 }
        case .digest(let place, _, .inAnotherBucket?):
            tally.note("the digests before lie elsewhere, and this scan does not read them: \(place)")
        case .digest(let place, _, let fault?):
            tally.count { $0.integrity?.invalidDigests += 1 }
            tally.add(TrailProblem(place: place.description, cause: .digest, reason: "digest: \(fault)"))
        case .missingDigests, .noDigests:
            tally.count { $0.integrity?.gaps += 1 }
            tally.add(problem(run, "\(finding)"))
        case .noDelivery, .notCovered: tally.note(problem(run, "\(finding)").description)
        case .logFile: break  // They are checked as they are read.
        }
    }

    private func problem(_ run: Run, _ reason: String) -> TrailProblem {
        let folder = ScanIntegrity.twin(of: run.folder) ?? run.folder
        return TrailProblem(place: "s3://\(plan.location.bucket)/\(folder)", cause: .digest, reason: reason)
    }

    /// How long after the end of a day digests may name log files of it: its lateness, but a week at the most.
    private var latestSeconds: Int64 {
        min(max(ScanIntegrity.latestSeconds, plan.options.lateness.components.seconds), 7 * 86_400)
    }

    /// Whether a digest that ends at `stamp` may name something that is asked for.
    private func selects(_ stamp: Timestamp) -> Bool {
        if let start = plan.options.startTime, stamp < start { return false }
        if let end = plan.options.endTime, stamp > end.adding(seconds: latestSeconds) { return false }
        return true
    }

    /// What was delivered before this is in a digest by now: one an hour, and an hour for delay.
    private var due: Timestamp { plan.options.now().adding(seconds: -ScanIntegrity.latestSeconds) }

    /// The digests that lie beside a day of log files.
    private func list(_ day: ScanDay) async throws -> [(place: TrailObject, stamp: Timestamp)] {
        guard let folder = ScanIntegrity.twin(of: day.folder) else { return [] }
        let twin = ScanDay(folder: folder, date: day.date)
        var found: [(place: TrailObject, stamp: Timestamp)] = []
        do {
            for try await page in client.pages(ListObjectsV2(bucket: plan.location.bucket, prefix: twin.prefix)) {
                for key in (page.contents ?? []).compactMap(\.key) {
                    guard let stamp = plan.stamp(of: key, on: twin) else { continue }
                    found.append((TrailObject(bucket: plan.location.bucket, key: key), stamp))
                }
            }
        } catch let error as AWSError where !error.endsReading {
            tally.add(
                TrailProblem(
                    place: "s3://\(plan.location.bucket)/\(twin.prefix)", cause: .listing,
                    reason: "not listed to its end: \(error.description)", requestID: error.requestID))
        }
        return found
    }
}
