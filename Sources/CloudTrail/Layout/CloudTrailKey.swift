import HTTPMessages
import Timestamps

/// The key of an object that CloudTrail put into S3.
///
/// Either the folders are CloudTrail's (`AWSLogs/…/CloudTrail/…`) or at least the name of the file is, as in a folder to
/// which somebody copied files. Everything else is told as far as the key tells it.
///
/// Sources: CloudTrail User Guide, "CloudTrail log file examples" (log file name format) and "CloudTrail digest file
/// structure".
public struct CloudTrailKey: Sendable, Hashable {
    /// What an object holds.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Management and data events.
        case log = "CloudTrail"
        /// A digest: names and hashes of log files, signed.
        case digest = "CloudTrail-Digest"
        /// Insights events.
        case insight = "CloudTrail-Insight"
        /// Network activity events.
        case networkActivity = "CloudTrail-NetworkActivity"
        /// Aggregated data events.
        case aggregated = "CloudTrail-Aggregated"

        /// The name of the folder below the account's.
        public var folder: String { rawValue }

        /// Whether an object is a log file with `Records`: all but digests are.
        public var holdsRecords: Bool { self != .digest }
    }

    /// The whole key.
    public let key: String
    /// What the object holds, by its folder or else by its name.
    public let kind: Kind
    /// What stands before `AWSLogs/`, without slashes around it; nil where there is no such folder.
    public let prefix: String?
    /// The id of the organisation whose folder lies around the account's: `o-…`.
    public let organization: String?
    /// The account.
    public let account: String
    /// The region of the events, or whose log files a digest covers.
    public let region: String
    /// The day of the folders; nil where the folders are not CloudTrail's.
    public let day: CivilTime?
    /// The time in the file name: of delivery, or the end of a digest; nil where the name has none.
    ///
    /// The name of an Insights file and its kin is documented nowhere; one without a stamp still counts for its ``day``.
    public let stamp: Timestamp?
    /// The name of the trail, in the keys of digests.
    public let trail: String?
    /// The region the trail was made in, in the keys of digests.
    public let homeRegion: String?
    /// Whether it is a digest that names what earlier digests missed.
    public let isBackfill: Bool

    /// Reads a key; nil where it is not CloudTrail's.
    public init?(_ key: String) {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, let file = CloudTrailFileName.jsonStem(last) else { return nil }
        let name = CloudTrailFileName(file)
        let folders = CloudTrailFolders(parts.dropLast())
        guard let kind = folders?.kind ?? name?.kind, let account = folders?.account ?? name?.account,
            let region = folders?.region ?? name?.region
        else { return nil }
        // A digest among the log files, or the reverse, was put there by somebody else.
        if folders != nil, let named = name?.kind, named != kind { return nil }
        // The names of these two are documented.
        if name == nil, kind == .log || kind == .digest { return nil }
        self.key = key
        self.kind = kind
        self.account = account
        self.region = region
        prefix = folders?.prefix
        organization = folders?.organization
        day = folders?.day
        stamp = name?.stamp
        trail = name?.trail
        homeRegion = name?.homeRegion
        isBackfill = name?.isBackfill ?? false
    }

    /// Reads a key as S3's own notifications spell it: percent-encoded, with `+` for a blank.
    ///
    /// Source: S3 User Guide, "Event message structure".
    public init?(formEncoded key: String) {
        self.init(PercentEncoding.decode(key, plusIsSpace: true))
    }
}

/// The folders of a key: `[prefix/]AWSLogs/[o-…/]<account>/<kind>/<region>/<yyyy>/<mm>/<dd>`.
struct CloudTrailFolders {
    var prefix: String
    var organization: String?
    var account: String
    var kind: CloudTrailKey.Kind
    var region: String
    var day: CivilTime

    init?(_ folders: ArraySlice<Substring>) {
        guard let logs = folders.lastIndex(of: "AWSLogs") else { return nil }
        var rest = folders[(logs + 1)...]
        if let first = rest.first, first.hasPrefix("o-") {
            organization = String(first)
            rest = rest.dropFirst()
        }
        guard rest.count == 6 else { return nil }
        let parts = Array(rest)
        guard isAccount(parts[0]), let kind = CloudTrailKey.Kind(rawValue: String(parts[1])), !parts[2].isEmpty,
            let year = digits(parts[3], width: 4), let month = digits(parts[4], width: 2),
            let number = digits(parts[5], width: 2),
            let day = CivilTime(validatingYear: year, month: month, day: number)
        else { return nil }
        prefix = folders[..<logs].joined(separator: "/")
        account = String(parts[0])
        self.kind = kind
        region = String(parts[2])
        self.day = day
    }
}

/// Twelve digits.
func isAccount(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
}

/// The number that exactly `width` digits write.
func digits(_ text: some StringProtocol, width: Int) -> Int? {
    guard text.utf8.count == width, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
}
