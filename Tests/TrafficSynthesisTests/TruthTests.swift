import FlowLogs
import JSON
import Testing
import Timestamps

@testable import TrafficSynthesis

/// What `truth.json` says.
@Suite struct TruthTests {
    private static func truth(_ configuration: SynthesisConfiguration) throws -> JSONValue {
        let synthesis = try FlowLogSynthesis(configuration)
        var truth = SynthesisTruth(synthesis)
        for object in synthesis.objects { truth.add(object, synthesis.content(of: object)) }
        return truth.json
    }

    @Test func membersStandInAFixedOrder() throws {
        var configuration = SynthesisConfiguration()
        configuration.duration = 600
        configuration.pathologies = [.init(.longLine), .init(.elision)]
        let truth = try Self.truth(configuration)
        #expect(
            truth.object?.map(\.name) == ["seed", "start", "end", "format", "aggregationInterval", "s3"])
        #expect(
            truth["s3"]?.object?.map(\.name) == [
                "location", "records", "packets", "bytes", "headerLines", "byAction", "byLogStatus", "skipped",
                "addressPairs", "topTalkers", "ipset", "aggregate", "incidents", "objects",
            ])
        #expect(truth["s3"]?["skipped"]?.object?.map(\.name) == ["lineTooLong", "truncatedLine"])
        #expect(try Self.truth(configuration).encoded() == truth.encoded())
        let objects = try #require(truth["s3"]?["objects"]?.array)
        #expect(objects.reduce(0) { $0 + ($1["records"]?.integer ?? 0) } == truth["s3"]?["records"]?.integer)
    }

    /// The records of an incident are those that bear its address.
    @Test(arguments: 1...5)
    func incidentsAreCountedAsReadersFindThem(seed: UInt64) throws {
        var configuration = SynthesisConfiguration()
        configuration.seed = seed
        configuration.recordsPerSecond = 0
        let synthesis = try FlowLogSynthesis(configuration)
        let incidents = try #require(try Self.truth(configuration)["s3"]?["incidents"]?.array)
        #expect(incidents.compactMap { $0["kind"]?.string } == Incident.Kind.allCases.map(\.rawValue))
        let content = synthesis.objects.map { synthesis.content(of: $0).members[0] }
        for incident in incidents {
            let outside = Array((incident["outside"]?.string ?? "?").utf8)[...]
            let found = content.reduce(0) { sum, text in
                sum + text.split(separator: 0x0A).count { $0.split(separator: 0x20).contains(outside) }
            }
            let isThroughGateway = ["beacon", "exfiltration"].contains(incident["kind"]?.string)
            let records = incident["records"]?.integer ?? 0
            // Two of six records have the gateway's address in place of the one outside.
            #expect(Int64(found) == (isThroughGateway ? records * 2 / 3 : records))
            #expect(records >= incident["conversations"]?.integer ?? .max)
        }
    }

    @Test func sumsOfAnExfiltrationAreThoseOfOneUpload() throws {
        var configuration = SynthesisConfiguration()
        configuration.recordsPerSecond = 0
        let incident = try #require(
            try Self.truth(configuration)["s3"]?["incidents"]?.array?.first { $0["kind"] == "exfiltration" })
        let bytes = try #require(incident["bytes"]?.integer)
        // The client sees it, and the gateway twice.
        #expect(bytes % 3 == 0 && bytes / 3 > 2_000_000_000)
    }
}
