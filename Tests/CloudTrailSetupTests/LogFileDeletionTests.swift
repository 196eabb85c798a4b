import AWSClient
import AWSOperations
import CloudTrailSetup
import JSON
import Testing

/// Which log files a tear-down deletes, and what it tells of those that it does not.
@Suite(.timeLimit(.minutes(15))) struct LogFileDeletionTests {
    private static func key(_ folder: String) -> String {
        "AWSLogs/\(folder)/CloudTrail/us-east-1/2026/01/01/x.json.gz"
    }

    @Test func organizationIsThatOfTheTrail() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design {
            $0.organization = "o-exampleorgid"
            $0.bucket = "central"
        }
        try await bench.setUp(design)
        let foreign = Self.key("o-other12345/210987654321")
        for key in [Self.key("o-exampleorgid/210987654321"), Self.key("123456789012"), foreign] {
            try await bench.put(key, in: "central")
        }
        // The bucket's policy tells the id.
        #expect(try await bench.remains(SetupBench.design()) == [])
        #expect(try await bench.keys(in: "central") == [foreign])
    }

    @Test func organizationThatNothingTellsIsAskedFor() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design { $0.organization = "o-exampleorgid" }
        try await bench.setUp(design)
        let key = Self.key("o-exampleorgid/210987654321")
        try await bench.put(key, in: design.bucket)
        let alone = SetupBench.design()
        _ = try await bench.client.send(
            PutBucketPolicy(
                bucket: design.bucket, policy: PolicyDocument.allowing(TrailPolicies(alone).bucket).text))
        #expect(try await bench.remains(alone).first?.contains("--organization") == true)
        #expect(try await bench.keys(in: design.bucket) == [key])
        #expect(try await bench.remains(design) == [], "the trail is still there, and tells the rest")
        #expect(try await bench.client.send(DescribeTrails()).trailList ?? [] == [])
    }

    @Test func bucketOfOthersIsAReason() async throws {
        let bench = try SetupBench()
        let first = SetupBench.design("aaa") { $0.bucket = "shared" }
        try await bench.setUp(first)
        try await bench.setUp(SetupBench.design("bbb") { $0.bucket = "shared" })
        #expect(try await bench.remains(first) == ["bucket shared, which the trail bbb uses"])
        #expect(
            try await bench.remains(SetupBench.design("bbb") { $0.bucket = "shared" })
                == ["bucket shared, which setup did not make"])
    }

    @Test func objectsThatCannotBeDeletedAreToldAndTheTrailStays() async throws {
        let answer =
            "<DeleteResult><Error><Key>k</Key><Code>AccessDenied</Code><Message>locked</Message></Error></DeleteResult>"
        let bench = try SetupBench(
            rule: #"{"name":"locked","match":{"operation":"DeleteObjects"},"schedule":{"first":1},"#
                + #""effect":{"http":{"status":200,"contentType":"application/xml","body":"\#(answer)"}}}"#)
        let design = SetupBench.design { $0.prefix = "lead" }
        try await bench.setUp(design)
        try await bench.put("lead/" + Self.key("123456789012"), in: design.bucket)
        #expect(try await bench.remains(SetupBench.design()) == ["s3://\(design.bucket)/k: AccessDenied locked"])
        #expect(try await bench.trail().s3KeyPrefix == "lead")
        #expect(try await bench.remains(SetupBench.design()) == [])
        #expect(try await bench.client.send(ListBuckets()).buckets ?? [] == [])
    }

    @Test(arguments: ["GetTopicAttributes", "DeleteTopic", "DeleteQueue", "DeleteBucket", "DeleteTrail"])
    func interruptedTeardownIsFinishedByTheNext(operation: String) async throws {
        let bench = try SetupBench(
            rule: #"{"name":"denied","match":{"operation":"\#(operation)"},"#
                + #""schedule":\#(operation == "GetTopicAttributes" ? #"{"nth":3}"# : #"{"first":1}"#),"#
                + #""effect":{"error":{"code":"AccessDenied","status":403}}}"#)
        try await bench.setUp(
            SetupBench.design {
                ($0.bucket, $0.topic, $0.prefix) = ("lead-bucket", "lead-topic", "lead")
            })
        try await bench.put("lead/" + Self.key("123456789012"), in: "lead-bucket")
        await #expect(throws: AWSError.self) { try await bench.remains(SetupBench.design()) }
        #expect(try await bench.client.send(GetTrailStatus(name: "audit")).isLogging == false)
        #expect(try await bench.remains(SetupBench.design()) == [])
        #expect(try await bench.client.send(ListBuckets()).buckets ?? [] == [])
        let left = SetupBench.design { ($0.bucket, $0.topic) = ("lead-bucket", "lead-topic") }
        #expect(try await bench.complaints(left).map(\.link) == ["trail", "bucket", "topic", "queue"])
        #expect(try await bench.client.send(DescribeTrails()).trailList ?? [] == [])
    }
}

extension PolicyDocument {
    /// A policy of statements.
    fileprivate static func allowing(_ statements: [JSONValue]) -> PolicyDocument {
        var policy = PolicyDocument()
        _ = policy.put(statements)
        return policy
    }
}
