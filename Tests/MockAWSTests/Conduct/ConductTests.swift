import HTTPMessages
import JSON
import Recordings
import Testing
import Timestamps

@testable import MockAWS

@Suite struct ConductTests {
    /// A request that came and was answered at these milliseconds.
    private func entry(
        _ key: String, at start: Int, took: Int = 10, status: Int = 200, code: String? = nil, invocation: String? = nil,
        attempt: Int? = nil, operation: String = "GetObject", bytes: Int64 = 100, isWhole: Bool = true,
        faults: [String] = []
    ) -> Journal.Entry {
        var entry = Journal.Entry(
            time: Timestamp(seconds: 0), method: "GET", target: "/",
            service: operation == "FilterLogEvents" ? "logs" : "s3",
            operation: operation, status: status, bytes: bytes, errorCode: code, requestID: "id")
        entry.trail.key = key
        entry.trail.invocation = invocation
        entry.trail.attempt = attempt
        entry.trail.started = .milliseconds(start)
        entry.trail.ended = .milliseconds(start + took)
        entry.trail.isWhole = isWhole
        entry.trail.faults = faults
        return entry
    }

    private func report(_ entries: [Journal.Entry]) -> ConductReport {
        var conduct = Conduct()
        for entry in entries { conduct.add(entry) }
        return conduct.report
    }

    @Test func attemptsOfOneCallAreRetriesWithTheirWaits() throws {
        let found = report([
            entry("a", at: 0, status: 503, code: "SlowDown", invocation: "1", attempt: 1),
            entry("a", at: 60, status: 503, code: "SlowDown", invocation: "1", attempt: 2),
            entry("a", at: 180, invocation: "1", attempt: 3),
            entry("b", at: 200, invocation: "2", attempt: 1),
        ])
        let operation = try #require(found.operations.first)
        #expect(found.operations.count == 1)
        #expect(operation.name == "s3:GetObject")
        #expect(operation.requests == 4)
        #expect(operation.retries == 2)
        #expect(operation.backOff == ConductReport.BackOff(least: 50, median: 50, greatest: 110))
        #expect(operation.refusedAgain == 1)
        #expect(operation.repeated == 0)
        #expect(operation.wasted == 1)
        #expect(operation.errors == ["SlowDown": 2])
        #expect(operation.bytes == 400)
    }

    @Test func sameQuestionAfterAnErrorIsARetryWithoutHeadersToo() {
        let operation = report([
            entry("a", at: 0, status: 500, code: "InternalError"), entry("a", at: 30), entry("b", at: 50),
        ]).operations.first
        #expect(operation?.retries == 1)
        #expect(operation?.backOff?.least == 20)
        #expect(operation?.wasted == 0)
    }

    @Test func sameQuestionAfterASuccessIsARepeatedCall() {
        let operation = report([
            entry("a", at: 0), entry("a", at: 30), entry("a", at: 60, invocation: "9", attempt: 1), entry("b", at: 90),
        ]).operations.first
        #expect(operation?.retries == 0)
        #expect(operation?.repeated == 2)
        #expect(operation?.wasted == 2)
        #expect(operation?.backOff == nil)
    }

    @Test func brokenAnswerIsNoSuccess() {
        let operation = report([
            entry("a", at: 0, isWhole: false, faults: ["cut"]), entry("a", at: 30),
        ]).operations.first
        #expect(operation?.broken == 1)
        #expect(operation?.retries == 1)
        #expect(operation?.repeated == 0)
    }

    @Test func pagesAndFaultsAreCounted() {
        let found = report([
            entry("f 1", at: 0, operation: "FilterLogEvents"),
            entry("f 2", at: 1, operation: "FilterLogEvents", faults: ["slow", "empty"]),
            entry(
                "f 3", at: 2, status: 400, code: "ThrottlingException", operation: "FilterLogEvents", faults: ["slow"]),
            entry("o", at: 3),
        ])
        #expect(found.operations.map(\.name) == ["logs:FilterLogEvents", "s3:GetObject"])
        #expect(found.operations.map(\.pages) == [2, 0])
        #expect(found.faults == ["slow": 2, "empty": 1])
    }

