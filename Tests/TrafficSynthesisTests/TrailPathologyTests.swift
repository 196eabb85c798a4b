import CloudTrail
import JSON
import Testing
import Timestamps

@testable import TrafficSynthesis

/// Odd log files, and what readers find in them all the same.
@Suite struct TrailPathologyTests {
    private static func trail(_ pathologies: [TrailPathology.Count], seed: UInt64 = 3) throws -> TrailSynthesis {
        var configuration = SynthesisConfiguration()
        configuration.seed = seed
        configuration.duration = 3600
        configuration.recordsPerSecond = 0
        var trail = TrailConfiguration()
        trail.callsPerMinute = 20
        trail.pathologies = pathologies
        return try TrailSynthesis(FlowLogSynthesis(configuration), trail)
    }

    @Test(arguments: TrailPathology.allCases)
    func readersFindWhatTheGeneratorKnows(pathology: TrailPathology) throws {
        let plain = try Self.trail([])
        let trail = try Self.trail([.init(pathology, 3)])
        #expect(trail.objects.count { $0.pathology == pathology } == 3)
        #expect(trail.objects.count == plain.objects.count + (pathology == .noRecords ? 3 : 0))
        #expect(Set(trail.objects.map(\.key)).count == trail.objects.count)
        var reading = TrailReading()
        var tally = TrailTally()
        for object in trail.objects {
            let file = trail.file(of: object)
            tally.add(object, file)
            if !object.isInsight { try reading.add(file.content) }
            if object.pathology == nil {
                let same = try #require(plain.objects.first { $0.key == object.key })
                #expect(plain.file(of: same).content == file.content)
            }
        }
        reading.check(tally, "\(pathology.rawValue)")
        let isMore = [.oldVersion, .nullIdentity, .oddTime, .oddValues, .duplicateEvent].contains(pathology)
        var before = TrailTally()
        for object in plain.objects { before.add(object, plain.file(of: object)) }
        #expect(tally.recordCount == before.recordCount + (isMore ? 3 : 0))
        #expect(tally.incidents.mapValues(\.count) == before.incidents.mapValues(\.count))
        #expect(reading.skipped == tally.skipped)
        #expect(tally.skipped.values.reduce(0, +) == ([.notARecord, .brokenRecord].contains(pathology) ? 3 : 0))
    }

    @Test func oddFilesAreJSONAndOdd() throws {
        for pathology in TrailPathology.allCases {
            let trail = try Self.trail([.init(pathology)])
            let object = try #require(trail.objects.first { $0.pathology == pathology })
            let content = trail.file(of: object).content
            switch pathology {
            case .jsonLines:
                let lines = content.split(separator: 0x0A)
                #expect(try lines.allSatisfy { try JSONValue(parsing: Array($0))["eventName"] != nil })
            case .bareList: #expect(try JSONValue(parsing: content).array != nil)
            case .brokenRecord: #expect(throws: JSONError.self) { try JSONValue(parsing: content) }
            case .prettyPrinted: #expect(content.contains(0x0A))
            default: #expect(try JSONValue(parsing: content)["Records"]?.array != nil)
            }
        }
    }

    @Test func wrongCountsAreRefused() throws {
        let wrong: [[TrailPathology.Count]] = [
            [.init(.oddTime, 0)], [.init(.oddTime, 13)],
            // Sums that would be small again.
            [.init(.bareList, .max), .init(.jsonLines, .max), .init(.oldVersion, 3)],
        ]
        for counts in wrong {
            let error = #expect(throws: SynthesisError.self) { try Self.trail(counts) }
            #expect(error?.reason == .trailPathology && error?.description.contains("\n") == false)
        }
    }

    /// Where all calls are of incidents, none can come twice.
    @Test func whatCannotBeIsRefused() throws {
        var configuration = SynthesisConfiguration()
        configuration.recordsPerSecond = 0
        var trail = TrailConfiguration()
        trail.callsPerMinute = 0
        trail.pathologies = [.init(.duplicateEvent)]
        let flowLogs = try FlowLogSynthesis(configuration)
        let error = #expect(throws: SynthesisError.self) { try TrailSynthesis(flowLogs, trail) }
        #expect(error?.reason == .trailPathology)
    }

    @Test func eventIDsAreOnlyOnceButForDuplicates() throws {
        let kinds: [TrailPathology] = [.nullIdentity, .oddTime, .oddValues]
        let trail = try Self.trail(kinds.map { .init($0, 4) })
        let ids = try trail.records().compactMap { $0["eventID"]?.string }
        #expect(Set(ids).count == ids.count)
    }
}
