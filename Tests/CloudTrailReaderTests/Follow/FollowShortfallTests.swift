import AWSOperations
import CloudTrailReader
import JSON
import MockAWS
import ScanSupport
import TestSupport
import Testing

/// Objects that were delivered, but not all of them.
@Suite(.timeLimit(.minutes(15))) struct FollowShortfallTests {
    private let keys = (0..<2).map { ScanBench.key($0) }

    @Test func messageOfAnObjectWithAShortfallStaysAndItsObjectsAreReadOnce() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.put(keys[0], text: "short")
        try await bench.put(keys[1])
        let id = try await bench.announce(keys[0], keys[1])
        let interrupt = ReadingInterrupt()
        // It comes three times.
        bench.spy.answer { call in
            guard call.operation == "ReceiveMessage" else { return nil }
            if call.number == 3 { interrupt.raise() }
            try await bench.makeVisible()
            return nil
        }
        let options = bench.options { $0.isOnce = false }
        let report = try await bench.follower(options, interrupt: interrupt).follow()
        #expect(bench.sink.takeKeys().sorted() == keys && bench.spy.count("GetObject") == 2)
        #expect(report.received >= 3 && report.left == 1 && report.deleted == 0 && report.read == 2)
        guard case .message(id, let reason, isQuarantined: false) = bench.problems.first, bench.problems.count == 1
        else {
            Issue.record("\(bench.events)")
            return
        }
        #expect(reason.hasSuffix("\(keys[0]): 1 record is no event: of the test"))
        #expect(try await bench.depth().reduce(0, +) == 1)
    }

    @Test func messageOfAnObjectWithAShortfallGoesIntoQuarantine() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.put(keys[0], text: "short")
        let id = try await bench.announce(keys[0])
        let report = try await bench.follow(bench.options { $0.quarantine = folder.path })
        #expect(bench.sink.takeKeys() == [keys[0]])
        #expect(report.quarantined == 1 && report.left == 0 && report.hasGaps)
        let document = try JSONValue(parsing: try folder.read(id + ".json"))
        #expect(document["reason"]?.string?.hasSuffix("1 record is no event: of the test") == true)
        #expect(try await bench.depth() == [0, 0])
    }
}
