import FlowLogs
import Timestamps

/// What flow logs are to be made.
///
/// Everything that is made is a function of these values: the same ones give the same bytes on every machine.
public struct SynthesisConfiguration: Sendable, Hashable {
    /// The seed of all random numbers.
    public var seed: UInt64 = 1
    /// When the first window begins; on a multiple of five minutes, or of ten where windows last that long.
    public var start = Timestamp(seconds: 1_772_582_400)
    /// How long the logs go on, in seconds; a multiple as above.
    public var duration: Int64 = 3600
    /// About how many records are written in a second of average rhythm, by all flow logs together.
    public var recordsPerSecond = 10
    /// The accounts; each has a network in each region.
    public var accounts = ["123456789012"]
    /// The regions.
    public var regions = ["us-east-1"]
    /// The columns; with those of Transit Gateways and without `interface-id`, Transit Gateways are watched.
    public var format = FlowLogFormat.default
    /// How long a window is, in seconds: 60 or 600.
    public var aggregationInterval: Int64 = 60
    /// How the folders in S3 are named.
    public var layout = FlowLogKey.Layout.daily
    /// The bucket.
    public var bucket = "flow-logs"
    /// The folder that holds `AWSLogs/`; empty for the bucket itself.
    public var prefix = ""
    /// The organisation whose folder lies around those of the accounts.
    public var organization: String?
    /// The log group, one of this name in every account and region.
    public var logGroup = "/vpc/flow-logs"
    /// Of 1,000 deliveries of an interface, how many come hours late, in files of their own.
    public var latePerMille = 0
    /// Oddities of files and lines, and of each how many; in S3 only.
    public var pathologies: [PathologyCount] = []
    /// Whether incidents are planted in the first network.
    public var hasIncidents = true

    /// A pathology and how many objects have it.
    public struct PathologyCount: Sendable, Hashable {
        /// The pathology.
        public var pathology: Pathology
        /// In how many objects.
        public var count: Int

        /// Creates a count.
        public init(_ pathology: Pathology, _ count: Int = 1) {
            self.pathology = pathology
            self.count = count
        }
    }

    /// Creates the configuration of a small network's hour.
    public init() {}

    /// Whether Transit Gateways are watched, and not the interfaces of VPCs.
    public var isTransit: Bool { format.isOfTransit }

    /// The five minutes of the configuration, counted since 1970.
    var slots: Range<Int64> {
        let first = start.seconds / SynthesizedObject.slotSeconds
        return first..<first + duration / SynthesizedObject.slotSeconds
    }

    /// Whether incidents are planted: none in a Transit Gateway, and none where there is hardly time for one.
    var canHaveIncidents: Bool { hasIncidents && !isTransit && duration >= 600 }

    /// The seconds that start and duration must be multiples of: the slots of S3, or the windows.
    var grid: Int64 { max(SynthesizedObject.slotSeconds, aggregationInterval) }
}

extension SynthesisConfiguration {
    /// Times up to the last one that 31 bits hold: readers take a greater number for milliseconds.
    private static let latestSecond: Int64 = 2_147_400_000
    private static let earliestSecond: Int64 = 946_684_800

    /// Whether something can be made of it.
    ///
    /// - Throws: ``SynthesisError`` that says what is wrong.
    public func validate() throws(SynthesisError) {
        guard aggregationInterval == 60 || aggregationInterval == 600 else {
            throw SynthesisError(
                .aggregation, "the aggregation interval is \(aggregationInterval) s; AWS knows 60 and 600")
        }
        guard start.millisecondOfSecond == 0, start.seconds % grid == 0 else {
            throw SynthesisError(.start, "the start \(start.iso8601) is not on a multiple of \(grid / 60) minutes")
        }
        guard duration > 0 else { throw SynthesisError(.duration, "the end does not lie after the start") }
        guard duration % grid == 0 else {
            throw SynthesisError(.duration, "the duration of \(duration) s is not a multiple of \(grid / 60) minutes")
        }
        guard start.seconds >= Self.earliestSecond, start.seconds <= Self.latestSecond else {
            throw SynthesisError(.start, "the times must lie between the years 2000 and 2037")
        }
        guard duration <= Self.latestSecond - start.seconds else {
            throw SynthesisError(.duration, "the end must lie before the year 2038")
        }
        guard (0...10_000_000).contains(recordsPerSecond) else {
            throw SynthesisError(.rate, "the rate is \(recordsPerSecond); it must be 0 to 10000000 records a second")
        }
        guard (0...1000).contains(latePerMille) else {
            throw SynthesisError(.lateShare, "the share of late deliveries is \(latePerMille); it must be 0 to 1000")
        }
        try validateFormat()
        try validatePlaces()
    }

