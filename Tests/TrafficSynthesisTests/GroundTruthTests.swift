import FlowLogs
import Testing
import Timestamps

@testable import TrafficSynthesis

/// Generated text read back gives what the generator knows.
@Suite struct GroundTruthTests {
    private static let layouts: [FlowLogKey.Layout] = [.daily, .hourly, .hive, .hiveHourly]

    /// A few hundred records.
    private static func configuration(_ seed: Int, _ format: Int) -> SynthesisConfiguration {
        var configuration = SynthesisConfiguration()
        configuration.seed = UInt64(seed)
        configuration.start = Timestamp(seconds: 1_772_582_400 + Int64(seed) * 3600)
        configuration.duration = seed % 10 == 0 ? 1200 : 300
        configuration.recordsPerSecond = 1
        configuration.format = TestFormats.all[format]
        configuration.layout = layouts[(seed + format) % layouts.count]
        if seed % 3 == 0 { configuration.organization = "o-exampleorgid" }
        if seed % 4 == 0 { configuration.prefix = "team/network" }
        if seed % 5 == 0 { configuration.latePerMille = 200 }
        if seed % 10 == 0 && format < 4 { configuration.aggregationInterval = 600 }
        if seed % 7 == 0 { configuration.regions = ["us-east-1", "ap-southeast-2"] }
        return configuration
    }

    @Test(arguments: 0..<100)
    func readersFindWhatTheGeneratorKnows(seed: Int) throws {
        for format in TestFormats.all.indices {
            let synthesis = try FlowLogSynthesis(Self.configuration(seed, format))
            var reading = GeneratedReading()
            let tally = synthesis.tally(reading: &reading)
            reading.check(tally, "seed \(seed), format \(format)")
            #expect(tally.recordCount > 30)
        }
    }

    @Test(arguments: TestFormats.all.indices)
    func keysAreInOrderAndTellWhatTheyAre(format: Int) throws {
        for seed in 0..<8 {
            let configuration = Self.configuration(seed, format)
            let synthesis = try FlowLogSynthesis(configuration)
            let window = TimeWindow(
                start: configuration.start, end: configuration.start.adding(seconds: configuration.duration))
            for (a, b) in zip(synthesis.objects, synthesis.objects.dropFirst()) {
                #expect(a.key.utf8.lexicographicallyPrecedes(b.key.utf8))
            }
            for object in synthesis.objects {
                let key = try #require(FlowLogKey(object.key))
                #expect(window.contains(key.stamp) && object.lastModified > key.stamp)
                #expect(key.layout == configuration.layout && key.organization == configuration.organization)
                #expect(key.account == "123456789012" && configuration.regions.contains(key.region ?? ""))
                #expect(object.key.hasPrefix(configuration.prefix))
                #expect(synthesis.object(forKey: object.key) == object)
            }
        }
    }

    /// A file holds the records that end in the five minutes after its stamp, and in a delivery the interfaces follow
    /// one another.
    @Test(arguments: [Int64(60), 600])
    func recordsLieInTheirWindowsInterfaceByInterface(seconds: Int64) throws {
        var configuration = SynthesisConfiguration()
        configuration.duration = 1200
        configuration.recordsPerSecond = 3
        configuration.aggregationInterval = seconds
        configuration.latePerMille = 100
        let synthesis = try FlowLogSynthesis(configuration)
        for object in synthesis.objects {
            let windows = SynthesizedObject.windows(endingIn: object.slot, of: seconds)
            let parts = synthesis.content(of: object).parts
            for part in parts {
                let from = (windows.lowerBound + Int64(part.window)) * seconds
                #expect(Int64(part.start) >= from && part.start <= part.end && Int64(part.end) < from + seconds)
                #expect((from + seconds - 1) / 300 == object.slot)
                #expect(part.status != .ok || part.packets > 0 && part.bytes >= part.packets * 28)
            }
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.point <= $1.point })
        }
    }

    @Test func aPartOfThePointsIsDeliveredLate() throws {
        var configuration = SynthesisConfiguration()
        configuration.recordsPerSecond = 1
        let onTime = try FlowLogSynthesis(configuration)
        configuration.latePerMille = 300
        let partlyLate = try FlowLogSynthesis(configuration)
        #expect(partlyLate.objects.count > onTime.objects.count)
        var (a, b) = (GeneratedReading(), GeneratedReading())
        let (all, same) = (onTime.tally(reading: &a), partlyLate.tally(reading: &b))
        #expect(all.recordCount == same.recordCount && all.total == same.total)
        #expect(all.addressLines() == same.addressLines())
        #expect(Set(partlyLate.objects.filter { $0.share == .late }.map(\.lastModified)).count > 1)
        for object in partlyLate.objects {
            let slotEnd = Timestamp(seconds: object.slot * 300 + 300)
            #expect((object.lastModified > slotEnd.adding(seconds: 3600)) == (object.share == .late))
        }
    }
}
