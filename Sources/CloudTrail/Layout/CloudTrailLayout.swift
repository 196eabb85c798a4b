import Timestamps

/// The way through the folders of a bucket to the objects that a trail delivered within a window.
///
/// Pure: it says what to list, and for every folder that a listing shows what to list next. Follow ``start`` and what
/// ``listings(below:in:)`` gives depth first and in order, and the objects come account by account, kind by kind, region
/// by region, in the order of their keys, which within one of these is nearly that of delivery. The folders of an
/// organisation trail (`AWSLogs/o-…/<account>`) are found like the others.
public struct CloudTrailLayout: Sendable {
    /// One listing to make.
    public struct Listing: Sendable, Hashable {
        /// What to list.
        public enum Scope: Sendable, Hashable {
            /// The folders directly below the prefix (with the delimiter `/`); each is given to ``CloudTrailLayout/listings(below:in:)``.
            case folders
            /// All objects below the prefix; each key is given to ``CloudTrailLayout/selects(_:)``.
            case objects
        }

        enum Level: Sendable, Hashable {
            case accounts(isOrganization: Bool)
            case regions(CloudTrailKey.Kind)
            case years(CloudTrailKey.Kind)
            case months(CloudTrailKey.Kind, year: Int)
            case days(CloudTrailKey.Kind, year: Int, month: Int)
            case files
        }

        /// The prefix to list.
        public let prefix: String
        let level: Level

        /// What to list.
        public var scope: Scope { level == .files ? .objects : .folders }
    }

    /// Where the objects lie.
    public let location: CloudTrailLocation
    /// The times of delivery to read.
    public let window: Range<Timestamp>
    /// What to read, in this order within an account.
    public let kinds: [CloudTrailKey.Kind]
    /// The accounts to read, nil for all.
    public let accounts: Set<String>?
    /// The regions to read, nil for all.
    public let regions: Set<String>?
    /// The trail whose digests to read, nil for all; log files do not tell theirs.
    public let trail: String?

    /// A digest that covers the end of the window may end this much later: there is one an hour.
    ///
    /// `aws cloudtrail validate-logs` looks for one hour more, too (awscli 1.45, `validation.py`).
    public static let digestSeconds: Int64 = 3600

    /// A window of more days is not listed day by day: the folders that exist are looked for instead.
    private static let mostDays = 62

    /// Creates a way through a bucket.
    public init(
        location: CloudTrailLocation, window: Range<Timestamp>, kinds: [CloudTrailKey.Kind] = [.log],
        accounts: Set<String>? = nil, regions: Set<String>? = nil, trail: String? = nil
    ) {
        self.location = location
        self.window = window
        self.kinds = kinds
        self.accounts = accounts
        self.regions = regions
        self.trail = trail
    }

    /// The first listing.
    public var start: Listing {
        Listing(prefix: location.logsPrefix, level: .accounts(isOrganization: false))
    }

    /// The key, where it is of an object that is wanted and in the window.
    public func selects(_ key: String) -> CloudTrailKey? {
        guard let parsed = CloudTrailKey(key), kinds.contains(parsed.kind), accounts?.contains(parsed.account) ?? true,
            regions?.contains(parsed.region) ?? true, trail == nil || parsed.trail == nil || parsed.trail == trail
        else { return nil }
        let span = window(of: parsed.kind)
        if let stamp = parsed.stamp { return span.contains(stamp) ? parsed : nil }
        return parsed.day.map { span.overlaps(CloudTrailLayout.span(of: $0)) } ?? false ? parsed : nil
    }

    /// What to list next for a folder.
    ///
    /// - Parameters:
    ///   - folder: a common prefix of the listing, with its slash at the end.
    ///   - listing: the listing that showed it.
    /// - Returns: nothing where the folder is not wanted.
    public func listings(below folder: String, in listing: Listing) -> [Listing] {
        guard folder.hasPrefix(listing.prefix), !window.isEmpty else { return [] }
        let name = folder.dropFirst(listing.prefix.count).dropLast(folder.hasSuffix("/") ? 1 : 0)
        switch listing.level {
        case .accounts(let isOrganization):
            if name.hasPrefix("o-"), !isOrganization {
                return [Listing(prefix: folder, level: .accounts(isOrganization: true))]
            }
            guard isAccount(name), accounts?.contains(String(name)) ?? true else { return [] }
            return kinds.map { Listing(prefix: "\(folder)\($0.folder)/", level: .regions($0)) }
        case .regions(let kind):
            guard regions?.contains(String(name)) ?? true else { return [] }
            guard let days = days(of: kind) else { return [Listing(prefix: folder, level: .years(kind))] }
            return days.map { Listing(prefix: folder + CloudTrailLayout.folder(of: $0), level: .files) }
        case .years(let kind):
            guard let year = digits(name, width: 4), overlaps(kind, year: year) else { return [] }
            return [Listing(prefix: folder, level: .months(kind, year: year))]
        case .months(let kind, let year):
            guard let month = digits(name, width: 2), overlaps(kind, year: year, month: month) else { return [] }
            return [Listing(prefix: folder, level: .days(kind, year: year, month: month))]
        case .days(let kind, let year, let month):
            guard let number = digits(name, width: 2),
                let day = CivilTime(validatingYear: year, month: month, day: number),
                window(of: kind).overlaps(CloudTrailLayout.span(of: day))
            else { return [] }
            return [Listing(prefix: folder, level: .files)]
        case .files: return []
        }
    }

    /// The stamps that are wanted of a kind.
    private func window(of kind: CloudTrailKey.Kind) -> Range<Timestamp> {
        guard kind == .digest, !window.isEmpty else { return window }
        return window.lowerBound..<window.upperBound.adding(seconds: CloudTrailLayout.digestSeconds)
    }

    /// The days of the window, or nil where they are too many.
    private func days(of kind: CloudTrailKey.Kind) -> [CivilTime]? {
        let window = window(of: kind)
        let last = window.upperBound.adding(milliseconds: -1)
        let first = CivilTime(window.lowerBound)
        var day = CivilTime(year: first.year, month: first.month, day: first.day)
        guard last.seconds / 86_400 - day.timestamp.seconds / 86_400 < CloudTrailLayout.mostDays else { return nil }
        var days: [CivilTime] = []
        while day.timestamp <= last {
            days.append(day)
            day = CivilTime(day.timestamp.adding(seconds: 86_400))
        }
        return days
    }

    private func overlaps(_ kind: CloudTrailKey.Kind, year: Int, month: Int? = nil) -> Bool {
        guard let first = CivilTime(validatingYear: year, month: month ?? 1, day: 1) else { return false }
        var next = first
        if let month, month < 12 {
            next.month = month + 1
        } else {
            next.month = 1
            next.year += 1
        }
        return window(of: kind).overlaps(first.timestamp..<next.timestamp)
    }

    private static func span(of day: CivilTime) -> Range<Timestamp> {
        day.timestamp..<day.timestamp.adding(seconds: 86_400)
    }

    private static func folder(of day: CivilTime) -> String {
        "\(padded(day.year, 4))/\(padded(day.month, 2))/\(padded(day.day, 2))/"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
