import FlowLogs
import Gzip
import Testing
import Timestamps

@testable import TrafficSynthesis

/// Objects that are worked out one by one.
@Suite struct EndlessTests {
    private static let layouts: [FlowLogKey.Layout] = [.daily, .hourly, .hive, .hiveHourly]

    private static func configuration(_ layout: FlowLogKey.Layout, _ seconds: Int64 = 60) -> SynthesisConfiguration {
        var configuration = SynthesisConfiguration()
        configuration.layout = layout
        configuration.aggregationInterval = seconds
        configuration.accounts = ["210987654321", "123456789012"]
        configuration.regions = ["us-west-2", "ap-southeast-2"]
        configuration.duration = 7200
        return configuration
    }

    @Test(arguments: layouts, [Int64(60), 600])
    func oneByOneTheyAreThoseOfAPlan(layout: FlowLogKey.Layout, seconds: Int64) throws {
        for start in [1_772_582_400, 1_772_583_600] as [Int64] {
            var configuration = Self.configuration(layout, seconds)
            configuration.start = Timestamp(seconds: start)
            let synthesis = try FlowLogSynthesis(configuration)
            let planned = try ObjectPlan(configuration, synthesis.traffic).objects()
            #expect(synthesis.objects.count == planned.count && Array(synthesis.objects) == planned)
        }
    }

    @Test func yearsTakeNoTime() throws {
        var configuration = Self.configuration(.daily)
        configuration.start = Timestamp(seconds: 1_262_304_000)
        configuration.duration = 86_400 * 366 * 20
        let synthesis = try FlowLogSynthesis(configuration)
        #expect(synthesis.objects.count == 4 * 288 * 366 * 20)
        for index in stride(from: 0, to: synthesis.objects.count, by: 100_003) {
            let object = synthesis.objects[index]
            #expect(synthesis.object(forKey: object.key) == object)
            #expect(synthesis.objects.firstIndex(notBefore: object.key + "!") == index + 1)
        }
        #expect(synthesis.objects.firstIndex(notBefore: "") == 0)
        #expect(synthesis.objects.firstIndex(notBefore: "z") == synthesis.objects.count)
        #expect(synthesis.object(forKey: "z") == nil)
        // An incident that lasts for years has millions of conversations.
        let content = synthesis.content(of: synthesis.objects[synthesis.objects.count / 4 + 1000])
        #expect(content.recordCount > 100)
    }

    /// A file is as long as it was foreseen to be.
    @Test(arguments: TestFormats.all.indices, [Int64(60), 600])
    func filesFitTheirForeseenSizes(format: Int, seconds: Int64) throws {
        guard format < 4 || seconds == 60 else { return }
        for (rate, seeds) in [(0, 3), (1, 4), (10, 1), (60, 1)] {
            for seed in 1...seeds {
                var configuration = SynthesisConfiguration()
                configuration.seed = UInt64(seed)
                configuration.recordsPerSecond = rate
                configuration.format = TestFormats.all[format]
                configuration.aggregationInterval = seconds
                configuration.duration = rate < 10 ? 7200 : 600
                let synthesis = try FlowLogSynthesis(configuration)
                for object in synthesis.objects {
                    let size = synthesis.foreseenSize(of: object)
                    let text = synthesis.content(of: object).members[0]
                    let least = Int64(Deflater.gzip(text, level: 1).count)
                    #expect(least <= size, "rate \(rate), seed \(seed): \(least) of \(size)")
                    if rate > 10 { #expect(least * 5 > size) }
                }
            }
        }
    }
}
