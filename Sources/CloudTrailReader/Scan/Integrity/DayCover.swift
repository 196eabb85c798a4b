import CloudTrail
import Timestamps

/// What digests say of the log files of one day.
struct DayCover: Sendable {
    /// What they say of those they name, by key.
    let named: [String: DigestCover]
    /// The first moment that a digest covers; nil where there is no digest.
    let start: Timestamp?
    /// What is stamped before this should be named.
    let due: Timestamp
    /// What is stamped before this should be named whatever digests there are.
    let overdue: Timestamp

    /// Creates the cover of a day, of the digests around it.
    ///
    /// `start` is the first moment that is covered by any digest of the region; what is before `due` should be in one.
    init(
        of day: ScanDay, bucket: String, digests: [FetchedDigest], keys: DigestPublicKeys, start: Timestamp?,
        due: Timestamp
    ) {
        var chain = DigestChain(keys: keys)
        for digest in digests { digest.add(to: &chain) }
        let faults = chain.faults
        var named: [String: DigestCover] = [:]
        var last = due
        for fetched in digests {
            guard let digest = fetched.digest else { continue }
            last = max(last, digest.end.adding(seconds: -DigestChain.deliverySeconds))
            for file in digest.logFiles where file.place.bucket == bucket && file.place.key.hasPrefix(day.prefix) {
                switch (faults[fetched.place], named[file.place.key]) {
                case (nil, .hashes(let known)?): named[file.place.key] = .hashes(known.union([file.contentHash]))
                case (nil, _): named[file.place.key] = .hashes([file.contentHash])
                case (_, nil): named[file.place.key] = .unsigned
                case (_, _?): break
                }
            }
        }
        self.named = named
        self.start = start
        self.due = last
        overdue = due
    }

    /// What digests say of a log file that is there.
    func cover(of key: String, stamp: Timestamp?) -> DigestCover {
        if let known = named[key] { return known }
        guard let start, let stamp, stamp >= start, stamp < due else { return .notCovered }
        return .unlisted
    }
}
