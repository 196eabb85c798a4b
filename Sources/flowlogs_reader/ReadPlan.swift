import CommandLines
import FlowLogs
import Timestamps

/// What to read and what to do with it: arguments that make sense.
struct ReadPlan: Sendable {
    /// Where the flow logs are.
    enum Location: Sendable {
        case logGroup(String, filterPattern: String?, format: FlowLogFormat?)
        case s3(String, accounts: Set<String>?, regions: Set<String>?)
    }

    /// What to do with the records.
    enum Action: Sendable {
        /// Print the records; the first `limit` of them where there is a limit.
        case print(limit: Int?)
        case ipset
        case findIP(AddressFilter)
        case aggregate
    }

    var location: Location
    var action: Action
    var startTime: Timestamp?
    var endTime: Timestamp?
    var threadCount: Int
    var region: String?
    var profile: String?
    var roleARN: String?
    var externalID: String?
    var endpointURL: String?
    var recording: RecordingPlan?
    var zeroAsDash: Bool
    var failFast: Bool
    /// Options that were given and that this location has no use for.
    var notes: [String]

    /// Checks the arguments.
    ///
    /// - Parameter options: the arguments as given. An empty value counts as absent, as it did in 5.0.1.
    /// - Throws: `UsageError` with what is wrong.
    init(_ options: Options) throws(UsageError) {
        notes = []
        action = try ReadPlan.action(options.action, notes: &notes)
        startTime = try ReadPlan.time(options.startTime, option: "--start-time", format: options.timeFormat)
        endTime = try ReadPlan.time(options.endTime, option: "--end-time", format: options.timeFormat)
        guard options.threadCount >= 0 else {
            throw UsageError("--thread-count \(options.threadCount) is negative; give 0 or more")
        }
        threadCount = options.threadCount
        region = options.region.nonEmpty
        profile = options.profile.nonEmpty
        roleARN = options.roleArn.nonEmpty
        externalID = options.externalId.nonEmpty
        endpointURL = options.endpointUrl.nonEmpty
        recording = try RecordingPlan(options.recording)
        zeroAsDash = options.zeroAsDash
        failFast = options.failFast
        if externalID != nil, roleARN == nil {
            throw UsageError("must give a --role-arn if an --external-id is given")
        }
        switch options.locationType {
        case "cwl":
            location = .logGroup(
                options.location, filterPattern: options.filterPattern.nonEmpty,
                format: try ReadPlan.format(options.fields.nonEmpty, notes: &notes))
        case "s3":
            location = .s3(
                options.location, accounts: ReadPlan.names(options.includeAccounts.nonEmpty),
                regions: ReadPlan.names(options.includeRegions.nonEmpty))
        default:
            throw UsageError("--location-type '\(options.locationType)' is neither cwl nor s3")
        }
        notes += ReadPlan.unusedOptions(options)
    }

    private static func action(_ words: [String], notes: inout [String]) throws(UsageError) -> Action {
        let arguments = Array(words.dropFirst())
        switch words.first ?? "print" {
        case "print":
            guard arguments.count <= 1 else {
                throw UsageError("0 or 1 arguments expected for action 'print', not \(arguments.count)")
            }
            return .print(limit: try arguments.first.flatMap { text throws(UsageError) in try limit(text) })
        case "ipset":
            if let note = unusedArguments(arguments, of: "ipset") { notes.append(note) }
            return .ipset
        case "findip":
            guard !arguments.isEmpty else {
                throw UsageError("action 'findip' needs at least one address, as in: findip 198.51.100.2")
            }
            return .findIP(AddressFilter(arguments))
        case "aggregate":
            if let note = unusedArguments(arguments, of: "aggregate") { notes.append(note) }
            return .aggregate
        case let unknown:
            throw UsageError("unknown action: \(unknown); known actions: print, ipset, findip, aggregate")
        }
    }

    /// The N of `print N`: nil for 0, which prints everything.
    private static func limit(_ text: String) throws(UsageError) -> Int? {
        guard let number = Int(text), number >= 0 else {
            throw UsageError("print '\(text)': the number of records must be a positive whole number")
        }
        return number == 0 ? nil : number
    }

    private static func unusedArguments(_ arguments: [String], of action: String) -> String? {
        arguments.isEmpty
            ? nil : "action '\(action)' takes no arguments; ignored: " + arguments.joined(separator: " ")
    }

    private static func time(
        _ text: String?, option: String, format: String
    ) throws(UsageError) -> Timestamp? {
        guard let text = text.nonEmpty else { return nil }
        do {
            return try Timestamp(strptime: text, format: format)
        } catch {
            throw UsageError("\(option): \(error)")
        }
    }

    /// The format that `--fields` gives; unknown names are kept, and noted because they may be misspelt.
    private static func format(_ text: String?, notes: inout [String]) throws(UsageError) -> FlowLogFormat? {
        guard let text else { return nil }
        guard let format = FlowLogFormat(text) else {
            throw UsageError("--fields '\(text)' names no field; give names as in '${version} ${srcaddr}'")
        }
        let unknown = format.columns.filter { $0.field == nil }.map(\.name)
        if !unknown.isEmpty { notes.append("--fields: unknown fields: " + unknown.joined(separator: ", ")) }
        return format
    }

    /// The names of a comma-separated list, without the blanks around them.
    private static func names(_ text: String?) -> Set<String>? {
        text.map { text in
            Set(text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingBlanks })
        }
    }

    /// The options that were given and that belong to the other kind of location.
    private static func unusedOptions(_ options: Options) -> [String] {
        let unused: [(String, String?)]
        switch options.locationType {
        case "s3": unused = [("--fields", options.fields), ("--filter-pattern", options.filterPattern)]
        default:
            unused = [
                ("--include-accounts", options.includeAccounts), ("--include-regions", options.includeRegions),
            ]
        }
        let other = options.locationType == "s3" ? "cwl" : "s3"
        return unused.filter { $0.1 != nil }.map { "\($0.0) is for --location-type \(other) only; ignored" }
    }
}

extension String? {
    /// The text, or nil where it is absent or empty.
    fileprivate var nonEmpty: String? { flatMap { $0.isEmpty ? nil : $0 } }
}

extension StringProtocol {
    /// The text without blanks before and after it.
    fileprivate var trimmingBlanks: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
