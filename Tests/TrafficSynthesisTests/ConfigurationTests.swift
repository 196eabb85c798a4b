import FlowLogs
import Testing
import Timestamps

@testable import TrafficSynthesis

/// What makes no sense is refused, and says why.
@Suite struct ConfigurationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var reason: SynthesisError.Reason
        var change: @Sendable (inout SynthesisConfiguration) -> Void

        init(
            _ description: String, _ reason: SynthesisError.Reason,
            _ change: @escaping @Sendable (inout SynthesisConfiguration) -> Void
        ) {
            testDescription = description
            self.reason = reason
            self.change = change
        }
    }

    @Test(arguments: [
        Case("start off the grid", .start) { $0.start = Timestamp(seconds: 1_772_582_460) },
        Case("start off the grid of long windows", .start) {
            $0.aggregationInterval = 600
            $0.start = Timestamp(seconds: 1_772_582_700)
        },
        Case("no duration", .duration) { $0.duration = 0 },
        Case("duration off the grid", .duration) { $0.duration = 60 },
        Case("far future", .start) { $0.start = Timestamp(seconds: 4_102_444_800) },
        Case("far end", .duration) { $0.duration = 300 * (1 << 50) },
        Case("negative rate", .rate) { $0.recordsPerSecond = -1 },
        Case("other window", .aggregation) { $0.aggregationInterval = 300 },
        Case("long windows of a Transit Gateway", .aggregation) {
            $0.format = .transitGatewayDefault
            $0.aggregationInterval = 600
        },
        Case("too late", .lateShare) { $0.latePerMille = 1001 },
        Case("unknown field", .format) { $0.format = FlowLogFormat(names: ["version", "colour"]) },
        Case("field twice", .format) { $0.format = FlowLogFormat(names: ["bytes", "start", "bytes"]) },
        Case("short account", .accounts) { $0.accounts = ["123"] },
        Case("account twice", .accounts) { $0.accounts = ["123456789012", "123456789012"] },
        Case("no region", .regions) { $0.regions = [] },
        Case("odd region", .regions) { $0.regions = ["US"] },
        Case("odd bucket", .bucket) { $0.bucket = "A/B" },
        Case("prefix upwards", .prefix) { $0.prefix = "a/../b" },
        Case("prefix with AWSLogs", .prefix) { $0.prefix = "AWSLogs" },
        Case("odd organisation", .organization) { $0.organization = "exampleorgid" },
        Case("odd log group", .logGroup) { $0.logGroup = "a group" },
        Case("other layout", .layout) { $0.layout = .other },
        Case("no object", .pathology) { $0.pathologies = [.init(.crlf, 0)] },
    ])
    func wrongConfigurationsAreRefused(wrong: Case) {
        var configuration = SynthesisConfiguration()
        wrong.change(&configuration)
        let error = #expect(throws: SynthesisError.self) { _ = try FlowLogSynthesis(configuration) }
        #expect(error?.reason == wrong.reason)
        #expect(error?.description.contains("\n") == false)
    }

    @Test func thereIsSilenceWithoutARate() throws {
        var configuration = SynthesisConfiguration()
        configuration.recordsPerSecond = 0
        configuration.hasIncidents = false
        let synthesis = try FlowLogSynthesis(configuration)
        var reading = GeneratedReading()
        let tally = synthesis.tally(reading: &reading)
        reading.check(tally, "silence")
        #expect(tally.recordCount > 0 && tally.addressLines().isEmpty && tally.aggregateRowCount == 0)
    }
}
