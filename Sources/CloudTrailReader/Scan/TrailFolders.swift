import Timestamps

/// The folders that CloudTrail delivers to: `AWSLogs/[<organization>/]<account>/CloudTrail/<region>/<yyyy>/<mm>/<dd>/`.
///
/// Source: CloudTrail User Guide, "Finding your CloudTrail log files".
struct TrailFolders: ScanPlan {
    let location: ScanLocation
    let options: ScanOptions
    /// The folders of an account that are read.
    var kinds = ["CloudTrail"]

    private enum Level: Int {
        case accounts, members, regions, years, months, days, files
    }

    /// A window of more days is not listed day by day: the folders that exist are looked for instead.
    private static let mostDays = 62

    var start: ScanStep { ScanStep(prefix: location.logsPrefix, level: Level.accounts.rawValue) }

    var regionLevel: Int { Level.regions.rawValue }

    func steps(below folder: String, of step: ScanStep) -> [ScanStep] {
        guard let level = Level(rawValue: step.level), folder.hasPrefix(step.prefix), folder.hasSuffix("/") else {
            return []
        }
        let name = String(folder.dropFirst(step.prefix.count).dropLast())
        switch level {
        case .accounts where name.hasPrefix("o-"):
            return [ScanStep(prefix: folder, level: Level.members.rawValue)]
        case .accounts, .members:
            guard !name.isEmpty, name.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                options.accounts?.contains(name) ?? true
            else { return [] }
            return kinds.map { ScanStep(prefix: folder + $0 + "/", level: Level.regions.rawValue) }
        case .regions:
            guard !name.isEmpty, options.regions?.contains(name) ?? true else { return [] }
            return fewDays?.map { day(ScanDay(folder: folder, date: $0)) }
                ?? [ScanStep(prefix: folder, level: Level.years.rawValue)]
        case .years:
            guard let year = number(name, width: 4), overlaps(year: year) else { return [] }
            return [ScanStep(prefix: folder, level: Level.months.rawValue)]
        case .months:
            guard let month = number(name, width: 2), let year = number(ending: step.prefix, width: 4),
                overlaps(year: year, month: month)
            else { return [] }
            return [ScanStep(prefix: folder, level: Level.days.rawValue)]
        case .days:
            return dayStep(name, below: step.prefix)
        case .files: return []
        }
    }

    func stamp(of key: String, on day: ScanDay) -> Timestamp? {
        guard key.hasSuffix(".json.gz") || key.hasSuffix(".json") else { return nil }
        let parts = key.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count >= 3,
            let stamp = try? Timestamp(strptime: String(parts[parts.count - 2]), format: "%Y%m%dT%H%MZ")
        else { return day.date.start }
        return stamp
    }

    private func day(_ day: ScanDay) -> ScanStep {
        ScanStep(prefix: day.prefix, kind: .day(day), level: Level.files.rawValue)
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
        guard options.overlaps(from: date.start, to: date.end) else { return [] }
        let folder = parts.dropLast(3).joined(separator: "/") + "/"
        return [self.day(ScanDay(folder: folder, date: date))]
    }

    /// The days of the window; nil where they are many, or nobody knows how many.
    private var fewDays: [ScanDate]? {
        guard let start = options.startTime else { return nil }
        let end = options.endTime ?? options.now().adding(seconds: 86_400)
        guard start < end else { return [] }
        let first = ScanDate(start).daysSince1970
        let last = ScanDate(end.adding(milliseconds: -1)).daysSince1970
        guard last - first < TrailFolders.mostDays else { return nil }
        return (first...last).map { ScanDate(daysSince1970: $0) }
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
        return options.overlaps(from: first.timestamp, to: next.timestamp)
    }
}
