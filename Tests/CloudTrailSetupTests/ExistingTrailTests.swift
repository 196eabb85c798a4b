import AWSClient
import AWSOperations
import CloudTrailSetup
import JSON
import Testing

/// What a set-up does to trails, policies and settings that are there.
@Suite(.timeLimit(.minutes(15))) struct ExistingTrailTests {
    @Test func trailsShareBucketTopicAndQueue() async throws {
        let bench = try SetupBench()
        let first = SetupBench.design("aaa")
        let second = SetupBench.design("bbb") {
            $0.bucket = first.bucket
            $0.topic = first.topic
            $0.queue = first.queue
        }
        try await bench.setUp(first)
        try await bench.setUp(second)
        #expect(try await bench.complaints(first) == [])
        #expect(try await bench.complaints(second) == [])
        #expect(try await bench.setUp(first).allSatisfy { $0.hasPrefix("unchanged: ") })
        #expect(try await bench.setUp(second).allSatisfy { $0.hasPrefix("unchanged: ") })
        let policy = PolicyDocument(try await bench.client.send(GetBucketPolicy(bucket: first.bucket)).policy)
        let sids = (policy?.statements ?? []).compactMap { $0["Sid"]?.string }
        #expect(sids.count == 4 && Set(sids).count == 4)
        #expect(sids.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isNumber } })
    }

    @Test func refusedPrefixLeavesDeliveriesAllowed() async throws {
        let bench = try SetupBench()
        try await bench.setUp(SetupBench.design())
        await #expect(throws: SetupError.self) {
            try await bench.setUp(SetupBench.design { $0.prefix = String(repeating: "p", count: 201) })
        }
        #expect(try await bench.complaints(SetupBench.design()) == [])
    }

    @Test func oldPrefixIsAllowedUntilTheTrailHasTheNewOne() async throws {
        let bench = try SetupBench(denying: "UpdateTrail", code: "ConflictException", first: 1)
        let design = SetupBench.design()
        try await bench.setUp(design)
        let moved = SetupBench.design { $0.prefix = "lead" }
        await #expect(throws: AWSError.self) { try await bench.setUp(moved) }
        #expect(try await bench.complaints(design) == [], "the trail still writes to the old place")
        let outcomes = try await bench.setUp(moved)
        #expect(outcomes.contains("changed: bucket policy, without what the trail no longer needs"))
        #expect(try await bench.trail().s3KeyPrefix == "lead")
        #expect(
            try await bench.resources(ofBucket: design.bucket) == [
                design.bucketARN, design.bucketARN + "/lead/AWSLogs/123456789012/*",
            ])
        #expect(try await bench.complaints(design) == [])
        #expect(try await bench.setUp(design).allSatisfy { $0.hasPrefix("unchanged: ") })
    }

    @Test(arguments: ["/", "//", "/lead/", "lead"]) func slashesAroundAPrefixDoNotMatter(prefix: String) async throws {
        let bench = try SetupBench()
        try await bench.setUp(SetupBench.design { $0.prefix = "lead" })
        #expect(try await bench.setUp(SetupBench.design { $0.prefix = prefix }).allSatisfy { $0.hasPrefix("unch") })
        #expect(try await bench.trail().s3KeyPrefix == "lead")
    }

    @Test func whatIsNotAskedForStays() async throws {
        let bench = try SetupBench()
        let full = SetupBench.design {
            $0.isMultiRegion = true
            $0.prefix = "lead"
            $0.kmsKey = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        }
        try await bench.setUp(full)
        let before = try await bench.trail()
        #expect(try await bench.setUp(SetupBench.design()).allSatisfy { $0.hasPrefix("unchanged: ") })
        #expect(try await bench.trail() == before)
    }

    @Test func explicitOptionsSwitchOff() async throws {
        let bench = try SetupBench()
        try await bench.setUp(
            SetupBench.design {
                $0.isMultiRegion = true
                $0.prefix = "lead"
                $0.kmsKey = "alias/logs"
            })
        let outcomes = try await bench.setUp(
            SetupBench.design {
                $0.isMultiRegion = false
                $0.validatesLogFiles = false
                $0.removals = [.prefix, .kmsKey]
            })
        #expect(outcomes.contains("changed: trail audit"))
        let trail = try await bench.trail()
        #expect(trail.isMultiRegionTrail == false && trail.logFileValidationEnabled == false)
        #expect(trail.s3KeyPrefix == nil && trail.kmsKeyID == nil)
        #expect(try await bench.complaints(SetupBench.design()) == [])
    }

    @Test func keysAreCompared() async throws {
        let bench = try SetupBench()
        func key(_ id: Character) -> String {
            "arn:aws:kms:us-east-1:123456789012:key/\(String(repeating: id, count: 8))-12ab-34cd-56ef-1234567890ab"
        }
        func setUp(_ kmsKey: String) async throws -> [String] {
            try await bench.setUp(SetupBench.design { $0.kmsKey = kmsKey }).filter { !$0.hasPrefix("unchanged: ") }
        }
        try await bench.setUp(SetupBench.design { $0.kmsKey = key("1") })
        #expect(try await setUp(key("1")) == [])
        #expect(try await setUp(key("2")) == ["changed: trail audit"])
        let id = try #require(key("2").split(separator: "/").last)
        #expect(try await setUp(String(id)) == [])
        // Only the answer tells which key an alias is.
        #expect(try await setUp("alias/logs") == ["changed: trail audit"])
        #expect(try await setUp("alias/logs") == [])
        #expect(try await setUp(String(id)) == ["changed: trail audit"])
        #expect(try await bench.trail().kmsKeyID == key("2"))
    }

    @Test func foreignTrailIsRefusedUnlessAdopted() async throws {
        let bench = try SetupBench()
        try await bench.makeForeignTrail("audit", bucket: "corporate-logs")
        let before = try await bench.trail()
        let error = await #expect(throws: SetupError.self) { try await bench.setUp(SetupBench.design()) }
        #expect(error?.description.contains("--adopt") == true)
        #expect(try await bench.trail() == before)
        #expect(try await bench.client.send(ListBuckets()).buckets?.map(\.name) == ["corporate-logs"])

        let outcomes = try await bench.setUp(SetupBench.design(), adopts: true)
        #expect(outcomes.contains("unchanged: bucket corporate-logs") && outcomes.contains("changed: trail audit"))
        let after = try await bench.trail()
        #expect(after.s3BucketName == "corporate-logs" && after.isMultiRegionTrail == true)
        #expect(after.snsTopicARN == SetupBench.design().topicARN)
        #expect(try await bench.setUp(SetupBench.design()).allSatisfy { $0.hasPrefix("unchanged: ") })

        let removed = try await bench.tearDown(SetupBench.design())
        #expect(removed.contains("kept: trail audit, which setup did not make"))
        #expect(removed.contains("kept: topic audit, which the trail audit uses"))
        #expect(try await bench.complaints(SetupBench.design()).map(\.link) == ["subscription", "queue"])
    }

    @Test func halfMadeBucketIsFinished() async throws {
        let bench = try SetupBench(denying: "PutBucketTagging", first: 1)
        await #expect(throws: AWSError.self) { try await bench.setUp(SetupBench.design()) }
        #expect(try await bench.setUp(SetupBench.design()).first == "changed: bucket \(SetupBench.design().bucket)")
        #expect(try await bench.tearDown(SetupBench.design()).contains { $0.hasPrefix("removed: bucket") })
    }

    @Test(arguments: [
        ("CreateQueue", "QueueDeletedRecently", "queue"),
        ("CreateTrail", "S3BucketDoesNotExistException", "CloudTrail"),
        ("CreateTrail", "InsufficientEncryptionPolicyException", "CloudTrail"),
        ("PutBucketPolicy", "OperationAborted", "bucket"), ("CreateBucket", "OperationAborted", "bucket"),
        ("SetQueueAttributes", "QueueDoesNotExist", "queue"),
    ])
    func whatPassesIsWaitedForAndToldOnce(operation: String, code: String, subject: String) async throws {
        let bench = try SetupBench(denying: operation, code: code, first: 3)
        let waits = try await bench.setUp(SetupBench.design()).filter { $0.hasPrefix("waiting: ") }
        #expect(waits.count == 1 && waits.allSatisfy { $0.contains(subject) && $0.contains(code) })
        #expect(bench.pauseCount == 3)
    }
}
