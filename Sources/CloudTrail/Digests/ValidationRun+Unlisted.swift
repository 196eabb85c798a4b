import Timestamps

extension ValidationRun {
    /// Finds log files that no digest names, at times that valid digests cover, or should by the end of the window, and
    /// accounts and regions that have log files and no digest at all.
    mutating func findUnlisted(
        _ present: [TrailObject], later: [CloudTrailDigest.LogFile],
        _ state: (CloudTrailDigest.LogFile) -> LogFileState?
    ) {
        guard !present.isEmpty else { return }
        let covered = covered
        let owners = Set(
            chain.entries.keys.compactMap { CloudTrailKey($0.key) }.filter { !$0.isBackfill }
                .map { [$0.account, $0.region] })
        let files = chain.logFiles.map(\.place)
        let listed = Set(files)
        let listedKeys = Set(files.map(\.key))
        let later = Dictionary(grouping: later) { $0.place.key }
        var without: Set<[String]> = []
        for place in Set(present).sorted() {
            guard !(place.bucket.isEmpty ? listedKeys.contains(place.key) : listed.contains(place)),
                let file = DeliveredLogFile(place.key)
            else { continue }
            let named = (later[place.key] ?? []).filter { place.bucket.isEmpty || $0.place == place }
            if !named.isEmpty {
                for one in named where told.insert(one).inserted {
                    guard let state = state(one) else { continue }
                    findings.append(.logFile(one.place, ValidationRun.fault(of: one, state)))
                }
                continue
            }
            if let span = covered[file.owner] {
                let time = file.time(from: span.lowerBound)
                let end = max(
                    span.upperBound.adding(seconds: -DigestChain.deliverySeconds), due ?? span.lowerBound)
                if time >= span.lowerBound, time < end, !isPause(time, file.owner) {
                    findings.append(.logFile(place, .unlisted))
                }
            } else if !owners.contains(file.owner), due.map({ file.time(from: file.dayStart) < $0 }) ?? true {
                without.insert(file.owner)
            }
        }
        for owner in without.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            findings.append(.noDigests(account: owner[0], region: owner[1]))
        }
    }

    /// From the first to the last moment that valid digests of an account and region cover.
    private var covered: [[String]: Range<Timestamp>] {
        var covered: [[String]: Range<Timestamp>] = [:]
        for digest in validDigests where digest.start <= digest.end {
            guard let key = CloudTrailKey(digest.place.key) else { continue }
            let known = covered[[key.account, key.region]] ?? digest.start..<digest.end
            covered[[key.account, key.region]] =
                min(known.lowerBound, digest.start)..<max(known.upperBound, digest.end)
        }
        return covered
    }

    /// Whether validation was off at a time: a valid digest begins anew after it, and no other trail covers it.
    ///
    /// What was stamped a little before the pause may have been delivered in it.
    private func isPause(_ time: Timestamp, _ owner: [String]) -> Bool {
        let pauses = pauses.filter { pause in
            pause.identity.owner == owner && time < pause.span.upperBound
                && time >= pause.span.lowerBound.adding(seconds: -DigestChain.deliverySeconds)
        }
        guard !pauses.isEmpty else { return false }
        return !validDigests.contains { digest in
            guard digest.start <= time, time < digest.end else { return false }
            let identity = DigestChain.Identity(CloudTrailKey(digest.place.key))
            return identity.owner == owner && !pauses.contains { $0.identity.parts == identity.parts }
        }
    }
}

extension DigestChain.Identity {
    /// The account and the region.
    var owner: [String] { [parts[1], parts[2]] }
}
