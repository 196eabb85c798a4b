import FlowLogs
import Testing

@testable import TrafficSynthesis

/// Readers survive every oddity, and count what they leave out.
@Suite struct PathologyTests {
    private static let skips: [Pathology: FlowLogSkipCause] = [
        .elision: .truncatedLine, .malformedNumber: .malformedNumber, .timeOutOfRange: .timeOutOfRange,
        .longLine: .lineTooLong,
    ]

    @Test(arguments: Pathology.allCases, [0, 3, 4])
    func readersFindWhatTheGeneratorKnows(pathology: Pathology, format: Int) throws {
        var configuration = SynthesisConfiguration()
        configuration.format = TestFormats.all[format]
        configuration.recordsPerSecond = 1
        configuration.duration = 600
        configuration.pathologies = [.init(pathology, 2)]
        if pathology == .lowVersion && configuration.format == .default
            || pathology == .shortAccount && configuration.format.column(of: .accountID) == nil
        {
            #expect(throws: SynthesisError.self) { try FlowLogSynthesis(configuration) }
            return
        }
        if pathology == .noHeader, configuration.format != .default, configuration.format != .transitGatewayDefault {
            #expect(throws: SynthesisError.self) { try FlowLogSynthesis(configuration) }
            return
        }
        let synthesis = try FlowLogSynthesis(configuration)
        let odd = synthesis.objects.filter { $0.pathology == pathology }
        #expect(odd.count == 2)
        var reading = GeneratedReading()
        let tally = synthesis.tally(reading: &reading)
        reading.check(tally, "\(pathology.rawValue), format \(format)")
        let expected = Self.skips[pathology].map { [$0: 2] } ?? [:]
        #expect(tally.skippedByCause == expected)

        configuration.pathologies = []
        let plain = try FlowLogSynthesis(configuration)
        for object in odd {
            let content = synthesis.content(of: object)
            guard let same = plain.object(forKey: object.key) else {
                #expect(pathology.isWithoutRecords && content.recordCount == 0)
                continue
            }
            #expect((content.fileName != nil) == (pathology == .fileName))
            if pathology != .twoMembers && pathology != .fileName {
                #expect(content.members != plain.content(of: same).members)
            }
        }
    }

    @Test func lastColumnsThatAreTimesAreCutOff() throws {
        var configuration = SynthesisConfiguration()
        configuration.format = FlowLogFormat(names: ["srcaddr", "dstaddr", "bytes", "start", "end"])
        configuration.pathologies = [.init(.tooFewFields)]
        let synthesis = try FlowLogSynthesis(configuration)
        var reading = GeneratedReading()
        let tally = synthesis.tally(reading: &reading)
        reading.check(tally, "cut off")
        #expect(tally.skippedByCause == [.truncatedLine: 1])
    }

    @Test func twoMembersHaveTwoHeaders() throws {
        var configuration = SynthesisConfiguration()
        configuration.pathologies = [.init(.twoMembers), .init(.empty), .init(.headerOnly)]
        let synthesis = try FlowLogSynthesis(configuration)
        let members = synthesis.objects.map { synthesis.content(of: $0).members }
        #expect(members.contains { $0.count == 2 } && members.contains([[]]))
        #expect(synthesis.objects.count == 14)
    }

    @Test(arguments: [
        (["srcaddr"], Pathology.doubleSpace), (["srcaddr", "dstaddr"], .malformedNumber),
        (["srcaddr", "action"], .elision),
        (["bytes", "packets"], .milliseconds), (["bytes", "packets"], .absentTimes),
    ])
    func formatsThatCannotHaveItAreRefused(names: [String], pathology: Pathology) {
        var configuration = SynthesisConfiguration()
        configuration.format = FlowLogFormat(names: names)
        configuration.pathologies = [.init(pathology)]
        #expect(throws: SynthesisError.self) { try FlowLogSynthesis(configuration) }
    }

    @Test func moreOddObjectsThanObjectsAreRefused() {
        var configuration = SynthesisConfiguration()
        configuration.pathologies = [.init(.crlf, 13)]
        #expect(throws: SynthesisError.self) { try FlowLogSynthesis(configuration) }
    }
}
