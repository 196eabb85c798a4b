import ArgumentParser
import TrafficSynthesis

/// `mock-aws generate`: a world of made-up flow logs and CloudTrail log files, and what readers must find in it.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make up flow logs and CloudTrail log files, and say what a reader must find in them.",
        discussion: """
            Writes a world for serve and exec, and truth.json beside it: records by action and status, addresses, top \
            talkers, the sums of what flowlogs_reader prints for ipset and aggregate, incidents, skipped lines. The \
            same arguments write the same text on every machine, with any number of threads.

            With --trail the calls of the same accounts are written as CloudTrail delivers them: sessions of people, \
            roles and services whose keys and times belong together, with the same incidents: guessed passwords, \
            stolen credentials of an instance, a leaked key with which an instance is started that then speaks to \
            the intruder.

            Pathologies, each as NAME or NAME=COUNT:
            \(NamedCount<Pathology>.listing)
            and of CloudTrail's log files:
            \(NamedCount<TrailPathology>.listing)

            Examples:
              mock-aws generate world
              mock-aws generate world --duration 1d --rate 100 --accounts 123456789012,210987654321 --layout hive
              mock-aws generate world --version 5 --destination both --late-share 5 --pathology crlf=3
              mock-aws generate world --endless --start 2016-01-01 --duration 3650d --rate 1000
              mock-aws generate world --trail --trail-rate 600 --duration 1d
              mock-aws generate world --format '${srcaddr} ${dstaddr} ${bytes} ${start} ${end}' --aggregation 600
            """)

    @Argument(help: "The folder to write; it must be empty or not be there.")
    var folder: String

    @OptionGroup(title: "Traffic options") var traffic: TrafficArguments
    @OptionGroup(title: "Delivery options") var delivery: DeliveryArguments
    @OptionGroup(title: "CloudTrail options") var trail: TrailArguments

    @Option(help: "How many threads to use; by default one for each processor.")
    var threads: Int?

    @Flag(help: "Replace a world that was generated before.")
    var force = false

    @Flag(help: "Make the text and write nothing; print how fast that went.")
    var dryRun = false

    func validate() throws {
        if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must be 1 to 1024") }
        try trail.validate(delivery)
    }

    func run() throws {
        try reportingErrors {
            let (synthesis, trail) = try synthesis()
            let work = OrderedWork(threads: threads)
            if dryRun {
                return try DryRun(synthesis: synthesis, work: work).run(
                    trail, flowLogs: delivery.destination != .nowhere)
            }
            let target = try WorldTarget(folder, force: force)
            do {
                let world = GeneratedWorld(
                    synthesis: synthesis, trail: trail, hasDigests: self.trail.digests, folder: target.fresh,
                    destination: delivery.destination, level: delivery.level, work: work)
                let summary = try delivery.endless ? world.writeEndless() : world.write()
                try target.finish()
                print("\(folder): \(summary)")
            } catch {
                target.abandon()
                throw error
            }
        }
    }

    /// What the arguments ask for.
    private func synthesis() throws -> (FlowLogSynthesis, TrailSynthesis?) {
        var configuration = SynthesisConfiguration()
        traffic.apply(to: &configuration)
        delivery.apply(to: &configuration)
        do {
            if delivery.endless { try configuration.validateEndless() }
            let flowLogs = try FlowLogSynthesis(configuration)
            guard let trail = trail.configuration else { return (flowLogs, nil) }
            return (flowLogs, try TrailSynthesis(flowLogs, trail))
        } catch {
            writeError("error: \(error.option): \(error)")
            throw ExitCode(64)
        }
    }
}
