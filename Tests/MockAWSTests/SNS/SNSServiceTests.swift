import AWSOperations
import JSON
import Testing
import Timestamps

@testable import MockAWS

@Suite struct SNSServiceTests {
    private let topic = "arn:aws:sns:us-east-1:123456789012:t"

    private func subscribed(_ attributes: [String: String] = [:]) throws -> InProcessClient {
        let client = InProcessClient()
        #expect(try client.send(CreateTopic(name: "t")).topicARN == topic)
        let queue = "arn:aws:sqs:us-east-1:123456789012:q"
        _ = try client.send(
            CreateQueue(queueName: "q", attributes: ["Policy": QueuePolicy.taking(from: topic, into: queue)]))
        _ = try client.send(
            Subscribe(
                topicARN: topic, protocol: "sqs", endpoint: queue,
                attributes: attributes))
        return client
    }

    private func received(_ client: InProcessClient) throws -> SQSMessage? {
        try client.send(ReceiveMessage(queueURL: "/123456789012/q", messageAttributeNames: ["All"])).messages?.first
    }

    @Test func envelopeIsAsAWSWritesIt() throws {
        let client = try subscribed()
        let attribute = SNSMessageAttribute(dataType: "Number", stringValue: "1")
        let id = try client.send(
            Publish(topicARN: topic, message: "a\n\"b\"", subject: "s", messageAttributes: ["n": attribute])
        ).messageID
        let body = try #require(try received(client)?.body)
        let json = try JSONValue(parsing: body)
        #expect(
            json.object?.map(\.name) == [
                "Type", "MessageId", "TopicArn", "Subject", "Message", "Timestamp", "SignatureVersion", "Signature",
                "SigningCertURL", "UnsubscribeURL", "MessageAttributes",
            ])
        #expect(json["MessageId"]?.string == id && json["Message"]?.string == "a\n\"b\"")
        #expect(json["Timestamp"]?.string == "2026-03-04T04:53:20.000Z")
        #expect(json["MessageAttributes"]?["n"]?["Type"]?.string == "Number")
        #expect(body.hasPrefix("{\n  \"Type\" : \"Notification\",\n"))
    }

    @Test func rawMessagesKeepTheirAttributes() throws {
        let client = try subscribed(["RawMessageDelivery": "true"])
        let subscription = try client.send(ListSubscriptionsByTopic(topicARN: topic)).subscriptions?.first
        let attributes = try client.send(
            GetSubscriptionAttributes(subscriptionARN: subscription?.subscriptionARN)
        ).attributes
        #expect(attributes?["RawMessageDelivery"] == "true" && attributes?["TopicArn"] == topic)
        let attribute = SNSMessageAttribute(dataType: "Binary", binaryValue: [1, 2])
        _ = try client.send(Publish(topicARN: topic, message: "m", messageAttributes: ["n": attribute]))
        let message = try received(client)
        #expect(message?.body == "m")
        #expect(message?.messageAttributes == ["n": SQSMessageAttribute(binaryValue: [1, 2], dataType: "Binary")])
    }

    @Test func subscriptionsAreMadeOnce() throws {
        let client = try subscribed()
        let again = Subscribe(
            topicARN: topic, protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:123456789012:q")
        let arn = try client.send(again).subscriptionARN
        #expect(
            try client.send(ListSubscriptionsByTopic(topicARN: topic)).subscriptions?.map(\.subscriptionARN) == [arn])
        let mail = Subscribe(topicARN: topic, protocol: "email", endpoint: "a@example.com")
        #expect(try client.send(mail).subscriptionARN == "pending confirmation")
        #expect(try client.send(GetTopicAttributes(topicARN: topic)).attributes?["SubscriptionsPending"] == "1")
    }

    @Test func topicsThatAreNotThereAreNotFound() {
        let client = InProcessClient()
        #expect(
            InProcessClient.errorCode { try client.send(Publish(topicARN: topic, message: "m")) } == "NotFound")
        #expect(
            InProcessClient.errorCode { try client.send(Publish(topicARN: "t", message: "m")) } == "InvalidParameter")
        #expect(InProcessClient.errorCode { try client.send(DeleteTopic(topicARN: topic)) } == nil)
    }
}
