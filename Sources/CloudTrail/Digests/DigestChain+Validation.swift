import Timestamps

extension DigestChain {
    /// A log file may be in the digest after the one that covers its stamp: it is stamped a little before it is delivered.
    public static let deliverySeconds: Int64 = 900

    /// What the digests prove.
    ///
    /// The findings go chain by chain, standard digests before backfill ones, and in each from the newest to the oldest:
    /// a digest, its log files, and what is missing before it.
    ///
    /// - Parameters:
    ///   - logFiles: what became of reading a log file; asked once for each that a valid digest names. Nil where nobody
    ///     asked for it: then there is no finding.
    ///   - present: log files that are there, to find those that no digest names; an empty bucket stands for any.
    ///   - later: log files that valid digests after the window name: one that comes late is in a later digest.
    /// - Returns: all findings.
    public func validation(
        logFiles: (CloudTrailDigest.LogFile) -> LogFileState?, present: [TrailObject] = [],
        later: [CloudTrailDigest.LogFile] = []
    ) -> DigestValidation {
        let faults = faults
        var run = ValidationRun(chain: self, faults: faults)
        for (identity, entries) in chains {
            run.lookAfter(entries.first { !$0.isMoved }, identity)
            for (index, entry) in entries.enumerated() {
                run.findings.append(.digest(entry.place, isBackfill: identity.isBackfill, faults[entry.place]))
                run.readLogFiles(of: entry, logFiles)
                // A digest that belongs elsewhere has no place in this chain.
                guard !entry.isMoved else { continue }
                let older = entries[(index + 1)...].first { !$0.isMoved }
                run.lookBefore(entry, older: older, identity)
            }
        }
        run.findUnlisted(present, later: later, logFiles)
        return DigestValidation(findings: run.findings, requested: window, found: run.found)
    }
}

/// One validation while it goes on.
struct ValidationRun {
    let chain: DigestChain
    let faults: [TrailObject: DigestFault]
    let buckets: Set<String>
    /// The keys and hashes that valid digests name.
    let vouched: Set<TrailObject>
    var findings: [DigestFinding] = []
    var told: Set<CloudTrailDigest.LogFile> = []
    /// Spans in which chains say themselves that nothing was to be delivered.
    var pauses: [(identity: DigestChain.Identity, span: Range<Timestamp>)] = []
    private var missing: Set<TrailObject> = []

    init(chain: DigestChain, faults: [TrailObject: DigestFault]) {
        self.chain = chain
        self.faults = faults
        buckets = Set(chain.entries.keys.map(\.bucket))
        vouched = Set(
            chain.entries.values.filter { faults[$0.place] == nil }.flatMap { $0.digest?.logFiles ?? [] }.map(\.place))
    }

    /// Digests without a fault.
    var validDigests: [CloudTrailDigest] {
        chain.entries.values.compactMap { faults[$0.place] == nil ? $0.digest : nil }
    }

    /// From the start of the first valid digest to the end of the last.
    var found: Range<Timestamp>? {
        let digests = validDigests
        guard let start = digests.map(\.start).min(), let end = digests.map(\.end).max(), start <= end else {
            return nil
        }
        return start..<end
    }

    mutating func readLogFiles(
        of entry: DigestChain.Entry, _ state: (CloudTrailDigest.LogFile) -> LogFileState?
    ) {
        let isValid = faults[entry.place] == nil
        for file in entry.digest?.logFiles ?? [] {
            if !isValid {
                if !vouched.contains(file.place), told.insert(file).inserted {
                    findings.append(.logFile(file.place, .unsigned))
                }
            } else if told.insert(file).inserted {
                guard let state = state(file) else { continue }
                findings.append(.logFile(file.place, ValidationRun.fault(of: file, state)))
            }
        }
    }

    static func fault(
        of file: CloudTrailDigest.LogFile, _ state: LogFileState
    ) -> LogFileFault? {
        guard file.hashAlgorithm == "SHA-256" else { return .algorithm(file.hashAlgorithm) }
        switch state {
        case .hash(let hash): return hash.lowercased() == file.contentHash ? nil : .hash(hash)
        case .missing: return .notFound
        case .unreadable(let reason): return .format(reason)
        case .unread(let reason): return .unread(reason)
        }
    }

    /// Finds what is missing between a digest and the next older one that is there.
    mutating func lookBefore(
        _ entry: DigestChain.Entry, older: DigestChain.Entry?, _ identity: DigestChain.Identity
    ) {
        guard let digest = entry.digest, !entry.hasTwoContents else { return }
        if let fault = faults[entry.place], !fault.leavesLinks {
            // What it says of the one before it may be a lie; that its time follows on is all there is to see.
            if !identity.isBackfill { appendGap(older?.end, digest.start) }
            return
        }
        guard let previous = digest.previous?.place else {
            if !identity.isBackfill, let older, older.end < digest.start {
                findings.append(.noDelivery(older.end..<digest.start))
                if faults[entry.place] == nil { pauses.append((identity, older.end..<digest.start)) }
            }
            return
        }
        if chain.entries[previous] != nil { return }
        let stamp = CloudTrailKey(previous.key)?.stamp
        if let window = chain.window, let stamp, stamp < window.lowerBound { return }
        guard missing.insert(previous).inserted else { return }
        let isElsewhere = !buckets.contains(previous.bucket) || !isInScope(previous)
        findings.append(.digest(previous, isBackfill: identity.isBackfill, isElsewhere ? .inAnotherBucket : .notFound))
        // The digests of a backfill chain do not follow each other in time.
        if !identity.isBackfill, !isElsewhere { appendGap(older?.end ?? chain.window?.lowerBound, digest.start) }
    }

    private func isInScope(_ place: TrailObject) -> Bool {
        guard let scope = chain.scope, let prefix = CloudTrailKey(place.key)?.prefix else { return true }
        return CloudTrailLocation(bucket: place.bucket, prefix: prefix) == scope
    }

    /// Finds out whether the newest digest of a chain is older than it should be.
    mutating func lookAfter(_ newest: DigestChain.Entry?, _ identity: DigestChain.Identity) {
        guard let newest, let due, !identity.isBackfill, newest.end < due, let window = chain.window else { return }
        findings.append(.notCovered(newest.end..<window.upperBound))
    }

    /// What was delivered before this time is in a digest by the end of the window: one an hour, and an hour for delay.
    var due: Timestamp? { chain.window?.upperBound.adding(seconds: -2 * CloudTrailDigest.coveredSeconds) }

    private mutating func appendGap(_ start: Timestamp?, _ end: Timestamp) {
        guard let start, start < end else { return }
        let seconds = (end.milliseconds - start.milliseconds + 999) / 1000
        let least = (seconds + CloudTrailDigest.coveredSeconds - 1) / CloudTrailDigest.coveredSeconds
        findings.append(.missingDigests(start..<end, atLeast: max(1, Int(least))))
    }
}
