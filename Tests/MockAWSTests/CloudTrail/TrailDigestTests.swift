import AWSOperations
import CloudTrail
import Digests
import JSON
import Testing
import Timestamps

@testable import MockAWS

/// Digests of the local trail, judged by the reader of digests.
@Suite struct TrailDigestTests {
    /// Everything in the bucket as the validation sees it.
    private func validation(_ bench: TrailBench) throws -> DigestValidation {
        var keys = DigestPublicKeys()
        for key in try bench.client.send(ListPublicKeys()).publicKeyList ?? [] {
            keys.insert(fingerprint: key.fingerprint ?? "", der: key.value ?? [])
        }
        var chain = DigestChain(keys: keys)
        let all = (try bench.client.send(ListObjectsV2(bucket: "logs")).contents ?? []).compactMap(\.key)
        for key in all where key.contains("/CloudTrail-Digest/") {
            let (content, metadata) = try bench.read(key)
            chain.add(
                try CloudTrailDigest(parsing: content), at: TrailObject(bucket: "logs", key: key),
                signature: DigestSignature(metadata: metadata.map { ($0.key, $0.value) }))
        }
        return chain.validation(
            logFiles: { file in
                guard let content = try? bench.read(file.place.key).content else { return .missing }
                return .hash(SHA256.hash(content).hexString)
            },
            present: all.filter { $0.contains("/CloudTrail/") }.map { TrailObject(bucket: "logs", key: $0) })
    }

    private func deliver(_ bench: TrailBench, _ time: String, region: String = "us-east-1") throws -> [String] {
        TrailBench.keys(
            try bench.deliver([
                "trail": "main", "count": 2, "seed": 1, "time": .string(time), "recordRegion": .string(region),
            ]))
    }

