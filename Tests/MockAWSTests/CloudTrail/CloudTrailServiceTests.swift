import AWSOperations
import Gzip
import HTTPMessages
import JSON
import Testing
import Timestamps

@testable import MockAWS

/// CloudTrail with the services it works with, without sockets.
@Suite struct CloudTrailServiceTests {
    static let trail = "arn:aws:cloudtrail:us-east-1:123456789012:trail/main"
    static let topic = "arn:aws:sns:us-east-1:123456789012:t"

    private static func policy(bucket: String = "bkt", prefix: String = "", principal: String) -> String {
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":\(principal),"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::\(bucket)"},
        {"Effect":"Allow","Principal":\(principal),"Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::\(bucket)/\(prefix)AWSLogs/123456789012/*",
        "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}}}]}
        """
    }

    private static let service = #"{"Service":"cloudtrail.amazonaws.com"}"#

    /// A bucket and a topic for trails, and a queue that hears of it.
    private func chain() throws -> InProcessClient {
        let client = InProcessClient()
        _ = try client.send(CreateBucket(bucket: "bkt"))
        _ = try client.send(
            PutBucketPolicy(
                bucket: "bkt", policy: CloudTrailServiceTests.policy(principal: CloudTrailServiceTests.service)))
        let policy = """
            {"Statement":{"Effect":"Allow","Principal":\(CloudTrailServiceTests.service),"Action":"SNS:Publish",
            "Resource":"\(CloudTrailServiceTests.topic)",
            "Condition":{"StringEquals":{"aws:SourceArn":"\(CloudTrailServiceTests.trail)"}}}}
            """
        _ = try client.send(CreateTopic(name: "t", attributes: ["Policy": policy]))
        let queue = "arn:aws:sqs:us-east-1:123456789012:q"
        let taking = QueuePolicy.taking(from: CloudTrailServiceTests.topic, into: queue)
        _ = try client.send(CreateQueue(queueName: "q", attributes: ["Policy": taking]))
        _ = try client.send(
            Subscribe(
                topicARN: CloudTrailServiceTests.topic, protocol: "sqs", endpoint: queue,
                attributes: ["RawMessageDelivery": "true"]))
        return client
    }

    private func deliver(_ client: InProcessClient, _ body: JSONValue) throws -> (status: Int, JSONValue) {
        let response = client.respond(
            to: HTTPRequest(method: "POST", path: "/_mock/cloudtrail/deliver", body: body.encoded()))
        return (response.status, try JSONValue(parsing: response.body))
    }

    private func messages(_ client: InProcessClient) throws -> [String] {
        try client.send(ReceiveMessage(queueURL: "/123456789012/q", maxNumberOfMessages: 10)).messages?.compactMap(
            \.body)
            ?? []
    }

    @Test func filesArriveWithTheirNotification() throws {
        let client = try chain()
        let made = try client.send(CreateTrail(name: "main", s3BucketName: "bkt", snsTopicName: "t"))
        #expect(made.trailARN == CloudTrailServiceTests.trail && made.snsTopicARN == CloudTrailServiceTests.topic)
        #expect(try messages(client) == ["CloudTrail validation message."])
        #expect(try deliver(client, ["trail": "main"]).status == 409)
        _ = try client.send(StartLogging(name: "main"))
        let (status, answer) = try deliver(client, ["trail": "main", "count": 3, "seed": 1])
        #expect(status == 200)
        let key = try #require(answer["keys"]?.array?.first?.string)
        #expect(
            key.hasPrefix("AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/04/123456789012_CloudTrail_us-east-1_2026")
        )
        #expect(try messages(client) == [#"{"s3Bucket":"bkt","s3ObjectKey":["\#(key)"]}"#])
        let body = try #require(try client.send(GetObject(bucket: "bkt", key: key)).body)
        let records = try JSONValue(parsing: try Inflater.gunzip(body, maxBytes: 1 << 20))["Records"]?.array
        #expect(records?.count == 3)
        #expect(try client.send(LookupEvents()).events?.count == 3)
        #expect(try client.send(GetTrailStatus(name: "main")).latestDeliveryTime == InProcessClient.now)
    }

    @Test func theSameSeedGivesTheSameFile() throws {
        let answers = try (0..<2).map { _ in
            let client = try chain()
            _ = try client.send(CreateTrail(name: "main", s3BucketName: "bkt"))
            _ = try client.send(StartLogging(name: "main"))
            let first = try deliver(client, ["trail": "main", "count": 3, "seed": 1])
            let second = try deliver(client, ["trail": "main", "count": 3, "seed": 1])
            #expect(first.1["keys"] != second.1["keys"])
            return [first.1, second.1]
        }
        #expect(answers[0] == answers[1])
    }

    @Test(arguments: [
        (service, "", nil), (#""*""#, "", nil), (#"{"AWS":["arn:aws:iam::086441151436:root"]}"#, "", nil),
        (#"{"AWS":"arn:aws:iam::111122223333:root"}"#, "", "InsufficientS3BucketPolicyException"),
        (#"{"Service":"config.amazonaws.com"}"#, "", "InsufficientS3BucketPolicyException"),
        (service, "other/", "InsufficientS3BucketPolicyException"),
    ])
    func bucketsMustAllowIt(principal: String, prefix: String, code: String?) throws {
        let client = InProcessClient()
        _ = try client.send(CreateBucket(bucket: "bkt"))
        _ = try client.send(
            PutBucketPolicy(bucket: "bkt", policy: CloudTrailServiceTests.policy(prefix: prefix, principal: principal)))
        #expect(
            InProcessClient.errorCode { try client.send(CreateTrail(name: "main", s3BucketName: "bkt")) } == code)
    }

    @Test(arguments: ["ab", "-abc", "abc-", "a..b", "a b c", "192.168.0.1", String(repeating: "a", count: 129)])
    func badNamesAreRefused(name: String) throws {
        let client = try chain()
        #expect(
            InProcessClient.errorCode { try client.send(CreateTrail(name: name, s3BucketName: "bkt")) }
                == "InvalidTrailNameException")
    }

    @Test func fiveTrailsAreEnough() throws {
        let client = try chain()
        for number in 1...5 { _ = try client.send(CreateTrail(name: "trail\(number)", s3BucketName: "bkt")) }
        #expect(
            InProcessClient.errorCode { try client.send(CreateTrail(name: "trail6", s3BucketName: "bkt")) }
                == "MaximumNumberOfTrailsExceededException")
    }

    @Test func eventsAreFoundPageByPage() throws {
        var world = InProcessClient.world
        for number in 0..<60 {
            let time = InProcessClient.now.adding(seconds: -Int64(number) * 60)
            world.trailRecords.append([
                "eventTime": .string(time.iso8601), "eventID": .string(String(number)), "awsRegion": "us-east-1",
                "eventName": number % 2 == 0 ? "Even" : "Odd", "readOnly": true,
            ])
        }
        let client = InProcessClient(MockAWSOptions(world: world))
        let first = try client.send(LookupEvents())
        #expect(
            first.events?.count == 50 && first.events?.first?.eventID == "0" && first.events?.first?.readOnly == "true")
        let second = try client.send(LookupEvents(nextToken: first.nextToken))
        #expect(second.events?.count == 10 && second.nextToken == nil)
        let odd = LookupEvents.Attribute(attributeKey: "EventName", attributeValue: "Odd")
        #expect(try client.send(LookupEvents(lookupAttributes: [odd])).events?.count == 30)
        let recent = LookupEvents(startTime: InProcessClient.now.adding(seconds: -120), endTime: InProcessClient.now)
        #expect(try client.send(recent).events?.count == 3)
    }
}
