import AWSOperations
import Foundation
import HTTPMessages
import JSON
import Recordings
import TestSupport
import Testing

@testable import MockAWS

@Suite struct FaultTraceTests {
    private static let rules = """
        {"seed": 42, "rules": [
          {"name": "slow", "effect": {"latency": {"ms": 1, "jitterMs": 500}}, "schedule": {"probability": 0.3}},
          {"name": "flip", "effect": "badGzip", "match": {"operation": "GetObject"}, "schedule": {"probability": 0.3}},
          {"name": "noise", "effect": {"badGzip": {"mode": "garbage"}}, "schedule": {"every": 5}},
          {"name": "reset", "effect": {"reset": {"fraction": "any"}}, "schedule": {"probability": 0.2}},
          {"name": "throttled", "effect": "throttle", "schedule": {"first": 1}},
          {"name": "expired", "effect": "expiredToken", "schedule": {"nth": 2}},
          {"name": "empty", "effect": {"emptyPage": {"pages": 2}}, "schedule": {"every": 3}},
          {"name": "twice", "effect": "duplicate", "schedule": {"window": {"from": 2, "to": 4}}}
        ]}
        """

    /// What a program asks: every question several times, in several disguises.
    private static func requests() throws -> [HTTPRequest] {
        var requests: [HTTPRequest] = []
        for number in 0..<40 {
            for attempt in 0..<6 {
                let range = attempt % 2 == 0 ? nil : "bytes=\(attempt)-"
                requests.append(
                    try FaultBench.request(GetObject(bucket: "bkt", key: "AWSLogs/\(number).gz", range: range)))
                requests.append(
                    try FaultBench.request(FilterLogEvents(logGroupName: "/vpc/\(number)", nextToken: "t\(attempt)")))
            }
        }
        return requests
    }

    /// Runs the requests on so many threads, and gives the finished trace.
    private func trace(_ requests: [HTTPRequest], threads: Int, script: FaultScript? = nil) async throws -> String {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.url.appending(path: "trace").path
        let file = try FaultTraceFile(path: path)
        let script = try script ?? FaultScript(parsing: Array(FaultTraceTests.rules.utf8), file: "test")
        let bench = FaultEngine(script, trace: file, clock: { .zero })
        let decide: @Sendable (HTTPRequest) -> Void = { _ = bench.decide($0, RequestIdentity($0)) }
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<threads {
                group.addTask {
                    for index in stride(from: thread, to: requests.count, by: threads) { decide(requests[index]) }
                }
            }
        }
        try file.finish()
        return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    @Test func faultsDependNeitherOnOrderNorOnThreads() async throws {
        let requests = try FaultTraceTests.requests()
        let expected = try await trace(requests, threads: 1)
        #expect(expected.split(separator: "\n").count > 200)
        for name in ["slow", "flip", "noise", "reset", "throttled", "expired", "empty", "twice"] {
            #expect(expected.contains("\"rule\":\"\(name)\""))
        }
        var generator = SystemRandomNumberGenerator()
        for threads in [1, 2, 8] {
            #expect(try await trace(requests.shuffled(using: &generator), threads: threads) == expected)
        }
    }

    @Test func otherSeedsGiveOtherFaults() async throws {
        let requests = try FaultTraceTests.requests()
        let other = FaultTraceTests.rules.replacing("42", with: "43")
        let script = try FaultScript(parsing: Array(other.utf8), file: "test")
        let first = try await trace(requests, threads: 1)
        #expect(try await trace(requests, threads: 1, script: script) != first)
    }

    @Test func traceIsReplayedExactly() async throws {
        let requests = try FaultTraceTests.requests()
        let expected = try await trace(requests, threads: 2)
        let script = try FaultScript(parsing: Array(expected.utf8), file: "trace")
        guard case .trace = script.content else {
            Issue.record("read as rules")
            return
        }
        #expect(try await trace(requests.shuffled(), threads: 4, script: script) == expected)
    }

    /// Follows the pages of a listing, each with a token of its own; tells which of them were empty.
    private func emptyPages(_ bench: FaultBench) throws -> (pages: [Bool], fired: [FiredFault]) {
        var input = FilterLogEvents(logGroupName: "g")
        var pages: [Bool] = []
        var fired: [FiredFault] = []
        var page = 0
        while page < 12 {
            let plan = try bench.decide(input)
            fired += plan.fired
            if case .empty(let token) = plan.pageChanges.first {
                input.nextToken = token
            } else {
                page += 1
                input.nextToken = "page \(page)"
            }
            pages.append(!plan.pageChanges.isEmpty)
        }
        return (pages, fired)
    }

