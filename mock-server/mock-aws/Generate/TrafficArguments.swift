import ArgumentParser
import FlowLogs
import Timestamps
import TrafficSynthesis

/// What `mock-aws generate` makes up.
struct TrafficArguments: ParsableArguments {
    @Option(help: "The seed of everything.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("When the logs begin: a date, or a time such as 2026-03-04T00:00:00Z.", valueName: "time"))
    var start = "2026-03-04"

    @Option(help: ArgumentHelp("How long they go on: 30m, 6h, 1d.", valueName: "time"))
    var duration = "1h"

    @Option(help: "About how many records a second, of all networks together, on the average of a day.")
    var rate = 10

    @Option(help: ArgumentHelp("The accounts, with commas between them.", valueName: "ids"))
    var accounts = "123456789012"

    @Option(
        help: ArgumentHelp("The regions, with commas between them; each account has a VPC in each.", valueName: "names")
    )
    var regions = "us-east-1"

    @Option(
        help: ArgumentHelp("The fields up to a version (2 to 11), or tgw for Transit Gateways.", valueName: "version"))
    var version: FormatVersion?

    @Option(help: ArgumentHelp("The fields, as '${version} ${srcaddr} …'.", valueName: "format"))
    var format: String?

    @Option(help: ArgumentHelp("How long a window is: 60 or 600 seconds.", valueName: "seconds"))
    var aggregation: Int64 = 60

    @Flag(inversion: .prefixedNo, help: "Plant a port scan, a brute force, a beacon, an exfiltration and an intruder.")
    var incidents = true

    func validate() throws {
        guard time != nil else { throw ValidationError("--start must be a time such as 2026-03-04T00:00:00Z") }
        guard seconds != nil else { throw ValidationError("--duration must be a time such as 30m, 6h or 1d") }
        guard version == nil || format == nil else {
            throw ValidationError("--version and --format exclude each other")
        }
        guard format == nil || format.flatMap({ FlowLogFormat($0) }) != nil else {
            throw ValidationError("--format must name fields, such as '${version} ${srcaddr}'")
        }
    }

    private var time: Timestamp? { Timestamp(iso8601: start) ?? Timestamp(iso8601: start + "T00:00:00Z") }

    private var seconds: Int64? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = duration.last.flatMap({ units[$0] }), let count = Int64(duration.dropLast()),
            (1...1_000_000_000).contains(count)
        else { return nil }
        return count * unit
    }

    func apply(to configuration: inout SynthesisConfiguration) {
        configuration.seed = seed
        if let time { configuration.start = time }
        if let seconds { configuration.duration = seconds }
        configuration.recordsPerSecond = rate
        configuration.accounts = Self.list(accounts)
        configuration.regions = Self.list(regions)
        if let version { configuration.format = version.format }
        if let format = format.flatMap({ FlowLogFormat($0) }) { configuration.format = format }
        configuration.aggregationInterval = aggregation
        configuration.hasIncidents = incidents
    }

    private static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { part in String(part.filter { !$0.isWhitespace }) }
    }
}

/// The fields up to a version of flow logs.
enum FormatVersion: String, ExpressibleByArgument, CaseIterable {
    case v2 = "2"
    case v3 = "3"
    case v4 = "4"
    case v5 = "5"
    case v7 = "7"
    case v8 = "8"
    case v9 = "9"
    case v10 = "10"
    case v11 = "11"
    case transitGateway = "tgw"

    var format: FlowLogFormat {
        guard let version = Int(rawValue) else { return .transitGatewayDefault }
        // Version 6 brought fields of Transit Gateways only.
        return FlowLogFormat(fields: FlowField.allCases.filter { $0.version <= version && $0.version != 6 })
    }
}
