import AWSClient
import AWSOperations
import CloudTrailSetup
import JSON
import MockAWS
import Testing
import Timestamps

/// Set-up, check and tear-down over HTTP against the local AWS.
@Suite(.timeLimit(.minutes(15))) struct MockedSetupTests {
    private static let parts = [
        "bucket audit-123456789012-us-east-1", "bucket policy", "topic audit", "topic policy", "queue audit",
        "queue policy", "subscription", "trail audit", "logging",
    ]

    @Test func everythingIsMadeOnceFoundHealthyAndRemoved() async throws {
        let mocked = try MockedSetup()
        #expect(
            try await mocked.broken() == ["trail", "bucket", "topic", "queue"], "there is nothing yet")
        let made = try await mocked.setUp()
        #expect(made.map { String($0.split(separator: ": ", maxSplits: 1)[1]) } == Self.parts)
        #expect(made.allSatisfy { $0.hasPrefix("created: ") || $0.hasPrefix("changed: ") })
        #expect(try await mocked.broken() == [])
        let again = try await mocked.setUp()
        #expect(again == Self.parts.map { "unchanged: " + $0 })
        let removed = try await mocked.tearDown()
        #expect(removed.count == 5 && removed.allSatisfy { $0.hasPrefix("removed: ") }, "\(removed)")
        #expect(try await mocked.broken() == ["trail", "bucket", "topic", "queue"])
        #expect(try await mocked.client.send(ListBuckets()).buckets ?? [] == [])
        #expect(try await mocked.client.send(DescribeTrails()).trailList ?? [] == [])
        #expect(try await mocked.tearDown() == [])
    }

    /// A part of the set-up that somebody breaks.
    enum Damage: String, CaseIterable {
        case bucketPolicy = "bucket policy"
        case topicPolicy = "topic policy"
        case queuePolicy = "queue policy"
        case subscription, logging, topic, queue, trail

        func inflict(on mocked: MockedSetup) async throws {
            let (client, design) = (mocked.client, mocked.design)
            switch self {
            case .bucketPolicy: _ = try await client.send(DeleteBucketPolicy(bucket: design.bucket))
            case .topicPolicy:
                _ = try await client.send(
                    SetTopicAttributes(
                        topicARN: design.topicARN, attributeName: "Policy", attributeValue: PolicyDocument().text))
            case .queuePolicy:
                let url = try await client.send(GetQueueUrl(queueName: design.queue)).queueURL
                _ = try await client.send(
                    SetQueueAttributes(queueURL: url, attributes: ["Policy": PolicyDocument().text]))
            case .subscription:
                let all = try await client.send(ListSubscriptionsByTopic(topicARN: design.topicARN)).subscriptions
                _ = try await client.send(Unsubscribe(subscriptionARN: all?.first?.subscriptionARN))
            case .logging: _ = try await client.send(StopLogging(name: design.trail))
            case .topic: _ = try await client.send(DeleteTopic(topicARN: design.topicARN))
            case .queue:
                let url = try await client.send(GetQueueUrl(queueName: design.queue)).queueURL
                _ = try await client.send(DeleteQueue(queueURL: url))
            case .trail:
                _ = try await client.send(UpdateTrail(name: design.trail, snsTopicName: ""))
            }
        }
    }

    @Test(arguments: Damage.allCases) func whatIsBrokenIsNamedAndMended(damage: Damage) async throws {
        let mocked = try MockedSetup()
        _ = try await mocked.setUp()
        try await damage.inflict(on: mocked)
        #expect(try await mocked.broken() == [damage.rawValue])
        let mended = try await mocked.setUp().filter { !$0.hasPrefix("unchanged: ") }
        #expect(mended.contains { $0.contains(damage.rawValue) }, "\(mended)")
        #expect(try await mocked.broken() == [])
        #expect(try await mocked.setUp().allSatisfy { $0.hasPrefix("unchanged: ") })
    }

    @Test func whatOthersMadeStays() async throws {
        let mocked = try MockedSetup()
        let (client, design) = (mocked.client, mocked.design)
        let foreign =
            #"{"Version":"2012-10-17","Statement":[{"Sid":"theirs","Effect":"Deny","Principal":"*","#
            + #""Action":"s3:DeleteObject","Resource":"arn:aws:s3:::\#(design.bucket)/*"}]}"#
        _ = try await client.send(CreateBucket(bucket: design.bucket))
        _ = try await client.send(PutBucketPolicy(bucket: design.bucket, policy: foreign))
        let theirs = S3Tag(key: "owner", value: "somebody")
        _ = try await client.send(PutBucketTagging(bucket: design.bucket, tagging: .init(tagSet: [theirs])))
        _ = try await client.send(CreateTopic(name: design.topic))
        #expect(try await mocked.setUp().first == "unchanged: bucket \(design.bucket)")
        let policy = PolicyDocument(try await client.send(GetBucketPolicy(bucket: design.bucket)).policy)
        #expect(policy?.statements.map { $0["Sid"] }.first == "theirs")
        #expect(policy?.statements.count == 3)
        let outcomes = try await mocked.tearDown()
        #expect(outcomes.contains("kept: bucket \(design.bucket)") && outcomes.contains("kept: topic audit"))
        #expect(outcomes.contains("removed: trail audit") && outcomes.contains("removed: queue audit"))
        #expect(try await client.send(GetBucketTagging(bucket: design.bucket)).tagSet == [theirs])
    }

    @Test func logFilesStayUnlessTheyAreToGo() async throws {
        let mocked = try MockedSetup()
        _ = try await mocked.setUp()
        _ = try await mocked.client.send(
            PutObject(
                bucket: mocked.design.bucket, key: "AWSLogs/123456789012/CloudTrail/x.json.gz", body: Array("x".utf8)))
        #expect(
            try await mocked.tearDown().contains("kept: bucket \(mocked.design.bucket), which holds log files"))
        #expect(try await mocked.tearDown(deletesObjects: true) == ["removed: bucket \(mocked.design.bucket)"])
    }

    @Test func organizationTrailOfAllRegions() async throws {
        let mocked = try MockedSetup {
            $0.isMultiRegion = true
            $0.organization = "o-exampleorgid"
            $0.prefix = "central/"
        }
        #expect(try await mocked.setUp().contains("created: trail audit"))
        let trail = try await mocked.client.send(GetTrail(name: "audit")).trail
        #expect(trail?.isOrganizationTrail == true && trail?.isMultiRegionTrail == true)
        #expect(trail?.s3KeyPrefix == "central" && trail?.logFileValidationEnabled == true)
        #expect(try await mocked.broken() == [])
        #expect(try await mocked.setUp().allSatisfy { $0.hasPrefix("unchanged: ") })
    }

    @Test func policyOfAnotherOrganizationIsRefused() async throws {
        let mocked = try MockedSetup { $0.organization = "o-0123456789" }
        await #expect { _ = try await mocked.setUp() } throws: {
            ($0 as? AWSError)?.code == "InsufficientS3BucketPolicyException"
        }
    }

    @Test func bucketOfSomebodyElseIsSaid() async throws {
        let mocked = try MockedSetup(denying: "HeadBucket")
        await #expect { _ = try await mocked.setUp() } throws: {
            "\($0)".contains("belongs to somebody else, or these credentials may not look at it")
        }
    }

    @Test(arguments: ["CreateTopic", "CreateQueue", "Subscribe", "CreateTrail", "StartLogging"])
    func deniedCallsAreNamed(operation: String) async throws {
        let mocked = try MockedSetup(denying: operation)
        await #expect { _ = try await mocked.setUp() } throws: { error in
            let text = "\(error)"
            return text.contains("AccessDenied") && text.contains(operation)
        }
    }
}
