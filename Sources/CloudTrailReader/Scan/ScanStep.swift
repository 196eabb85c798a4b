/// One listing that a scan makes.
public struct ScanStep: Sendable, Hashable {
    /// What to list.
    public enum Kind: Sendable, Hashable {
        /// The folders directly below the prefix, with the delimiter `/`; each is given to ``ScanPlan/steps(below:of:)``.
        case folders
        /// The objects of a day.
        case day(ScanDay)
    }

    enum Level: Int, Sendable, Comparable {
        case accounts, members, regions, years, months, days, files

        static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    }

    /// The prefix to list.
    public let prefix: String
    /// What to list.
    public let kind: Kind
    /// How deep the step lies.
    let level: Level

    init(prefix: String, level: Level) {
        self.prefix = prefix
        self.level = level
        kind = .folders
    }

    init(_ day: ScanDay) {
        prefix = day.prefix
        level = .files
        kind = .day(day)
    }
}