    @Test func emptyPagesAreReplayedAtTheSamePages() throws {
        let effect = #"{"emptyPage": {"pages": 1}}"#
        let first = try emptyPages(try FaultBench(effect: effect, schedule: #"{"every": 3}"#))
        #expect(first.pages.contains(true))
        let lines = first.fired.map { $0.json.text() }.joined(separator: "\n")
        let replayed = try emptyPages(try FaultBench(lines))
        #expect(replayed.pages == first.pages)
        #expect(replayed.fired == first.fired)
    }

    @Test func longestLatencyIsReadBack() throws {
        let bench = try FaultBench(effect: #"{"latency": {"ms": 3600000, "jitterMs": 3600000}}"#)
        for _ in 0..<3 {
            for fault in try bench.decide(FaultBench.object).fired {
                #expect(try FiredFault.list(parsing: fault.json.encoded(), file: "t") == [fault])
            }
        }
    }

    @Test func quotasAreReplayedWithoutAClock() throws {
        let bench = try FaultBench(effect: "\"throttle\"", schedule: #"{"quota": {"requests": 1}}"#)
        let fired = try (0..<3).flatMap { _ in try bench.decide(FaultBench.object).fired }
        #expect(fired.map(\.occurrence) == [2, 3])
        let lines = fired.map { $0.json.text() }.joined(separator: "\n")
        let replay = try FaultBench(lines)
        #expect(try replay.effects(FaultBench.object, count: 4) == [nil, "throttle", "throttle", nil])
    }

    @Test func everyLineHasTheResolvedParameters() throws {
        let bench = try FaultBench(
            """
            {"rules": [
              {"name": "a", "effect": {"latency": {"ms": 10, "jitterMs": 90}}}, {"name": "b", "effect": "badGzip"},
              {"name": "c", "effect": "truncate"}
            ]}
            """)
        let fired = try bench.decide(FaultBench.object).fired
        #expect(fired.map(\.key) == Array(repeating: "s3:GetObject Bucket=bkt&Key=AWSLogs/a.gz", count: 3))
        let effects = fired.map { $0.json["effect"] }
        #expect((10...100).contains(effects[0]?["latency"]?["ms"]?.integer ?? 0))
        #expect(effects[0]?["latency"]?["jitterMs"] == nil)
        #expect(effects[1]?["badGzip"]?["at"]?.double != nil && effects[1]?["badGzip"]?["bit"]?.integer != nil)
        #expect(effects[2]?["truncate"]?["fraction"]?.double != nil)
        let line = try FiredFault.list(parsing: fired[1].json.encoded(), file: "t")
        #expect(line == [fired[1]])
    }

    @Test func emptyTraceReplaysNothing() throws {
        let script = try FaultScript(parsing: [], file: "t")
        #expect(script.isEmpty)
        guard case .trace = script.content else {
            Issue.record("read as rules")
            return
        }
    }

    @Test(
        arguments: [
            ("{\"rule\":\"a\",\"key\":\"k\",\"occurrence\":1,\"effect\":{\"lag\":{}}}", "t:1: effect is 'lag'"),
            (
                "{\"rule\":\"a\",\"key\":\"k\",\"occurrence\":0,\"effect\":\"vanish\"}",
                "t:1: occurrence must be at least 1"
            ),
            (
                "{\"rule\":\"a\",\"key\":\"k\",\"occurrence\":1,\"effect\":\"vanish\"}\n{\"rule\":",
                "t:2: not JSON at byte"
            ),
        ])
    func badLinesAreNamed(text: String, expected: String) {
        do throws(FaultError) {
            _ = try FaultScript(parsing: Array(text.utf8), file: "t")
            Issue.record("taken")
        } catch {
            #expect(error.description.hasPrefix(expected), "\(error)")
        }
    }

    @Test func traceThatCannotBeWrittenIsAnError() {
        #expect(throws: FaultError.self) { try FaultTraceFile(path: "/nowhere/trace") }
    }

    /// A device takes the lines as they happen; there is nothing to read back, and it is not replaced by a file.
    @Test(arguments: [("/dev/null", nil), ("/dev/full", "No space left on device")])
    func traceIntoADevice(device: String, expected: String?) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.url.appending(path: "trace").path
        // Not the device itself, which would be gone for good where the test fails.
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: device)
        let file = try FaultTraceFile(path: path)
        let fault = FiredFault(rule: "r", key: "k", occurrence: 1, effect: .vanish)
        file.append([fault])
        file.append([fault])
        do throws(FaultError) {
            try file.finish()
            #expect(expected == nil)
        } catch {
            #expect(error.description.hasPrefix("\(path): \(try #require(expected))"), "\(error)")
        }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == device)
    }
}
