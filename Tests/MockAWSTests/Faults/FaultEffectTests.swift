import AWSOperations
import Foundation
import Gzip
import HTTPMessages
import HTTPServer
import JSON
import TestSupport
import Testing

@testable import MockAWS

@Suite struct FaultEffectTests {
    /// Lines that do not repeat: where they do, a flipped bit may lead from one copy to another.
    private let text = (0..<200).flatMap { number in
        let hash = FaultHash(seed: number, rule: "", key: "", occurrence: 0)
        return Array("2 123456789012 eni-1 10.0.0.1 \(hash.value(.bit)) \(hash.value(.noise))\n".utf8)
    }

    private func inflate(_ bytes: [UInt8]) -> [UInt8]? {
        try? Inflater.gunzip(bytes, maxBytes: 1 << 20)
    }

    @Test func latencyIsWithinItsJitterAndAddsUp() throws {
        let bench = try FaultBench(
            """
            {"rules": [{"effect": {"latency": {"ms": 100, "jitterMs": 50}}}, {"effect": {"latency": {"ms": 7}}}]}
            """)
        let delays = try (0..<50).map { _ in try bench.decide(FaultBench.object).delay / .milliseconds(1) }
        #expect(delays.allSatisfy { (107...157).contains($0) })
        #expect(Set(delays).count > 10)
        #expect(try bench.decide(FaultBench.object).breaksAnswer == false)
    }

    @Test func slowestBandwidthHolds() throws {
        let bench = try FaultBench(
            """
            {"rules": [{"effect": {"bandwidth": {"bytesPerSecond": 10}}},
                       {"effect": {"bandwidth": {"bytesPerSecond": 20}}}]}
            """)
        let outcome = try bench.outcome(FaultBench.object, FaultBench.answer(text))
        #expect(outcome.bytesPerSecond == 10)
        #expect(outcome.ending == .complete)
    }

