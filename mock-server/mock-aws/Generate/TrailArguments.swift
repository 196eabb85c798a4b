import ArgumentParser
import TrafficSynthesis

/// What `mock-aws generate` makes up of CloudTrail.
struct TrailArguments: ParsableArguments {
    @Flag(help: "Write CloudTrail log files of the same accounts, instances and incidents, too.")
    var trail = false

    @Option(help: "The bucket of the log files.")
    var trailBucket = TrailConfiguration().bucket

    @Option(help: ArgumentHelp("The folders around AWSLogs/ there.", valueName: "folder"))
    var trailPrefix = ""

    @Option(help: "The trail's name, as the keys of its digests have it.")
    var trailName = TrailConfiguration().name

    @Option(
        help: ArgumentHelp(
            "About how many calls are made in a minute, in all accounts and regions, on the average of a day.",
            valueName: "calls"))
    var trailRate = TrailConfiguration().callsPerMinute

    @Option(
        help: ArgumentHelp(
            "An oddity of log files, and of how many; may be given several times.", valueName: "name=count"))
    var trailPathology: [TrailPathologyArgument] = []

    @Flag(inversion: .prefixedNo, help: "Write digests, signed with the key that mock-aws shows for ListPublicKeys.")
    var digests = true

    private static let defaults = TrailConfiguration()

    /// What is asked for; nil where nothing is.
    var configuration: TrailConfiguration? {
        guard trail else { return nil }
        var configuration = TrailConfiguration()
        configuration.bucket = trailBucket
        configuration.prefix = trailPrefix
        configuration.name = trailName
        configuration.callsPerMinute = trailRate
        configuration.pathologies = trailPathology.map(\.count)
        return configuration
    }

    func validate(_ delivery: DeliveryArguments) throws {
        guard trail || delivery.destination != .nowhere else {
            throw ValidationError("--destination none needs --trail: nothing would be written")
        }
        let others = TrailArguments.defaults
        guard
            trail
                || trailBucket == others.bucket && trailPrefix.isEmpty && trailName == others.name
                    && trailRate == others.callsPerMinute && trailPathology.isEmpty && digests
        else { throw ValidationError("--trail- options and --no-digests need --trail") }
        guard !trail || !delivery.endless else {
            throw ValidationError("--endless and --trail exclude each other: digests need all log files")
        }
        guard !trail || trailBucket != delivery.bucket || !delivery.destination.hasObjects else {
            throw ValidationError("--trail-bucket must be another bucket than --bucket")
        }
    }
}

/// `NAME` or `NAME=COUNT`.
struct TrailPathologyArgument: ExpressibleByArgument {
    let count: TrailPathology.Count

    init?(argument: String) {
        guard let (pathology, count) = NamedCount<TrailPathology>(argument)?.parts else { return nil }
        self.count = TrailPathology.Count(pathology, count)
    }
}
