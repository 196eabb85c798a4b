import ArgumentParser
import FlowLogs
import TrafficSynthesis

/// Where `mock-aws generate` puts what it makes up, and how well.
struct DeliveryArguments: ParsableArguments {
    @Option(help: "Where the flow logs go: s3, cwl, both or none.")
    var destination = Destination.s3

    @Option(help: "How folders in the bucket are named: daily, hourly, hive or hive-hourly.")
    var layout = Layout.daily

    @Option(help: "The bucket.")
    var bucket = "flow-logs"

    @Option(help: ArgumentHelp("The folders around AWSLogs/.", valueName: "folder"))
    var prefix = ""

    @Option(help: ArgumentHelp("The organisation whose folder lies around the accounts'.", valueName: "id"))
    var organization: String?

    @Option(help: ArgumentHelp("The log group, of this name in every account and region.", valueName: "name"))
    var logGroup = "/vpc/flow-logs"

    @Option(help: ArgumentHelp("How many of the deliveries come hours late.", valueName: "percent"))
    var lateShare = 0

    @Option(
        help: ArgumentHelp(
            "An oddity of objects, and of how many; may be given several times.", valueName: "name=count"))
    var pathology: [PathologyArgument] = []

    @Option(help: "How small to compress, from 0 to 9; the compressed bytes depend on zlib's release.")
    var level = 6

    @Flag(
        help: ArgumentHelp(
            "Write no objects: the server makes each up when somebody asks for it, so that years take no disk."))
    var endless = false

    func validate() throws {
        guard !endless || destination == .s3 && lateShare == 0 && pathology.isEmpty else {
            throw ValidationError("--endless needs --destination s3, and neither --late-share nor --pathology")
        }
        guard (0...100).contains(lateShare) else { throw ValidationError("--late-share must be 0 to 100") }
        guard (0...9).contains(level) else { throw ValidationError("--level must be 0 to 9") }
        guard pathology.isEmpty || destination.hasObjects else {
            throw ValidationError("--pathology needs --destination s3 or both: CloudWatch Logs has no files")
        }
    }

    func apply(to configuration: inout SynthesisConfiguration) {
        configuration.layout = layout.keys
        configuration.bucket = bucket
        configuration.prefix = prefix
        configuration.organization = organization
        configuration.logGroup = logGroup
        configuration.latePerMille = lateShare * 10
        configuration.pathologies = pathology.map(\.count)
    }

    /// Where flow logs are delivered.
    enum Destination: String, ExpressibleByArgument, CaseIterable {
        case s3
        case logs = "cwl"
        case both
        case nowhere = "none"

        var hasObjects: Bool { self == .s3 || self == .both }
        var hasLogGroups: Bool { self == .logs || self == .both }
    }

    /// The layouts by the names of their options.
    enum Layout: String, ExpressibleByArgument, CaseIterable {
        case daily
        case hourly
        case hive
        case hiveHourly = "hive-hourly"

        var keys: FlowLogKey.Layout {
            switch self {
            case .daily: .daily
            case .hourly: .hourly
            case .hive: .hive
            case .hiveHourly: .hiveHourly
            }
        }

        /// The name of a layout, as options and worlds have it.
        static func name(of layout: FlowLogKey.Layout) -> String {
            allCases.first { $0.keys == layout }?.rawValue ?? daily.rawValue
        }
    }
}

/// `NAME` or `NAME=COUNT`.
struct PathologyArgument: ExpressibleByArgument {
    let count: SynthesisConfiguration.PathologyCount

    init?(argument: String) {
        guard let (pathology, count) = NamedCount<Pathology>(argument)?.parts else { return nil }
        self.count = SynthesisConfiguration.PathologyCount(pathology, count)
    }
}

/// A case by its name, and how many of it: one where no number follows.
struct NamedCount<Name: RawRepresentable & CaseIterable> where Name.RawValue == String {
    let parts: (name: Name, count: Int)

    init?(_ argument: String) {
        let words = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = Name(rawValue: String(words[0])), let count = words.count > 1 ? Int(words[1]) : 1 else {
            return nil
        }
        parts = (name, count)
    }

    /// The names, some in a line.
    static var listing: String {
        let names = Name.allCases.map(\.rawValue)
        return stride(from: 0, to: names.count, by: 5)
            .map { "  " + names[$0..<min($0 + 5, names.count)].joined(separator: " ") }.joined(separator: "\n")
    }
}
