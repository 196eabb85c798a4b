import AWSClient
import AWSOperations
import CloudTrailSetup
import Testing

/// What a tear-down leaves alone.
@Suite(.timeLimit(.minutes(15))) struct TeardownSafetyTests {
    @Test func othersKeepTheirSubscription() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design()
        _ = try await bench.client.send(CreateTopic(name: design.topic))
        _ = try await bench.client.send(CreateQueue(queueName: design.queue))
        try await bench.setUp(design)
        let outcomes = try await bench.tearDown(design)
        #expect(!outcomes.contains("removed: subscription"))
        #expect(outcomes.contains("kept: topic audit") && outcomes.contains("kept: queue audit"))
        let subscriptions = try await bench.client.send(ListSubscriptionsByTopic(topicARN: design.topicARN))
        #expect(subscriptions.subscriptions?.count == 1)
    }

    @Test func whatOtherTrailsUseStays() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design()
        try await bench.setUp(design)
        var policy = PolicyDocument(
            try await bench.client.send(GetTopicAttributes(topicARN: design.topicARN)).attributes?["Policy"])
        _ = policy?.put(TrailPolicies(SetupBench.design("other") { $0.topic = design.topic }).topic)
        _ = try await bench.client.send(
            SetTopicAttributes(
                topicARN: design.topicARN, attributeName: "Policy", attributeValue: policy?.text))
        try await bench.makeForeignTrail("other", bucket: design.bucket, topic: design.topic)
        let key = "AWSLogs/123456789012/CloudTrail/us-east-1/2026/01/01/x.json.gz"
        _ = try await bench.client.send(PutObject(bucket: design.bucket, key: key, body: [1]))

        let outcomes = try await bench.tearDown(design, deletesObjects: true)
        #expect(outcomes.contains("removed: trail audit"))
        #expect(outcomes.contains("kept: topic audit, which the trail other uses"))
        #expect(outcomes.contains("kept: bucket \(design.bucket), which the trail other uses"))
        #expect(outcomes.contains("removed: the trail's statements in the policy of the bucket \(design.bucket)"))
        #expect(outcomes.contains("removed: the trail's statement in the policy of the topic audit"))
        _ = try await bench.client.send(HeadObject(bucket: design.bucket, key: key))
        // The other trail still works.
        _ = try await bench.client.send(UpdateTrail(name: "other", isMultiRegionTrail: false))
    }

    @Test func topicWithOtherSubscriptionsStays() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design()
        try await bench.setUp(design)
        _ = try await bench.client.send(
            Subscribe(topicARN: design.topicARN, protocol: "email", endpoint: "ops@example.com"))
        let outcomes = try await bench.tearDown(design)
        #expect(outcomes.contains("kept: topic audit, which has other subscriptions"))
        #expect(outcomes.contains("removed: subscription"))
    }

    @Test func onlyLogFilesOfTheTrailAreDeleted() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design { $0.prefix = "lead" }
        try await bench.setUp(design)
        let own =
            ["CloudTrail", "CloudTrail-Digest", "CloudTrail-Insight"].map {
                "lead/AWSLogs/123456789012/\($0)/us-east-1/2026/01/01/x.json.gz"
            }
        let others = [
            "AWSLogs/123456789012/CloudTrail/us-east-1/2026/01/01/x.json.gz", "accounts.csv",
            "lead/AWSLogs/123456789012/vpcflowlogs/us-east-1/2026/01/01/x.log.gz",
            "lead/AWSLogs/123456789012/CloudTrailLike/us-east-1/2026/01/01/x.json.gz",
            "lead/AWSLogs/210987654321/CloudTrail/us-east-1/2026/01/01/x.json.gz",
            "lead/AWSLogs/o-1a2b3c4d5e/123456789012/CloudTrail/us-east-1/2026/01/01/x.json.gz",
            "lead/AWSLogs/o-1a2b3c4d5e/210987654321/CloudTrail/us-east-1/2026/01/01/x.json.gz",
        ]
        for key in own + others {
            _ = try await bench.client.send(PutObject(bucket: design.bucket, key: key, body: [1]))
        }
        let outcomes = try await bench.tearDown(design, deletesObjects: true)
        #expect(
            outcomes.contains(
                "kept: bucket \(design.bucket), which holds other objects than the trail's log files"))
        let left = try await bench.client.send(ListObjectsV2(bucket: design.bucket)).contents?.compactMap(\.key)
        #expect(left == others.sorted())
    }

    @Test func bucketWithOldVersionsIsNotSaidToBeRemoved() async throws {
        let bench = try SetupBench(denying: "DeleteBucket", code: "BucketNotEmpty")
        try await bench.setUp(SetupBench.design())
        let outcomes = try await bench.tearDown(SetupBench.design(), deletesObjects: true)
        #expect(outcomes.contains { $0.hasPrefix("kept: bucket ") && $0.contains("old versions") })
    }

    @Test func statementsAreTakenOutOfForeignResources() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design()
        _ = try await bench.client.send(CreateBucket(bucket: design.bucket))
        let theirs = S3Tag(key: "owner", value: "somebody")
        _ = try await bench.client.send(PutBucketTagging(bucket: design.bucket, tagging: .init(tagSet: [theirs])))
        _ = try await bench.client.send(CreateTopic(name: design.topic))
        try await bench.setUp(design)
        try await bench.tearDown(design)
        await #expect { _ = try await bench.client.send(GetBucketPolicy(bucket: design.bucket)) } throws: {
            ($0 as? AWSError)?.code == "NoSuchBucketPolicy"
        }
        let policy = try await bench.client.send(GetTopicAttributes(topicARN: design.topicARN)).attributes?["Policy"]
        #expect(policy?.contains("cloudtrail") == false)
    }
}
