import CloudTrail
import JSON
import Testing
import Timestamps

@testable import TrafficSynthesis

/// What the readers' own parts find in made-up log files.
struct TrailReading {
    private(set) var count = 0
    private(set) var skipped: [String: Int] = [:]
    private var services = CloudTrailServices()
    private var errors = CloudTrailErrors()
    private var logins = CloudTrailLogins()

    mutating func add(_ content: [UInt8]) throws {
        var parser = CloudTrailEventParser()
        try parser.parse(content) { add($0) }
        try parser.finish()
        for (cause, number) in parser.counters.skipped { skipped[cause.rawValue, default: 0] += number }
    }

    private mutating func add(_ event: CloudTrailEvent) {
        count += 1
        services.add(event)
        errors.add(event)
        logins.add(event)
    }

    mutating func check(_ tally: TrailTally, _ label: Comment) {
        #expect(count == tally.recordCount, label)
        #expect(text { services.finish(into: &$0) } == tally.servicesText, label)
        #expect(text { errors.finish(into: &$0) } == tally.errorsText, label)
        #expect(text { logins.finish(into: &$0) } == tally.loginsText, label)
    }

    private func text(_ write: (inout [UInt8]) -> Void) -> [UInt8] {
        var text: [UInt8] = []
        write(&text)
        return text
    }
}

extension TrailSynthesis {
    /// The trail of a small network.
    static func small(
        _ configuration: SynthesisConfiguration = SynthesisConfiguration(), calls: Int = 60, prefix: String = ""
    ) throws -> TrailSynthesis {
        var configuration = configuration
        configuration.recordsPerSecond = 0
        var trail = TrailConfiguration()
        trail.callsPerMinute = calls
        trail.prefix = prefix
        return try TrailSynthesis(FlowLogSynthesis(configuration), trail)
    }

    /// The records of all log files of events.
    func records() throws -> [JSONValue] {
        try objects.filter { !$0.isInsight }.flatMap { object in
            try JSONValue(parsing: file(of: object).content)["Records"]?.array ?? []
        }
    }
}
