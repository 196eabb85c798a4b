import Timestamps

/// One listing that a scan makes.
public struct ScanStep: Sendable, Hashable {
    /// What to list.
    public enum Kind: Sendable, Hashable {
        /// The folders directly below the prefix, with the delimiter `/`; each is given to ``ScanPlan/steps(below:of:)``.
        case folders
        /// The objects of a day.
        case day(ScanDay)
    }

    /// The prefix to list.
    public var prefix: String
    /// What to list.
    public var kind: Kind
    /// How deep the step lies, for the plan itself.
    public var level: Int

    /// Creates a step.
    public init(prefix: String, kind: Kind = .folders, level: Int) {
        self.prefix = prefix
        self.kind = kind
        self.level = level
    }
}

/// The way through the folders of a bucket to the days of its log files.
///
/// Pure: it says what to list next.
public protocol ScanPlan: Sendable {
    /// The first listing.
    var start: ScanStep { get }

    /// The level of the listings that show regions: who gets there has found log files.
    var regionLevel: Int { get }

    /// What to list below a folder that the listing `step` showed, in the order of the keys.
    func steps(below folder: String, of step: ScanStep) -> [ScanStep]

    /// When an object of a day was delivered, by its key; nil where it is no log file.
    func stamp(of key: String, on day: ScanDay) -> Timestamp?
}
