import Timestamps

/// The way through the folders of a bucket to the flow log objects of a window.
///
/// Pure: it says what to list, and for every folder that a listing shows what to list next. Follow ``start`` and what
/// ``listings(below:in:)`` gives depth first and in order, and the objects come in the order of their keys, account by
/// account. All of these are found: daily and hourly folders, Hive names, and folders of an organisation.
public struct FlowLogLayout: Sendable {
    /// One listing to make.
    public struct Listing: Sendable, Hashable {
        /// What to list.
        public enum Kind: Sendable, Hashable {
            /// The folders directly below the prefix (with the delimiter `/`); each is given to ``FlowLogLayout/listings(below:in:)``.
            case folders
            /// All objects below the prefix; each key is given to ``FlowLogLayout/selects(_:)``.
            case objects
        }

        enum Level: Sendable, Hashable {
            case accounts(isOrganization: Bool)
            case regions
            case years
            case months(year: Int)
            case days(year: Int, month: Int)
            case files
        }

        /// The prefix to list.
        public let prefix: String
        let level: Level

        /// What to list.
        public var kind: Kind { level == .files ? .objects : .folders }
    }

    /// Where the logs lie.
    public let location: FlowLogLocation
    /// The stamps to read.
    public let window: TimeWindow
    /// The accounts to read, nil for all.
    public let accounts: Set<String>?
    /// The regions to read, nil for all.
    public let regions: Set<String>?

    /// A window of more days is not listed day by day: the folders that exist are looked for instead.
    private static let mostDays = 62

    /// Creates a way through a bucket.
    public init(
        location: FlowLogLocation, window: TimeWindow, accounts: Set<String>? = nil, regions: Set<String>? = nil
    ) {
        self.location = location
        self.window = window
        self.accounts = accounts
        self.regions = regions
    }

    /// The first listing.
    public var start: Listing {
        Listing(prefix: location.logsPrefix, level: .accounts(isOrganization: false))
    }

    /// The key, where it is of a flow log object whose stamp is in the window.
    public func selects(_ key: String) -> FlowLogKey? {
        guard let parsed = FlowLogKey(key), window.contains(parsed.stamp) else { return nil }
        return parsed
    }

    /// What to list next for a folder.
    ///
    /// - Parameters:
    ///   - folder: a common prefix of the listing, with its slash at the end.
    ///   - listing: the listing that showed it.
    /// - Returns: nothing where the folder is not wanted.
    public func listings(below folder: String, in listing: Listing) -> [Listing] {
        let name = folder.dropFirst(listing.prefix.count).dropLast(folder.hasSuffix("/") ? 1 : 0)
        guard folder.hasPrefix(listing.prefix), !window.isEmpty else { return [] }
        switch listing.level {
        case .accounts(let isOrganization): return accountListings(folder, String(name), isOrganization)
        case .regions: return regionListings(folder, String(name))
        case .years:
            guard let year = number(name, "year=", width: 4), overlaps(year: year) else { return [] }
            return [Listing(prefix: folder, level: .months(year: year))]
        case .months(let year):
            guard let month = number(name, "month=", width: 2), (1...12).contains(month),
                overlaps(year: year, month: month)
            else { return [] }
            return [Listing(prefix: folder, level: .days(year: year, month: month))]
        case .days(let year, let month):
            guard let day = number(name, "day=", width: 2),
                let date = CivilTime(validatingYear: year, month: month, day: day),
                window.overlaps(from: date.timestamp, to: date.timestamp.adding(seconds: 86_400))
            else { return [] }
            return [Listing(prefix: folder, level: .files)]
        case .files: return []
        }
    }

    private func accountListings(_ folder: String, _ name: String, _ isOrganization: Bool) -> [Listing] {
        if name.hasPrefix("o-") && !isOrganization {
            return [Listing(prefix: folder, level: .accounts(isOrganization: true))]
        }
        let hive = "aws-account-id="
        let isHive = name.hasPrefix(hive)
        let account = isHive ? String(name.dropFirst(hive.count)) : name
        if let accounts, !accounts.contains(account) { return [] }
        // The Transit Gateway guide writes `service=` where the VPC guide writes `aws-service=`.
        let services = isHive ? ["aws-service=vpcflowlogs/", "service=vpcflowlogs/"] : ["vpcflowlogs/"]
        return services.map { Listing(prefix: folder + $0, level: .regions) }
    }

    private func regionListings(_ folder: String, _ name: String) -> [Listing] {
        let region = name.split(separator: "=", maxSplits: 1).last.map { String($0) } ?? name
        if let regions, !regions.contains(region) { return [] }
        guard let days = days else { return [Listing(prefix: folder, level: .years)] }
        let isHive = name.contains("=")
        return days.map { Listing(prefix: folder + FlowLogLayout.folder(of: $0, isHive: isHive), level: .files) }
    }

    /// The days of the window, or nil where they are too many.
    private var days: [CivilTime]? {
        let last = window.end.adding(milliseconds: -1)
        var date = CivilTime(window.start)
        (date.hour, date.minute, date.second, date.millisecond) = (0, 0, 0, 0)
        guard (last.milliseconds / 1000 - date.timestamp.milliseconds / 1000) / 86_400 < FlowLogLayout.mostDays else {
            return nil
        }
        var days: [CivilTime] = []
        while date.timestamp <= last {
            days.append(date)
            date = CivilTime(date.timestamp.adding(seconds: 86_400))
        }
        return days
    }

    /// The folders of a day.
    package static func folder(of day: CivilTime, isHive: Bool) -> String {
        let (year, month, day) = (padded(day.year, 4), padded(day.month, 2), padded(day.day, 2))
        return isHive ? "year=\(year)/month=\(month)/day=\(day)/" : "\(year)/\(month)/\(day)/"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private func number(_ name: Substring, _ label: String, width: Int) -> Int? {
        let digits = name.hasPrefix(label) ? name.dropFirst(label.count) : name
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
        return window.overlaps(from: first.timestamp, to: next.timestamp)
    }
}
