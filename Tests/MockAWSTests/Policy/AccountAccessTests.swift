import AWSOperations
import SigV4
import Testing

@testable import MockAWS

/// What one account may do with buckets, topics and queues of another.
@Suite struct AccountAccessTests {
    private static let partner = WorldCredentials.dummy(account: "210987654321")
    private static let topic = "arn:aws:sns:us-east-1:123456789012:t"

    /// Clients of two accounts at one server.
    private func clients() -> (owner: InProcessClient, partner: InProcessClient) {
        var world = InProcessClient.world
        var partner = AccountAccessTests.partner
        partner.accessKeyID = "AKIAPARTNEREXAMPLE00"
        world.credentials.append(partner)
        let owner = InProcessClient(MockAWSOptions(world: world))
        return (
            owner,
            owner.inRegion(
                "us-east-1",
                credentials: SigningCredentials(
                    accessKeyID: partner.accessKeyID, secretAccessKey: partner.secretAccessKey))
        )
    }

    private func status(_ call: () throws -> Void) -> Int? {
        do {
            try call()
            return nil
        } catch {
            return (error as? AWSError)?.httpStatus
        }
    }

    @Test func bucketsOfOthersNeedAPolicy() throws {
        let (owner, partner) = clients()
        _ = try owner.send(CreateBucket(bucket: "theirs"))
        #expect(status { _ = try partner.send(HeadBucket(bucket: "theirs")) } == 403)
        #expect(status { _ = try partner.send(ListObjectsV2(bucket: "theirs")) } == 403)
        _ = try owner.send(
            PutBucketPolicy(
                bucket: "theirs",
                policy: #"{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::210987654321:root"},"#
                    + #""Action":"s3:ListBucket","Resource":"arn:aws:s3:::theirs"}}"#))
        _ = try partner.send(HeadBucket(bucket: "theirs"))
        _ = try partner.send(ListObjectsV2(bucket: "theirs"))
    }

    @Test func topicsOfOtherAccountsAndRegionsAreClosed() throws {
        let (owner, partner) = clients()
        _ = try owner.send(CreateTopic(name: "t"))
        let topic = AccountAccessTests.topic
        #expect(status { _ = try partner.send(GetTopicAttributes(topicARN: topic)) } == 403)
        #expect(status { _ = try partner.send(Publish(topicARN: topic, message: "m")) } == 403)
        #expect(status { _ = try partner.send(DeleteTopic(topicARN: topic)) } == 403)
        let elsewhere = owner.inRegion("eu-west-1")
        #expect(status { _ = try elsewhere.send(GetTopicAttributes(topicARN: topic)) } == 400)
        _ = try owner.send(
            SetTopicAttributes(
                topicARN: topic, attributeName: "Policy",
                attributeValue: #"{"Statement":{"Effect":"Allow","Principal":{"AWS":"210987654321"},"#
                    + #""Action":"SNS:Publish","Resource":"\#(topic)"}}"#))
        _ = try partner.send(Publish(topicARN: topic, message: "m"))
    }

    @Test func queuesTakeWhatTheirPolicyLetsIn() throws {
        let client = InProcessClient()
        let (topic, queue) = (AccountAccessTests.topic, "arn:aws:sqs:us-east-1:123456789012:q")
        _ = try client.send(CreateTopic(name: "t"))
        _ = try client.send(CreateQueue(queueName: "q"))
        _ = try client.send(Subscribe(topicARN: topic, protocol: "sqs", endpoint: queue))
        _ = try client.send(Publish(topicARN: topic, message: "m"))
        let waiting = ReceiveMessage(queueURL: "/123456789012/q")
        #expect(try client.send(waiting).messages == nil)
        let policy = QueuePolicy.taking(from: topic, into: queue)
        _ = try client.send(SetQueueAttributes(queueURL: "/123456789012/q", attributes: ["Policy": policy]))
        _ = try client.send(Publish(topicARN: topic, message: "m"))
        #expect(try client.send(waiting).messages?.count == 1)
    }

    @Test func topicNamesMayHave256Letters() throws {
        let client = InProcessClient()
        _ = try client.send(CreateTopic(name: String(repeating: "t", count: 256)))
        for name in [String(repeating: "t", count: 257), "", "a.b"] {
            #expect(status { _ = try client.send(CreateTopic(name: name)) } == 400)
        }
    }
}
