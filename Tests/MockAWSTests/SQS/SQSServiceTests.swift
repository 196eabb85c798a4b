import AWSOperations
import HTTPMessages
import HTTPServer
import Testing
import Timestamps

@testable import MockAWS

@Suite struct SQSServiceTests {
    private let service = SQSService(world: InProcessClient.world) { _ in }
    private let url = "http://anywhere/123456789012/q"

    private func at(_ seconds: Int64) -> MockContext {
        .testing(now: InProcessClient.now.adding(seconds: seconds))
    }

    private func create(_ attributes: [String: String] = [:], name: String = "q") throws {
        _ = try service.createQueue(CreateQueue(queueName: name, attributes: attributes), at(0))
    }

    private func send(_ body: String, delay: Int? = nil, at seconds: Int64 = 0) throws {
        _ = try service.sendMessage(
            SendMessage(queueURL: url, messageBody: body, delaySeconds: delay), at(seconds))
    }

    private func receive(at seconds: Int64, count: Int = 10, from url: String? = nil) throws -> [SQSMessage] {
        let input = ReceiveMessage(
            queueURL: url ?? self.url, messageSystemAttributeNames: ["All"], maxNumberOfMessages: count)
        return try service.receiveMessage(input, at(seconds)).now.messages ?? []
    }

    private func count(_ name: String, at seconds: Int64) throws -> String? {
        try service.getQueueAttributes(GetQueueAttributes(queueURL: url, attributeNames: [name]), at(seconds))
            .attributes?[name]
    }

    @Test func messagesAreHiddenForTheirTime() throws {
        try create(["VisibilityTimeout": "30"])
        try send("a")
        #expect(try receive(at: 0).map(\.body) == ["a"])
        #expect(try receive(at: 29).isEmpty)
        #expect(try count("ApproximateNumberOfMessagesNotVisible", at: 29) == "1")
        let again = try receive(at: 30)
        #expect(again.first?.attributes?["ApproximateReceiveCount"] == "2")
        #expect(again.first?.attributes?["ApproximateFirstReceiveTimestamp"] == "1772600000000")
        _ = try service.changeMessageVisibility(
            ChangeMessageVisibility(queueURL: url, receiptHandle: again[0].receiptHandle, visibilityTimeout: 100),
            at(40))
        #expect(try receive(at: 139).isEmpty)
        #expect(try receive(at: 140).count == 1)
    }

    @Test func handlesGoStale() throws {
        try create(["VisibilityTimeout": "10"])
        try send("a")
        let first = try #require(try receive(at: 0).first?.receiptHandle)
        func extend(_ handle: String, at seconds: Int64) -> String? {
            InProcessClient.errorCode {
                try service.changeMessageVisibility(
                    ChangeMessageVisibility(queueURL: url, receiptHandle: handle, visibilityTimeout: 5), at(seconds))
            }
        }
        #expect(extend(first, at: 10) == "MessageNotInflight")
        let second = try #require(try receive(at: 10).first?.receiptHandle)
        #expect(extend(first, at: 11) == "InvalidParameterValueException")
        _ = try service.deleteMessage(DeleteMessage(queueURL: url, receiptHandle: first), at(11))
        #expect(try receive(at: 20).count == 1, "a handle of an earlier receipt deletes nothing")
        _ = try service.deleteMessage(DeleteMessage(queueURL: url, receiptHandle: second), at(21))
        #expect(try receive(at: 99).count == 1)
        let last = try #require(try receive(at: 200).first?.receiptHandle)
        _ = try service.deleteMessage(DeleteMessage(queueURL: url, receiptHandle: last), at(211))
        #expect(try receive(at: 999).isEmpty, "the last handle deletes after its time, too")
        _ = try service.deleteMessage(DeleteMessage(queueURL: url, receiptHandle: last), at(211))
        try create(name: "other")
        let elsewhere = DeleteMessage(queueURL: "/123456789012/other", receiptHandle: last)
        #expect(InProcessClient.errorCode { try service.deleteMessage(elsewhere, at(0)) } == "ReceiptHandleIsInvalid")
    }

    @Test func messagesAreDelayedAndExpire() throws {
        try create(["DelaySeconds": "5", "MessageRetentionPeriod": "60"])
        try send("a")
        try send("b", delay: 0)
        #expect(try receive(at: 0).map(\.body) == ["b"])
        #expect(try count("ApproximateNumberOfMessagesDelayed", at: 4) == "1")
        #expect(try receive(at: 5).map(\.body) == ["a"])
        #expect(try receive(at: 60).isEmpty)
        #expect(try count("ApproximateNumberOfMessages", at: 60) == "0")
    }

