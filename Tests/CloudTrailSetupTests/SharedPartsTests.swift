import AWSClient
import AWSOperations
import CloudTrailSetup
import JSON
import Testing

/// What a tear-down leaves to others who use the same bucket, topic or queue.
@Suite(.timeLimit(.minutes(15))) struct SharedPartsTests {
    @Test func queueOfASharedTopicStaysForTheOtherTrail() async throws {
        let bench = try SetupBench()
        let share: (inout TrailDesign) -> Void = { ($0.topic, $0.queue) = ("shared", "shared") }
        let (first, second) = (SetupBench.design("aaa", share), SetupBench.design("bbb", share))
        try await bench.setUp(first)
        try await bench.setUp(second)
        let outcomes = try await bench.tearDown(first)
        #expect(outcomes.contains("kept: topic shared, which the trail bbb uses"))
        #expect(
            outcomes.contains("kept: queue shared, which gets what the topic shared says, which the trail bbb uses"))
        #expect(outcomes.last == "removed: trail aaa" && !outcomes.contains("removed: subscription"))
        #expect(try await bench.complaints(second) == [])
    }

    @Test func anyStatementForOthersKeepsBucketAndQueue() async throws {
        let partner = #""Effect":"Allow","Principal":{"AWS":"arn:aws:iam::210987654321:root"}"#
        let logs = #""Effect":"Allow","Principal":{"Service":"delivery.logs.amazonaws.com"}"#
        for statement in [partner, logs] {
            let bench = try SetupBench()
            let design = SetupBench.design()
            try await bench.setUp(design)
            var policy = try #require(
                PolicyDocument(try await bench.client.send(GetBucketPolicy(bucket: design.bucket)).policy))
            _ = policy.put([
                try JSONValue(
                    parsing: #"{"Sid":"P","Action":"s3:PutObject","Resource":"\#(design.bucketARN)/*",\#(statement)}"#)
            ])
            _ = try await bench.client.send(PutBucketPolicy(bucket: design.bucket, policy: policy.text))
            policy = try #require(try await bench.policy(ofQueue: design.queue))
            _ = policy.put([
                try JSONValue(
                    parsing: #"{"Sid":"P","Action":"sqs:SendMessage","Resource":"\#(design.queueARN)",\#(statement)}"#)
            ])
            let url = try await bench.client.send(GetQueueUrl(queueName: design.queue)).queueURL
            _ = try await bench.client.send(SetQueueAttributes(queueURL: url, attributes: ["Policy": policy.text]))
            let outcomes = try await bench.tearDown(design)
            #expect(outcomes.contains("kept: bucket \(design.bucket), whose policy lets others use it"))
            #expect(outcomes.contains("kept: queue audit, whose policy lets others use it"))
            #expect(outcomes.contains("removed: topic audit"))
        }
    }

    @Test func waitingMessagesKeepNoQueue() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design()
        try await bench.setUp(design)
        let url = try await bench.client.send(GetQueueUrl(queueName: design.queue)).queueURL
        _ = try await bench.client.send(SendMessage(queueURL: url, messageBody: "x"))
        #expect(try await bench.tearDown(design).contains("removed: queue audit"))
    }
}