    @Test func otherCallersAskForThemselves() {
        var other = entry("a", at: 20)
        other.accessKeyID = "AKIDOTHER"
        #expect(report([entry("a", at: 0), other]).operations.first?.repeated == 0)
    }

    @Test func memoryIsBounded() {
        var values = RecentValues<Int, Int>(capacity: 100)
        for number in 0..<10_000 {
            values[number] = number
            #expect(values.count <= 200)
        }
        #expect((9_900..<10_000).allSatisfy { values[$0] == $0 })
        #expect(values[0] == nil)

        var conduct = Conduct()
        for number in 0..<1000 {
            conduct.add(entry("k\(number)", at: 0, status: 400, code: "C\(number)", operation: "Op\(number)"))
        }
        #expect(conduct.report.operations.count == 201)
        #expect(conduct.report.operations.reduce(0) { $0 + $1.requests } == 1000)
    }

    @Test(arguments: [[5], [1, 2], [1, 2, 3], [0, 100, 1000, 50_000], Array(1...2000), [3_600_000]])
    func mediansAreCloseAndEndsExact(values: [Int]) throws {
        var histogram = DurationHistogram()
        for value in values.shuffled() { histogram.add(.milliseconds(value)) }
        #expect(histogram.count == values.count)
        #expect(histogram.least == values.min())
        #expect(histogram.greatest == values.max())
        let exact = values.sorted()[(values.count - 1) / 2]
        let median = try #require(histogram.median)
        #expect(abs(Double(median - exact)) <= Double(exact) * 0.032)
    }

    @Test(
        arguments: [
            ("attempt=2; max=3", 2), ("ttl=20260304T050607Z; attempt=11; max=12", 11), ("max=3", nil), ("", nil),
        ]
            as [(String, Int?)])
    func attemptsAreReadFromTheHeader(header: String, expected: Int?) {
        #expect(Journal.Entry.Trail.attempt(header) == expected)
    }

    @Test func trailIsTakenFromTheRequestAndThePlan() throws {
        var request = try FaultBench.request(FaultBench.object)
        request.headers["amz-sdk-invocation-id"] = "uuid"
        request.headers["amz-sdk-request"] = "attempt=2; max=3"
        let plan = try FaultBench(effect: "\"reset\"").decide(request)
        let trail = Journal.Entry.Trail(
            request, RequestIdentity(request), plan, started: .seconds(1), ended: .seconds(2))
        #expect(trail.key?.hasPrefix("s3:GetObject Bucket=bkt") == true)
        #expect(trail.invocation == "uuid")
        #expect(trail.attempt == 2)
        #expect(trail.isWhole == false)
        #expect(trail.faults == ["r"])
    }

    @Test func journalKeepsTheReportWhenItForgets() {
        let journal = Journal(capacity: 1)
        for number in 0..<3 { journal.append(entry("\(number)", at: 0)) }
        journal.clear()
        #expect(journal.conduct.operations.first?.requests == 3)
    }

    @Test func reportIsWritten() {
        let found = report([
            entry("a", at: 0, status: 503, code: "SlowDown", faults: ["busy"]), entry("a", at: 60), entry("a", at: 90),
        ])
        #expect(
            found.json == [
                "requests": 3, "retries": 1, "wastedCalls": 1, "bytes": 300,
                "operations": [
                    [
                        "operation": "s3:GetObject", "requests": 3, "retries": 1,
                        "backOffMs": ["min": 50, "median": 50, "max": 50], "pages": 0, "brokenAnswers": 0,
                        "refusedAgain": 0, "repeatedCalls": 1, "wastedCalls": 1, "errors": ["SlowDown": 1],
                        "bytes": 300,
                    ]
                ],
                "faults": ["busy": 1],
            ])
        #expect(
            found.text == """
                operation     requests  retries  back-off ms  pages  broken  refused again  repeated  bytes  errors
                s3:GetObject         3        1     50/50/50      0       0              0         1    300  SlowDown 1
                back-off: shortest/median/longest wait before another attempt
                faults: busy 1

                """)
        #expect(report([]).text.hasSuffix("faults: -\n"))
    }
}
