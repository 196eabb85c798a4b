import Timestamps

/// The name of a file, without `.json.gz`.
///
/// `<account>_CloudTrail_<region>_<yyyymmdd>T<HHmm>Z_<random>`, or of a digest
/// `<account>_CloudTrail-Digest_<region>_<trail>_<home region>_<yyyymmdd>T<HHMMSS>Z[_backfill]`. The name of a trail may
/// have underscores itself, so it is what the parts at both ends leave.
struct CloudTrailFileName {
    var account: String
    var kind: CloudTrailKey.Kind
    var region: String
    var stamp: Timestamp
    var trail: String?
    var homeRegion: String?
    var isBackfill = false

    init?(_ stem: Substring) {
        var parts = stem.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count >= 5, isAccount(parts[0]), let kind = CloudTrailKey.Kind(rawValue: String(parts[1])),
            !parts[2].isEmpty
        else { return nil }
        account = String(parts[0])
        self.kind = kind
        region = String(parts[2])
        if kind == .digest {
            if parts.last == "backfill" {
                isBackfill = true
                parts.removeLast()
            }
            guard parts.count >= 6, let stamp = CloudTrailFileName.stamp(parts[parts.count - 1]),
                !parts[parts.count - 2].isEmpty
            else { return nil }
            self.stamp = stamp
            homeRegion = String(parts[parts.count - 2])
            trail = parts[3..<(parts.count - 2)].joined(separator: "_")
            if trail == "" { return nil }
        } else {
            guard parts.count == 5, let stamp = CloudTrailFileName.stamp(parts[3]), !parts[4].isEmpty else {
                return nil
            }
            self.stamp = stamp
        }
    }

    /// Takes `.json.gz` off, or the `.json` of a file that somebody inflated; nil where the name ends in neither.
    static func jsonStem(_ file: Substring) -> Substring? {
        for ending in [".json.gz", ".json"] where file.hasSuffix(ending) {
            return file.dropLast(ending.utf8.count)
        }
        return nil
    }

    /// Reads `20180620T1620Z` or `20180620T162000Z`.
    private static func stamp(_ text: Substring) -> Timestamp? {
        if text.utf8.count == 14, text.hasSuffix("Z") {
            return Timestamp(iso8601Basic: text.dropLast() + "00Z")
        }
        return Timestamp(iso8601Basic: text)
    }
}
