import AWSOperations
import Testing

@testable import MockAWS

@Suite struct FaultScheduleTests {
    @Test(
        arguments: [
            ("\"always\"", [1, 2, 3, 4, 5, 6, 7]), (#"{"first": 2}"#, [1, 2]), (#"{"every": 3}"#, [3, 6]),
            (#"{"nth": 4}"#, [4]), (#"{"window": {"from": 2, "to": 4}}"#, [2, 3, 4]),
            (#"{"window": {"from": 6}}"#, [6, 7]), (#"{"probability": 0}"#, []),
            (#"{"probability": 1}"#, [1, 2, 3, 4, 5, 6, 7]),
        ])
    func firesAt(schedule: String, expected: [Int]) throws {
        let bench = try FaultBench(effect: "\"throttle\"", schedule: schedule)
        let fired = try bench.effects(FaultBench.object, count: 7)
        #expect((1...7).filter { fired[$0 - 1] != nil } == expected)
    }

    @Test func everyFaultKeyIsCountedByItself() throws {
        let bench = try FaultBench(effect: "\"throttle\"", schedule: #"{"first": 1}"#)
        #expect(try bench.effects(GetObject(bucket: "b", key: "1"), count: 2) == ["throttle", nil])
        #expect(try bench.effects(GetObject(bucket: "b", key: "2"), count: 2) == ["throttle", nil])
        // Parts, conditions and pages are the same question.
        #expect(try bench.effects(GetObject(bucket: "b", key: "1", range: "bytes=0-1"), count: 1) == [nil])
        #expect(try bench.effects(GetObject(bucket: "b", key: "1", ifMatch: "x"), count: 1) == [nil])
        #expect(try bench.effects(ListObjectsV2(bucket: "b"), count: 1) == ["throttle"])
        #expect(try bench.effects(ListObjectsV2(bucket: "b", continuationToken: "t"), count: 1) == [nil])
        #expect(try bench.effects(FilterLogEvents(logGroupName: "g"), count: 1) == ["throttle"])
        #expect(try bench.effects(FilterLogEvents(logGroupName: "g", nextToken: "t"), count: 1) == [nil])
        #expect(try bench.effects(DescribeFlowLogs(), count: 1) == ["throttle"])
        #expect(try bench.effects(DescribeFlowLogs(nextToken: "t"), count: 1) == [nil])
    }

    @Test func probabilityIsKeptAndDependsOnSeedAndName() {
        func share(seed: Int, rule: String) -> [Bool] {
            (0..<4000).map { number in
                FaultSchedule.probability(0.25).fires(
                    at: 1, FaultHash(seed: seed, rule: rule, key: "s3:GetObject Key=\(number)", occurrence: 1))
            }
        }
        let one = share(seed: 1, rule: "a")
        #expect((850...1150).contains(one.count { $0 }))
        #expect(one == share(seed: 1, rule: "a"))
        #expect(one != share(seed: 2, rule: "a"))
        #expect(one != share(seed: 1, rule: "b"))
        let later = (1...4000).count {
            FaultSchedule.probability(0.25).fires(at: $0, FaultHash(seed: 1, rule: "a", key: "k", occurrence: $0))
        }
        #expect((850...1150).contains(later))
    }

    @Test func quotaRefillsWithTime() {
        let quota = FaultSchedule.Quota(requests: 10, perSeconds: 1, burst: 3)
        var bucket = TokenBucket(quota, now: .zero)
        func take(_ milliseconds: Int) -> Bool { bucket.take(quota, now: .milliseconds(milliseconds)) }
        #expect([take(0), take(0), take(0), take(0)] == [true, true, true, false])
        #expect([take(50), take(100), take(100)] == [false, true, false])
        // A time from before counts as now.
        #expect(take(0) == false)
        #expect([take(10_000), take(10_000), take(10_000), take(10_000)] == [true, true, true, false])
    }

    @Test func quotaIsCountedForEachRegion() throws {
        let bench = try FaultBench(effect: "\"throttle\"", schedule: #"{"quota": {"requests": 2}}"#)
        func fires(_ group: String, _ region: String) throws -> Bool {
            !bench.decide(try FaultBench.request(FilterLogEvents(logGroupName: group), region: region)).fired.isEmpty
        }
        #expect(
            try [fires("a", "us-east-1"), fires("b", "us-east-1"), fires("c", "us-east-1")] == [false, false, true])
        #expect(try fires("a", "eu-west-1") == false)
    }

    @Test func effectsOnTokensCountOnlyRequestsWithOne() throws {
        let bench = try FaultBench(effect: "\"expiredToken\"", schedule: #"{"first": 1}"#)
        #expect(try bench.effects(ListObjectsV2(bucket: "b"), count: 3) == [nil, nil, nil])
        #expect(
            try bench.effects(ListObjectsV2(bucket: "b", continuationToken: "t"), count: 2) == ["expiredToken", nil])
    }

    @Test func keysBeyondTheLimitMeetNoFaults() throws {
        let bench = try FaultBench(
            #"{"rules": [{"effect": "throttle"}]}"#, mostKeys: 2)
        let fired = try ["a", "b", "c", "a"].map { try bench.effects(GetObject(bucket: "b", key: $0), count: 1) }
        #expect(fired == [["throttle"], ["throttle"], [nil], ["throttle"]])
    }

    @Test(
        arguments: [
            (#"{"service": "s3"}"#, [true, true, false, false]),
            (#"{"bucket": "b*", "key": "AWSLogs/*"}"#, [true, false, false, false]),
            (#"{"bucket": "x*"}"#, [false, false, false, false]),
            (#"{"operation": ["List*", "Describe*"]}"#, [false, true, false, false]),
            (#"{"logGroup": "/vpc/*"}"#, [false, false, true, true]),
            (#"{"logGroup": "/vpc/*", "logStream": "eni-2*"}"#, [false, false, true, false]),
            (#"{"region": "us-east-?"}"#, [true, true, true, true]),
            (#"{"region": "eu-*"}"#, [false, false, false, false]),
        ])
    func rulesSelectRequests(match: String, expected: [Bool]) throws {
        let bench = try FaultBench(effect: #"{"latency": {"ms": 1}}"#, match: match)
        let arn = "arn:aws:logs:us-east-1:123456789012:log-group:/vpc/flow"
        let fired = [
            try bench.decide(GetObject(bucket: "bkt", key: "AWSLogs/1.gz")),
            try bench.decide(ListObjectsV2(bucket: "bkt", prefix: "AWSLogs/")),
            try bench.decide(FilterLogEvents(logGroupName: "/vpc/flow", logStreamNames: ["eni-1", "eni-2"])),
            try bench.decide(GetLogEvents(logGroupIdentifier: arn, logStreamName: "eni-1")),
        ].map { !$0.fired.isEmpty }
        #expect(fired == expected)
    }

    @Test func longKeysMatchToo() throws {
        let bench = try FaultBench(effect: #"{"latency": {"ms": 1}}"#, match: #"{"key": "*.gz"}"#)
        let key = String(repeating: "a", count: 400) + "/é.gz"
        #expect(try !bench.decide(GetObject(bucket: "b", key: key)).fired.isEmpty)
    }
}