    @Test(
        arguments: [
            (#""reset""#, HTTPServerResponse.Ending.reset(afterBytes: nil)),
            (#"{"reset": {"afterBytes": 0}}"#, .reset(afterBytes: nil)),
            (#"{"reset": {"afterBytes": 10}}"#, .reset(afterBytes: 10)),
            (#"{"reset": {"afterBytes": 1000}}"#, .reset(afterBytes: 100)),
            (#"{"reset": {"fraction": 0.25}}"#, .reset(afterBytes: 25)),
            (#"{"truncate": {"bytes": 10}}"#, .short(afterBytes: 10)),
            (#"{"truncate": {"bytes": 0}}"#, .short(afterBytes: 0)),
            (#"{"truncate": {"bytes": 100}}"#, .short(afterBytes: 99)),
            (#"{"truncate": {"fraction": 0.5}}"#, .short(afterBytes: 50)),
            (#"{"wrongLength": {"delta": 20}}"#, .short(afterBytes: 100)),
            (#"{"wrongLength": {"delta": -20}}"#, .complete),
        ])
    func endings(effect: String, expected: HTTPServerResponse.Ending) throws {
        let bench = try FaultBench(effect: effect)
        let plan = try bench.decide(FaultBench.object)
        #expect(plan.breaksAnswer)
        let outcome = plan.outcome(of: FaultBench.answer([UInt8](repeating: 7, count: 100)))
        #expect(outcome.ending == expected)
        let length = effect.contains("-20") ? 80 : effect.contains("delta") ? 120 : 100
        #expect(outcome.bodyCount == Int64(length))
    }

    @Test func endingsOfAnEmptyAnswer() throws {
        let empty = MockResponse(status: 200)
        #expect(try FaultBench(effect: #""truncate""#).outcome(FaultBench.object, empty).ending == .complete)
        #expect(
            try FaultBench(effect: #"{"reset": {"fraction": 0.5}}"#).outcome(FaultBench.object, empty).ending
                == .reset(afterBytes: 0))
    }

    @Test func chanceChoosesThePlaceOnce() throws {
        let bench = try FaultBench(effect: #"{"reset": {"fraction": "any"}}"#)
        let endings = try (0..<30).map { _ in try bench.outcome(FaultBench.object, FaultBench.answer(text)).ending }
        #expect(Set(endings).count > 20)
    }

    @Test(arguments: ["flip", "cut", "garbage"])
    func gzipIsDamagedWhereItShows(mode: String) throws {
        let good = Deflater.gzip(text)
        #expect(inflate(good) == text)
        let bench = try FaultBench(effect: #"{"badGzip": {"mode": "\#(mode)"}}"#)
        for _ in 0..<200 {
            let outcome = try bench.outcome(FaultBench.object, FaultBench.answer(good))
            let bad = try #require(outcome.body.bytes())
            let isDamaged = inflate(bad) != text
            #expect(isDamaged)
            #expect(GzipMagic.matches(bad) || mode == "cut")
            #expect(mode == "cut" ? bad.count < good.count && !bad.isEmpty : bad.count == good.count)
            #expect(outcome.ending == .complete)
            if mode == "flip" { #expect(zip(good, bad).count { $0 != $1 } == 1) }
        }
    }

    @Test func namesInAGzipHeaderAreNotData() {
        let header: [UInt8] =
            [0x1F, 0x8B, 8, 0b1_1110, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9] + Array("name\0note\0".utf8) + [1, 2]
        let body = header + [UInt8](repeating: 5, count: 30)
        #expect(BodyDamage.compressedData(of: body) == header.count..<body.count - 8)
        #expect(BodyDamage.compressedData(of: Array(body[..<20])) == 0..<20)
        #expect(BodyDamage.compressedData(of: text) == text.indices)
    }

    @Test func errorsAreLeftAsTheyAreByDamage() throws {
        let bench = try FaultBench(effect: #""badGzip""#)
        var answer = FaultBench.answer(text)
        answer.status = 404
        #expect(try bench.outcome(FaultBench.object, answer).body.bytes() == text)
    }

    @Test(arguments: [#""truncate""#, #""badGzip""#, #"{"wrongLength": {"delta": 1}}"#])
    func answersWithoutABodyAreNotHarmed(effect: String) throws {
        #expect(try FaultBench(effect: effect).decide(HeadObject(bucket: "b", key: "k")).fired == [])
    }

    @Test func filesAreDamagedToo() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("f", text)
        let path = folder.url.appending(path: "f").path
        let answer = MockResponse(status: 206, body: .file(path: path, offset: 10, count: 50))
        let flipped = try FaultBench(effect: #"{"badGzip": {"at": 0, "bit": 0}}"#).outcome(FaultBench.object, answer)
        #expect(flipped.body.bytes() == [text[10] ^ 1] + text[11..<60])
        let short = try FaultBench(effect: #"{"wrongLength": {"delta": -5}}"#).outcome(FaultBench.object, answer)
        #expect(short.body.bytes() == Array(text[10..<55]))
        let long = try FaultBench(effect: #"{"wrongLength": {"delta": 5}}"#).outcome(FaultBench.object, answer)
        #expect(long.body.bytes() == text[10..<60] + [0, 0, 0, 0, 0])
    }

    private func thrown(_ plan: FaultPlan) -> AWSError? {
        do throws(AWSError) {
            _ = try plan.answer()
            return nil
        } catch {
            return error
        }
    }

    @Test func everyServiceThrottlesInItsOwnWords() throws {
        let bench = try FaultBench(effect: #"{"throttle": {"retryAfterSeconds": 3}}"#)
        let errors = [
            thrown(try bench.decide(FaultBench.object)), thrown(try bench.decide(FilterLogEvents(logGroupName: "g"))),
            thrown(try bench.decide(DescribeFlowLogs())), thrown(try bench.decide(GetCallerIdentity())),
        ]
        #expect(errors.map { $0?.code } == ["SlowDown", "ThrottlingException", "RequestLimitExceeded", "Throttling"])
        #expect(errors.map { $0?.httpStatus } == [503, 400, 503, 400])
        #expect(errors.allSatisfy { $0?.retryAfter == .seconds(3) })
    }

    @Test(
        arguments: [
            ("NoSuchKey", 404), ("InternalError", 500), ("SlowDown", 503), ("ExpiredToken", 400), ("AccessDenied", 403),
            ("Unheard", 400),
        ])
    func s3ErrorsHaveTheirStatus(code: String, status: Int) throws {
        let error = thrown(try FaultBench(effect: #"{"error": {"code": "\#(code)"}}"#).decide(FaultBench.object))
        #expect(error?.code == code)
        #expect(error?.httpStatus == status)
    }

    @Test func modelledErrorsOfEveryOperationHaveTheirStatus() {
        for operation in OperationCatalog.all {
            for (code, status) in operation.errors {
                #expect(ServiceFault.usualStatus(of: code, operation) == status)
            }
        }
    }

    @Test func errorIsWrittenInTheProtocolOfTheService() throws {
        let bench = try FaultBench(
            effect: #"{"error": {"code": "Teapot", "status": 418, "message": "short", "retryAfterSeconds": 1}}"#)
        let logs = try #require(thrown(try bench.decide(FilterLogEvents(logGroupName: "g"))))
            .httpResponse(for: .logs, requestID: "id")
        #expect(logs.status == 418)
        #expect(logs.headers["Retry-After"] == "1")
        #expect(try JSONValue(parsing: logs.body)["__type"] == "Teapot")
        let s3 = try #require(thrown(try bench.decide(FaultBench.object))).httpResponse(for: .s3, requestID: "id")
        #expect(GetObject.error(from: s3).message == "short")
    }

    @Test func vanishedThingsAreMissedInTheWordsOfTheService() throws {
        let bench = try FaultBench(effect: #""vanish""#)
        let codes = [
            thrown(try bench.decide(FaultBench.object)), thrown(try bench.decide(HeadObject(bucket: "b", key: "k"))),
            thrown(try bench.decide(ListObjectsV2(bucket: "b"))),
            thrown(try bench.decide(FilterLogEvents(logGroupName: "g"))),
            thrown(try bench.decide(GetLogEvents(logGroupName: "g", logStreamName: "s"))),
            thrown(try bench.decide(DescribeFlowLogs(flowLogIDs: ["fl-1"]))),
            thrown(try bench.decide(DescribeFlowLogs())),
            thrown(try bench.decide(PutObject(bucket: "b", key: "k"))), thrown(try bench.decide(GetCallerIdentity())),
        ].map { $0?.code }
        #expect(
            codes == [
                "NoSuchKey", "NoSuchKey", "NoSuchBucket", "ResourceNotFoundException", "ResourceNotFoundException",
                "InvalidFlowLogId.NotFound", nil, nil, nil,
            ])
    }

    @Test func tokensExpireInTheWordsOfTheService() throws {
        let bench = try FaultBench(effect: #""expiredToken""#)
        let errors = [
            thrown(try bench.decide(ListObjectsV2(bucket: "b", continuationToken: "t"))),
            thrown(try bench.decide(ListBuckets(continuationToken: "t"))),
            thrown(try bench.decide(FilterLogEvents(logGroupName: "g", nextToken: "t"))),
            thrown(try bench.decide(GetLogEvents(logGroupName: "g", logStreamName: "s", nextToken: "t"))),
            thrown(try bench.decide(DescribeLogGroups(nextToken: "t"))),
            thrown(try bench.decide(DescribeLogStreams(logGroupName: "g", nextToken: "t"))),
            thrown(try bench.decide(DescribeFlowLogs(nextToken: "t"))),
        ].map { $0?.code }
        #expect(
            errors == ["InvalidArgument", "InvalidArgument"] + Array(repeating: "InvalidParameterException", count: 4)
                + ["InvalidNextToken"])
        #expect(thrown(try bench.decide(FilterLogEvents(logGroupName: "g"))) == nil)
    }

    @Test func foreignAnswerHasNothingOfAWS() throws {
        let bench = try FaultBench(
            effect: #"{"http": {"status": 502, "body": "<html>", "contentType": "text/html"}}"#)
        let plan = try bench.decide(FaultBench.object)
        var response = try #require(try plan.answer())
        response.headers["x-amz-request-id"] = "put on later"
        let outcome = plan.outcome(of: response)
        #expect(outcome.status == 502)
        #expect(outcome.headers.fields.map(\.name) == ["Content-Type"])
        #expect(outcome.body.bytes() == Array("<html>".utf8))
        #expect(outcome.errorCode == "502")
    }

    @Test func firstOfTwoAnswersHoldsAndNothingInsideIt() throws {
        let bench = try FaultBench(
            """
            {"rules": [
              {"name": "1", "effect": "badGzip"}, {"name": "2", "effect": "throttle"}, {"name": "3", "effect": "vanish"},
              {"name": "4", "effect": "reset"}, {"name": "5", "effect": "truncate"},
              {"name": "6", "effect": {"latency": {"ms": 5}}}
            ]}
            """)
        #expect(try bench.decide(FaultBench.object).fired.map(\.rule) == ["2", "4", "6"])
    }
}
