import AWSOperations
import Gzip
import HTTPMessages
import JSON
import Testing
import Timestamps

@testable import MockAWS

/// A trail that logs, in a server without sockets.
struct TrailBench {
    let client: InProcessClient

    /// Makes the trail `main` with a bucket, a topic and a queue, which gets raw messages.
    init(
        world: World = InProcessClient.world, isOrganization: Bool = false, validates: Bool = true,
        isMultiRegion: Bool = true, prefix: String? = nil
    ) throws {
        client = InProcessClient(MockAWSOptions(world: world))
        let allow = #""Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"}"#
        _ = try client.send(CreateBucket(bucket: "logs"))
        _ = try client.send(
            PutBucketPolicy(
                bucket: "logs",
                policy: #"{"Statement":[{\#(allow),"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::logs"},"#
                    + #"{\#(allow),"Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*"}]}"#))
        let topic = "arn:aws:sns:us-east-1:123456789012:t"
        let policy = #"{"Statement":{\#(allow),"Action":"SNS:Publish","Resource":"\#(topic)"}}"#
        _ = try client.send(CreateTopic(name: "t", attributes: ["Policy": policy]))
        let queue = "arn:aws:sqs:us-east-1:123456789012:q"
        _ = try client.send(
            CreateQueue(
                queueName: "q", attributes: ["Policy": QueuePolicy.taking(from: topic, into: queue)]))
        _ = try client.send(
            Subscribe(
                topicARN: topic, protocol: "sqs", endpoint: queue,
                attributes: ["RawMessageDelivery": "true"]))
        _ = try client.send(
            CreateTrail(
                name: "main", s3BucketName: "logs", s3KeyPrefix: prefix, snsTopicName: "t",
                isMultiRegionTrail: isMultiRegion,
                enableLogFileValidation: validates, isOrganizationTrail: isOrganization))
        _ = try client.send(StartLogging(name: "main"))
        _ = try messages()
    }

    func post(_ endpoint: String, _ body: JSONValue) throws -> (status: Int, answer: JSONValue) {
        let response = client.respond(
            to: HTTPRequest(method: "POST", path: "/_mock/cloudtrail/\(endpoint)", body: body.encoded()))
        return (response.status, try JSONValue(parsing: response.body))
    }

    func deliver(_ body: JSONValue) throws -> JSONValue {
        let (status, answer) = try post("deliver", body)
        try #require(status == 200, "\(answer.text())")
        return answer
    }

    func digests(_ body: JSONValue = ["trail": "main"]) throws -> [JSONValue] {
        let (status, answer) = try post("digest", body)
        try #require(status == 200, "\(answer.text())")
        return try #require(answer["digests"]?.array)
    }

    /// The keys that a delivery names.
    static func keys(_ answer: JSONValue) -> [String] { (answer["keys"]?.array ?? []).compactMap(\.string) }

    /// An object, inflated, and its metadata.
    func read(_ key: String) throws -> (content: [UInt8], metadata: [String: String]) {
        let object = try client.send(GetObject(bucket: "logs", key: key))
        let body = try #require(object.body)
        return (try Inflater.gunzip(body, maxBytes: 1 << 24), object.metadata ?? [:])
    }

    func messages() throws -> [String] {
        var all: [String] = []
        while let some = try client.send(ReceiveMessage(queueURL: "/123456789012/q", maxNumberOfMessages: 10)).messages,
            !some.isEmpty
        {
            all += some.compactMap(\.body)
        }
        return all
    }
}