    @Test func messagesReceivedTooOftenLeaveTheQueue() throws {
        try create(name: "dead")
        let arn = "arn:aws:sqs:us-east-1:123456789012:dead"
        try create(
            ["VisibilityTimeout": "1", "RedrivePolicy": #"{"deadLetterTargetArn":"\#(arn)","maxReceiveCount":"2"}"#])
        try send("poison")
        #expect(try receive(at: 0).count == 1)
        #expect(try receive(at: 1).count == 1)
        #expect(try receive(at: 2).isEmpty)
        let message = try receive(at: 2, from: "/123456789012/dead").first
        #expect(message?.body == "poison" && message?.attributes?["SentTimestamp"] == "1772600000000")
        #expect(message?.attributes?["DeadLetterQueueSourceArn"] == "arn:aws:sqs:us-east-1:123456789012:q")
    }

    @Test func waitingEndsWithAMessage() async throws {
        try create(["ReceiveMessageWaitTimeSeconds": "20"])
        let (now, later) = try service.receiveMessage(ReceiveMessage(queueURL: url), at(0))
        #expect(now.messages == nil)
        try send("a")
        #expect(try await later?().messages?.map(\.body) == ["a"])
        let (_, again) = try service.receiveMessage(ReceiveMessage(queueURL: url, waitTimeSeconds: 1), at(0))
        #expect(try await again?().messages == nil)
        #expect(try service.receiveMessage(ReceiveMessage(queueURL: url, waitTimeSeconds: 0), at(0)).later == nil)
    }

    @Test func clientThatHasGoneGetsNoMessage() async throws {
        try create()
        let (_, later) = try service.receiveMessage(ReceiveMessage(queueURL: url, waitTimeSeconds: 20), at(0))
        try send("a")
        let messages = try await WaitingClient.$current.withValue(WaitingClient { true }) {
            try await later?().messages
        }
        #expect(messages == nil)
        #expect(try receive(at: 0).map(\.body) == ["a"])
    }

    @Test func waitingOnAQueueThatGoesIsAnError() async throws {
        try create()
        let (_, later) = try service.receiveMessage(ReceiveMessage(queueURL: url, waitTimeSeconds: 20), at(0))
        _ = try service.deleteQueue(DeleteQueue(queueURL: url), at(0))
        await #expect(throws: AWSError.self) { try await later?() }
    }

    @Test(arguments: [
        ("VisibilityTimeout", "43201", "InvalidAttributeValue"), ("DelaySeconds", "x", "InvalidAttributeValue"),
        ("Policy", "x", "InvalidAttributeValue"), ("Nonsense", "1", "InvalidAttributeName"),
        ("RedrivePolicy", "{}", "InvalidParameterValueException"), ("FifoQueue", "true", "UnsupportedOperation"),
    ])
    func wrongAttributesAreRefused(name: String, value: String, code: String) {
        #expect(InProcessClient.errorCode { try create([name: value]) } == code)
    }

    @Test func accountsAndRegionsHaveTheirOwnQueues() throws {
        try create()
        let other = MockContext.testing(region: "eu-west-1")
        #expect(
            InProcessClient.errorCode { try service.getQueueURL(GetQueueUrl(queueName: "q"), other) }
                == "QueueDoesNotExist")
        #expect(
            try service.getQueueURL(GetQueueUrl(queueName: "q"), at(0)).queueURL == "http://127.0.0.1/123456789012/q")
    }

    @Test func tenThousandMessagesAreNoBurden() throws {
        try create()
        for number in 0..<10_000 { try send(String(number)) }
        var seen = 0
        while case let messages = try receive(at: 0), !messages.isEmpty {
            seen += messages.count
            let entries = messages.enumerated().map {
                DeleteMessageBatch.Entry(id: String($0.offset), receiptHandle: $0.element.receiptHandle)
            }
            let output = try service.deleteMessageBatch(DeleteMessageBatch(queueURL: url, entries: entries), at(0))
            #expect(output.failed == [])
        }
        #expect(seen == 10_000)
    }

    @Test func theClientSeesTheOldErrorCode() throws {
        let client = InProcessClient()
        let response = try client.response(ListQueueTags(queueURL: url))
        #expect(response.headers["x-amzn-query-error"] == "AWS.SimpleQueueService.NonExistentQueue;Sender")
        #expect(ListQueueTags.error(from: response).code == "QueueDoesNotExist" && response.status == 400)
    }
}
