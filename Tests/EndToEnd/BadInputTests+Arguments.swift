extension BadInputTests {
    private static func wrong(_ name: String, _ arguments: [String], _ line: String) -> CommandCase {
        CommandCase(
            name: name, server: .none, arguments: arguments, status: 64, errorLines: ["^error: " + line], output: [])
    }

    /// Arguments that are wrong whatever AWS holds.
    static let wrongArguments: [CommandCase] = [
        wrong("no location", [], "Missing expected argument '<location>'"),
        wrong("unknown option", ["g", "--nonsense"], "Unknown option '--nonsense'"),
        wrong(
            "shortened option that can be several", ["--f", "x", "g"],
            "ambiguous option: --f could match --fields, --fil"),
        wrong("shortened option without a value", ["g", "--reg"], "Missing value for '--region <region>'"),
        wrong(
            "unknown action", ["g", "frobnicate"],
            "unknown action: frobnicate; known actions: print, ipset, findip, agg"),
        wrong("N is no number", ["g", "print", "ten"], "print 'ten': "),
        wrong("N is negative", ["g", "print", "--", "-5"], "print '-5': "),
        wrong("N is negative, without a mark", ["g", "print", "-5"], "print '-5': "),
        wrong("two Ns", ["g", "print", "1", "2"], "0 or 1 arguments expected for action 'print'"),
        wrong("findip without an address", ["g", "findip"], "action 'findip' needs at least one address"),
        wrong("wrong date", ["-s", "yesterday", "g"], "--start-time: time data 'yesterday' does not match format"),
        wrong("date that is none", ["-e", "2024-02-30 00:00:00", "g"], "--end-time: "),
        wrong("bad time format", ["--time-format", "%Q", "-s", "x", "g"], "--start-time: "),
        wrong(
            "thread count is no number", ["--thread-count", "many", "g"], "The value 'many' is invalid for '--thread"),
        wrong("thread count is negative", ["--thread-count=-1", "g"], "--thread-count -1 is negative"),
        wrong("location type", ["--location-type", "gcs", "g"], "--location-type 'gcs' is neither cwl nor s3"),
        wrong("external id without a role", ["--external-id", "x", "g"], "must give a --role-arn if an --external-id"),
        wrong("fields without a name", ["--fields", "${} $", "g"], "--fields '.*' names no field"),
    ]

    /// Locations and settings that make no sense.
    static let wrongLocations: [CommandCase] = [
        wrong("bad bucket", ["--location-type", "s3", "a b"], "'a b' is no name of a bucket"),
        wrong("no bucket", ["--location-type", "s3", "/prefix"], "no bucket in '/prefix'"),
        wrong("bad log group", ["my group"], "'my group' is no name of a log group"),
        wrong("bucket taken for a log group", ["s3://bucket"], "'s3://bucket' is no name .*--location-type s3"),
        wrong("malformed region", ["--region", "us east 1", "g"], ".*us east 1"),
        wrong("malformed endpoint", ["--endpoint-url", "ftp://x", "g"], "endpoint URL"),
    ]
}
