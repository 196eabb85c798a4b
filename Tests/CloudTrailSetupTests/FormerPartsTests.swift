import AWSClient
import AWSOperations
import CloudTrailSetup
import JSON
import Testing

/// What a trail leaves behind when it is changed.
@Suite(.timeLimit(.minutes(15))) struct FormerPartsTests {
    @Test func formerTopicAndBucketLoseWhatTheTrailHadThere() async throws {
        let bench = try SetupBench()
        let old = SetupBench.design()
        try await bench.setUp(old)
        let new = SetupBench.design { ($0.topic, $0.bucket) = ("audit2", "audit-logs2") }
        let outcomes = try await bench.setUp(new)
        for line in [
            "removed: the trail's statements in the policy of the bucket \(old.bucket)",
            "kept: bucket \(old.bucket), with the log files so far", "removed: subscription to the topic audit",
            "removed: the trail's statement in the policy of the topic audit",
            "kept: topic audit, which the trail notifies no longer",
            "changed: queue policy, without what the trail no longer needs",
        ] { #expect(outcomes.contains(line), "\(line): \(outcomes)") }
        let subscriptions = try await bench.client.send(ListSubscriptionsByTopic(topicARN: old.topicARN)).subscriptions
        #expect(subscriptions ?? [] == [])
        #expect(try await conditions(ofQueue: "audit", bench) == TrailPolicies(new).queue.map { $0["Condition"] })
        #expect(try await bench.complaints(new) == [])
        #expect(try await bench.setUp(new).allSatisfy { $0.hasPrefix("unchanged: ") })
        let removed = try await bench.tearDown(SetupBench.design())
        #expect(removed.contains("removed: queue audit") && removed.contains("removed: topic audit2"))
    }

    /// To whom the statements of a queue's policy are bound; their `Sid`s depend on what was there before.
    private func conditions(ofQueue name: String, _ bench: SetupBench) async throws -> [JSONValue?] {
        try await bench.policy(ofQueue: name)?.statements.map { $0["Condition"] } ?? []
    }

    @Test func topicOfOthersKeepsTheQueue() async throws {
        let bench = try SetupBench()
        let share: (inout TrailDesign) -> Void = { ($0.topic, $0.queue) = ("shared", "shared") }
        let other = SetupBench.design("bbb", share)
        try await bench.setUp(SetupBench.design("aaa", share))
        try await bench.setUp(other)
        let moved = SetupBench.design("aaa") { ($0.topic, $0.queue) = ("own", "shared") }
        try await bench.setUp(moved)
        #expect(try await bench.complaints(other) == [])
        #expect(try await bench.complaints(moved) == [])
        #expect(try await bench.setUp(moved).allSatisfy { $0.hasPrefix("unchanged: ") })
    }

    @Test(arguments: ["Unsubscribe", "DescribeTrails"]) func interruptedChangeOfTopicIsFinished(
        operation: String
    ) async throws {
        let schedule = operation == "Unsubscribe" ? #"{"nth":1}"# : #"{"nth":2}"#
        let bench = try SetupBench(
            rule: #"{"name":"denied","match":{"operation":"\#(operation)"},"schedule":\#(schedule),"#
                + #""effect":{"error":{"code":"AccessDenied","status":403}}}"#)
        let old = SetupBench.design()
        try await bench.setUp(old)
        let new = SetupBench.design { $0.topic = "audit2" }
        await #expect(throws: AWSError.self) { try await bench.setUp(new) }
        let outcomes = try await bench.setUp(new)
        #expect(outcomes.contains("kept: topic audit, which the trail notifies no longer"))
        #expect(try await conditions(ofQueue: "audit", bench) == TrailPolicies(new).queue.map { $0["Condition"] })
        #expect(try await bench.complaints(new) == [])
    }

    @Test func teardownKnowsFormerTopicsOfItsOwn() async throws {
        let bench = try SetupBench(denying: "Unsubscribe", first: 1)
        try await bench.setUp(SetupBench.design())
        await #expect(throws: AWSError.self) { try await bench.setUp(SetupBench.design { $0.topic = "audit2" }) }
        // The first removal of the other subscription is denied, too.
        await #expect(throws: AWSError.self) { try await bench.tearDown(SetupBench.design()) }
        let removed = try await bench.tearDown(SetupBench.design())
        for line in ["removed: topic audit", "removed: topic audit2", "removed: queue audit"] {
            #expect(removed.contains(line), "\(line): \(removed)")
        }
    }

    @Test func interruptedChangeOfPrefixIsFinished() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design { $0.prefix = "one" }
        try await bench.setUp(design)
        let moved = SetupBench.design { $0.prefix = "two" }
        try await bench.setUp(moved)
        // As it is between the change of the trail and the end.
        var policy = PolicyDocument()
        _ = policy.put(TrailPolicies(design).bucket)
        _ = policy.put(TrailPolicies(moved).bucket, keepsResources: true)
        _ = try await bench.client.send(PutBucketPolicy(bucket: design.bucket, policy: policy.text))
        #expect(try await bench.setUp(moved).contains("changed: bucket policy, without what the trail no longer needs"))
        #expect(
            try await bench.resources(ofBucket: design.bucket) == [
                design.bucketARN, design.bucketARN + "/two/AWSLogs/123456789012/*",
            ])
        #expect(try await bench.setUp(moved).allSatisfy { $0.hasPrefix("unchanged: ") })
    }
}