    /// About how many records an object may have that is made while a client waits: its text is held in memory.
    public static let mostEndlessRecords = 900_000

    /// Whether objects can be made one by one, when somebody asks for them.
    ///
    /// - Throws: ``SynthesisError`` that says what is wrong.
    public func validateEndless() throws(SynthesisError) {
        guard latePerMille == 0 else { throw SynthesisError(.lateShare, "an endless bucket has no late deliveries") }
        guard pathologies.isEmpty else { throw SynthesisError(.pathology, "an endless bucket has no pathologies") }
        let most = Self.mostEndlessRecords / Int(max(SynthesizedObject.slotSeconds, min(aggregationInterval, 600)))
        guard recordsPerSecond <= most * max(1, accounts.count * regions.count) else {
            throw SynthesisError(
                .rate,
                "the rate is \(recordsPerSecond); an endless bucket has at most \(most) records a second for each "
                    + "account and region")
        }
    }

    private func validateFormat() throws(SynthesisError) {
        var seen: Set<FlowField> = []
        for column in format.columns {
            guard let field = column.field else {
                throw SynthesisError(.format, "there is no field \(column.name); AWS's names are such as account-id")
            }
            guard seen.insert(field).inserted else {
                throw SynthesisError(.format, "the format names \(field.name) twice")
            }
        }
        guard !isTransit || aggregationInterval == 60 else {
            throw SynthesisError(.aggregation, "Transit Gateways have an aggregation interval of 60 s")
        }
    }

    private func validatePlaces() throws(SynthesisError) {
        guard !accounts.isEmpty, Set(accounts).count == accounts.count,
            accounts.allSatisfy({ $0.utf8.count == 12 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { throw SynthesisError(.accounts, "accounts are different numbers of twelve digits") }
        guard !regions.isEmpty, Set(regions).count == regions.count, regions.allSatisfy(Self.isRegion) else {
            throw SynthesisError(.regions, "regions are different names such as us-east-1")
        }
        guard Self.isBucket(bucket) else {
            throw SynthesisError(
                .bucket, "'\(bucket)' is no name of a bucket: 3 to 63 small letters, digits and hyphens")
        }
        guard Self.isPrefix(prefix) else {
            throw SynthesisError(
                .prefix, "'\(prefix)' is no prefix: folders of letters, digits, - _ . with slashes between")
        }
        if let organization {
            guard organization.hasPrefix("o-"), (12...34).contains(organization.utf8.count),
                Self.isWord(organization.dropFirst(2))
            else { throw SynthesisError(.organization, "'\(organization)' is no organisation; o-exampleorgid is one") }
        }
        guard (1...512).contains(logGroup.utf8.count),
            Self.isWord(logGroup, with: ".-_/#", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        else {
            throw SynthesisError(.logGroup, "'\(logGroup)' is no name of a log group")
        }
        guard [.daily, .hourly, .hive, .hiveHourly].contains(layout) else {
            throw SynthesisError(.layout, "the layout must be daily, hourly, hive or hive-hourly")
        }
    }

    static func isBucket(_ text: String) -> Bool { (3...63).contains(text.utf8.count) && isWord(text, with: "-") }

    /// Whether a text is empty or names folders, none of them `AWSLogs`.
    static func isPrefix(_ text: String) -> Bool {
        text.isEmpty
            || text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                $0 != "AWSLogs" && isWord($0, with: "-_.", "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && $0.first != "."
            }
    }

    /// Whether a text consists of small letters, digits, and some more characters.
    private static func isWord(_ text: some StringProtocol, with more: String...) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || more.contains { $0.utf8.contains(byte) }
            }
    }

    private static func isRegion(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count >= 3 && parts.dropLast().allSatisfy { $0.utf8.count >= 2 && isWord($0) && Int($0) == nil }
            && parts.last.map { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } } == true
    }
}