    @Test func hourlyDigestsMakeAValidChain() throws {
        let bench = try TrailBench(prefix: "audit")
        let log = try deliver(bench, "2026-01-01T10:20:00Z")
        _ = try deliver(bench, "2026-01-01T12:00:00Z")
        let made = try bench.digests(["trail": "main", "end": "2026-01-01T13:00:00Z"])
        #expect(made.map { $0["logFiles"] } == [1, 1, 0])
        #expect(made.map { $0["start"] } == ["2026-01-01T10:00:00Z", "2026-01-01T11:00:00Z", "2026-01-01T12:00:00Z"])
        #expect(made.map { $0["isFirst"] } == [true, false, false])
        let key = try #require(made.first?["key"]?.string)
        #expect(
            key == "audit/AWSLogs/123456789012/CloudTrail-Digest/us-east-1/2026/01/01/"
                + "123456789012_CloudTrail-Digest_us-east-1_main_us-east-1_20260101T110000Z.json.gz")
        let digest = try JSONValue(parsing: bench.read(key).content)
        #expect(digest["previousDigestSignature"] == .null && digest["previousDigestS3Object"] == .null)
        #expect(digest["logFiles"]?.array?.first?["s3Object"]?.string == log.first)
        #expect(digest["oldestEventTime"] == "2026-01-01T10:15:00Z")
        let next = try bench.digests(["trail": "main", "end": "2026-01-01T14:00:00Z"])
        #expect(next.count == 1 && next.first?["isFirst"] == false)
        let findings = try validation(bench)
        #expect(findings.findings.filter(\.isFault) == [] && findings.findings.count == 6)
    }

    @Test func chainsAreByRegion() throws {
        let bench = try TrailBench()
        _ = try deliver(bench, "2026-01-01T10:20:00Z")
        _ = try deliver(bench, "2026-01-01T10:30:00Z", region: "eu-west-1")
        let made = try bench.digests(["trail": "main", "end": "2026-01-01T11:00:00Z"])
        #expect(made.map { $0["region"] } == ["eu-west-1", "us-east-1"])
        #expect(made.first?["key"]?.string?.contains("_CloudTrail-Digest_eu-west-1_main_us-east-1_") == true)
        let one = try bench.digests([
            "trail": "main", "end": "2026-01-01T12:00:00Z", "recordRegion": "eu-west-1",
        ])
        #expect(one.map { $0["region"] } == ["eu-west-1"])
        #expect(try validation(bench).findings.filter(\.isFault) == [])
    }

    @Test func stoppingBreaksTheChain() throws {
        let bench = try TrailBench()
        _ = try deliver(bench, "2026-01-01T10:20:00Z")
        _ = try bench.digests(["trail": "main", "end": "2026-01-01T11:00:00Z"])
        _ = try deliver(bench, "2026-01-01T11:20:00Z")
        _ = try bench.client.send(StopLogging(name: "main"))
        let last = try bench.digests(["trail": "main", "end": "2026-01-01T11:30:00Z"])
        #expect(last.map { $0["logFiles"] } == [1] && last.first?["isFirst"] == false)
        #expect(try bench.post("digest", ["trail": "main", "end": "2026-01-01T12:00:00Z"]).status == 409)
        _ = try bench.client.send(StartLogging(name: "main"))
        _ = try deliver(bench, "2026-01-01T15:20:00Z")
        let first = try bench.digests(["trail": "main", "end": "2026-01-01T16:00:00Z"])
        #expect(first.map { $0["isFirst"] } == [true])
        let findings = try validation(bench).findings
        #expect(findings.filter(\.isFault) == [])
        let off = findings.compactMap { finding in
            if case .noDelivery(let span) = finding { span.lowerBound.iso8601 } else { nil }
        }
        #expect(off == ["2026-01-01T11:30:00Z"])
    }

    @Test func whatIsMissingIsFound() throws {
        let bench = try TrailBench()
        let logs = try (0..<2).flatMap { try deliver(bench, "2026-01-01T10:2\($0):00Z") }
        _ = try bench.digests(["trail": "main", "end": "2026-01-01T11:00:00Z"])
        _ = try bench.client.send(DeleteObject(bucket: "logs", key: logs[0]))
        let faults = try validation(bench).findings.filter(\.isFault).map(\.description)
        #expect(faults.count == 1 && faults.first?.contains(logs[0]) == true, "\(faults)")
    }

    @Test func failuresAreNotedAndCaughtUp() throws {
        let bench = try TrailBench()
        _ = try deliver(bench, "2026-01-01T10:20:00Z")
        let policy = try bench.client.send(GetBucketPolicy(bucket: "logs")).policy
        _ = try bench.client.send(DeleteBucketPolicy(bucket: "logs"))
        #expect(try bench.digests(["trail": "main", "end": "2026-01-01T11:00:00Z"]) == [])
        #expect(try bench.client.send(GetTrailStatus(name: "main")).latestDigestDeliveryError == "AccessDenied")
        _ = try bench.client.send(PutBucketPolicy(bucket: "logs", policy: policy))
        #expect(try bench.digests(["trail": "main", "end": "2026-01-01T11:00:00Z"]).count == 1)
        #expect(try bench.client.send(GetTrailStatus(name: "main")).latestDigestDeliveryError == nil)
        #expect(try validation(bench).findings.filter(\.isFault) == [])
    }

    @Test func organizationTrailsHaveAChainForEachAccount() throws {
        let bench = try TrailBench(isOrganization: true)
        _ = try bench.deliver(["trail": "main", "recordAccount": "210987654321", "time": "2026-01-01T10:20:00Z"])
        let made = try bench.digests(["trail": "main", "end": "2026-01-01T11:00:00Z"])
        #expect(made.map { $0["account"] } == ["123456789012", "210987654321"])
        #expect(
            made.last?["key"]?.string?.hasPrefix("AWSLogs/o-exampleorgid/210987654321/CloudTrail-Digest/us-east-1/")
                == true)
        #expect(try validation(bench).findings.filter(\.isFault) == [])
    }

    @Test func digestsAreMadeWithoutATimeToo() throws {
        let bench = try TrailBench()
        _ = try bench.deliver(["trail": "main"])
        #expect(try bench.digests().map { $0["logFiles"] } == [1])
        #expect(try bench.digests().map { $0["logFiles"] } == [0], "in the same second of a clock that stands still")
        #expect(try validation(bench).findings.filter(\.isFault) == [])
    }

    @Test(arguments: [
        (#"{}"#, 400), (#"{"trail":"main","end":"now"}"#, 400), (#"{"trail":"main","hours":1}"#, 400),
        (#"{"trail":"other"}"#, 404), (#"{"trail":"main","recordAccount":"210987654321"}"#, 409),
    ])
    func nonsenseIsRefused(body: String, status: Int) throws {
        let bench = try TrailBench()
        #expect(try bench.post("digest", try JSONValue(parsing: body)).status == status)
    }

    @Test func endsGoForwardAndValidationMustBeOn() throws {
        let bench = try TrailBench()
        _ = try bench.digests(["trail": "main", "end": "2026-01-01T11:00:00Z"])
        #expect(try bench.post("digest", ["trail": "main", "end": "2026-01-01T11:00:00Z"]).status == 409)
        #expect(try bench.post("digest", ["trail": "main", "end": "2036-01-01T11:00:00Z"]).status == 409)
        #expect(try TrailBench(validates: false).post("digest", ["trail": "main"]).status == 409)
    }
}
