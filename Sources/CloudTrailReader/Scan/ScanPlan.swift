import CloudTrail
import Timestamps

/// The way through the folders of a bucket to the days of the objects that a trail delivered there.
///
/// `AWSLogs/[<organization>/]<account>/CloudTrail/<region>/<yyyy>/<mm>/<dd>/`, with `CloudTrail-Digest` in place of
/// `CloudTrail` for digests. Pure: it says what to list, and for every folder that a listing shows what to list next.
///
/// Source: CloudTrail User Guide, "Finding your CloudTrail log files".
public struct ScanPlan: Sendable {
    /// Where the objects lie.
    public let location: CloudTrailLocation
    /// What is asked for.
    public let options: ScanOptions
    /// What is read of an account, in this order.
    public let kinds: [CloudTrailKey.Kind]
    /// The trail whose digests are read; nil for all.
    ///
    /// Log files do not tell theirs.
    public let trail: String?

    /// A window of more days is not listed day by day: the folders that exist are looked for instead.
    private static let mostDays = 62

    /// Creates a way through a bucket.
    public init(
        location: CloudTrailLocation, options: ScanOptions, kinds: [CloudTrailKey.Kind] = [.log], trail: String? = nil
    ) {
        self.location = location
        self.options = options
        self.kinds = kinds
        self.trail = trail
    }

    /// The first listing.
    public var start: ScanStep { ScanStep(prefix: location.logsPrefix, level: .accounts) }

    /// What to list below a folder that the listing `step` showed, in the order of the keys.
    public func steps(below folder: String, of step: ScanStep) -> [ScanStep] {
        guard folder.hasPrefix(step.prefix), folder.hasSuffix("/") else { return [] }
        let name = String(folder.dropFirst(step.prefix.count).dropLast())
        switch step.level {
        case .accounts where name.hasPrefix("o-"):
            return [ScanStep(prefix: folder, level: .members)]
        case .accounts, .members:
            guard !name.isEmpty, name.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                options.accounts?.contains(name) ?? true
            else { return [] }
            return kinds.map { ScanStep(prefix: folder + $0.folder + "/", level: .regions) }
        case .regions:
            guard !name.isEmpty, options.regions?.contains(name) ?? true else { return [] }
            return fewDays?.map { ScanStep(ScanDay(folder: folder, date: $0)) }
                ?? [ScanStep(prefix: folder, level: .years)]
        case .years:
            guard let year = number(name, width: 4), overlaps(year: year) else { return [] }
            return [ScanStep(prefix: folder, level: .months)]
        case .months:
            guard let month = number(name, width: 2), let year = number(ending: step.prefix, width: 4),
                overlaps(year: year, month: month)
            else { return [] }
            return [ScanStep(prefix: folder, level: .days)]
        case .days:
            return dayStep(name, below: step.prefix)
        case .files: return []
        }
    }

    /// When an object of a day was delivered, by its key; nil where it is not what is read.
    ///
    /// A log file whose name tells nothing counts for the beginning of its day; a digest is known by its name only.
    public func stamp(of key: String, on day: ScanDay) -> Timestamp? {
        if day.kind == .digest {
            guard let digest = CloudTrailKey(key), digest.kind == .digest, trail == nil || digest.trail == trail else {
                return nil
            }
            return digest.stamp
        }
        guard key.hasSuffix(".json.gz") || key.hasSuffix(".json") else { return nil }
        let parts = key.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count >= 3,
            let stamp = try? Timestamp(strptime: String(parts[parts.count - 2]), format: "%Y%m%dT%H%MZ")
        else { return day.date.start }
        return stamp
    }

    /// Whether an object of a day that was delivered at `stamp` is asked for; of a log file's minute a part is enough.
    public func selects(_ stamp: Timestamp, on day: ScanDay) -> Bool {
        day.kind == .digest ? options.selectsDigest(stamp) : options.selects(stamp)
    }

    /// The day that `<region>/<yyyy>/<mm>/` and the name `<dd>` make.
    private func dayStep(_ name: String, below prefix: String) -> [ScanStep] {
        let parts = prefix.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 3, let day = number(name, width: 2),
            let month = number(String(parts[parts.count - 2]), width: 2),
            let year = number(String(parts[parts.count - 3]), width: 4),
            let civil = CivilTime(validatingYear: year, month: month, day: day)
        else { return [] }
        let date = ScanDate(daysSince1970: civil.daysSince1970)
        guard overlaps(from: date.start, to: date.end) else { return [] }
        return [ScanStep(ScanDay(folder: parts.dropLast(3).joined(separator: "/") + "/", date: date))]
    }

    /// The days of the window; nil where they are many, or nobody knows how many.
    private var fewDays: [ScanDate]? {
        guard let start = options.startTime else { return nil }
        let end = options.endTime ?? options.now().adding(seconds: 86_400)
        guard start < end else { return [] }
        let first = ScanDate(start).daysSince1970
        let last = ScanDate(end.adding(milliseconds: readsDigests ? digestMilliseconds : -1)).daysSince1970
        guard last - first < ScanPlan.mostDays else { return nil }
        return (first...last).map { ScanDate(daysSince1970: $0) }
    }

    private var readsDigests: Bool { kinds.contains(.digest) }
    private var digestMilliseconds: Int64 { CloudTrailDigest.coveredSeconds * 1000 }

    /// Whether something of `start..<end` may be asked for; the last digests of a window are later than it.
    private func overlaps(from start: Timestamp, to end: Timestamp) -> Bool {
        options.overlaps(from: readsDigests ? start.adding(milliseconds: -digestMilliseconds) : start, to: end)
    }

    private func number(ending prefix: String, width: Int) -> Int? {
        prefix.split(separator: "/").last.flatMap { number(String($0), width: width) }
    }

    private func number(_ digits: String, width: Int) -> Int? {
        guard digits.utf8.count == width, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits)
    }

    private func overlaps(year: Int, month: Int? = nil) -> Bool {
        guard let first = CivilTime(validatingYear: year, month: month ?? 1, day: 1) else { return false }
        var next = first
        if let month, month < 12 {
            next.month = month + 1
        } else {
            next.month = 1
            next.year += 1
        }
        return overlaps(from: first.timestamp, to: next.timestamp)
    }
}
