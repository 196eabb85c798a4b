import AWSClient
import AWSOperations
import Foundation
import Gzip
import MockAWS
import TestSupport

/// A local AWS with a trail's bucket and queue, and a way to run `cloudtrail_reader follow` on it.
final class FollowWorld: Sendable {
    let mock: MockAWS
    let client: AWSClient
    let folder: TemporaryFolder
    let url: String

    static let bucket = "trail-logs"
    static let prefix = "AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/04/"

    /// Starts it.
    ///
    /// - Parameters:
    ///   - visibilityTimeout: the queue's, in seconds.
    ///   - faults: rules of faults as JSON.
    /// - Throws: what keeps it from starting.
    init(visibilityTimeout: Int = 1, faults: String? = nil) async throws {
        folder = try TemporaryFolder()
        var options = MockAWSOptions()
        if let faults { options.faults = try FaultScript(parsing: Array(faults.utf8), file: "rules") }
        mock = try MockAWS.start(options)
        var configuration = AWSClientConfiguration(
            region: "us-east-1", endpointURL: mock.endpoint,
            credentials: AWSCredentials(accessKeyID: "AKIA", secretAccessKey: "secret"), environment: [:])
        configuration.readFile = { _ in nil }
        client = try AWSClient(configuration)
        _ = try await client.send(CreateBucket(bucket: FollowWorld.bucket))
        let queue = try await client.send(
            CreateQueue(queueName: "trail", attributes: ["VisibilityTimeout": "\(visibilityTimeout)"]))
        url = queue.queueURL ?? ""
    }

    func end() {
        mock.stop()
        folder.remove()
    }

    /// The key of a log file.
    static func key(_ name: String) -> String {
        prefix + "123456789012_CloudTrail_us-east-1_20260304T1000Z_\(name).json.gz"
    }

    /// Puts a log file with these events; its key.
    @discardableResult
    func put(_ name: String, _ events: [String]) async throws -> String {
        let records = events.map { "{\"eventName\":\"X\",\"eventID\":\"\($0)\"}" }
        return try await put(name, text: "{\"Records\":[\n\(records.joined(separator: ",\n"))]}")
    }

    @discardableResult
    func put(_ name: String, text: String) async throws -> String {
        let key = FollowWorld.key(name)
        _ = try await client.send(
            PutObject(bucket: FollowWorld.bucket, key: key, body: Deflater.gzip(Array(text.utf8))))
        return key
    }

    /// Sends a message; its id.
    @discardableResult
    func send(_ body: String) async throws -> String {
        try await client.send(SendMessage(queueURL: url, messageBody: body)).messageID ?? ""
    }

    /// CloudTrail's notification of keys.
    static func notification(_ keys: String...) -> String {
        "{\"s3Bucket\":\"\(bucket)\",\"s3ObjectKey\":[\(keys.map { "\"\($0)\"" }.joined(separator: ","))]}"
    }

    /// Puts log files of two events each, and announces each; the events.
    func deliver(_ count: Int) async throws -> [String] {
        var events: [String] = []
        for number in 0..<count {
            let own = ["event-\(number)-a", "event-\(number)-b"]
            try await send(FollowWorld.notification(try await put("file\(number)", own)))
            events += own
        }
        return events
    }

    var environment: [String: String] {
        var variables = [
            "HOME": folder.path, "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": mock.endpoint,
            "AWS_MAX_ATTEMPTS": "1",
        ]
        for name in ["PATH", "LD_LIBRARY_PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
        return variables
    }

    /// Runs the command until the queue has nothing more.
    func follow(_ arguments: String..., queue: String? = nil, outputPath: String? = nil) async throws -> ProgramRun {
        try await ProgramRun.run(
            "cloudtrail_reader", ["follow", queue ?? url, "--once", "--wait", "1"] + arguments,
            environment: environment, outputPath: outputPath)
    }

    /// The ids of the messages that are in the queue, the hidden ones as soon as they appear; they are hidden then.
    func remaining() async throws -> Set<String> {
        var ids: Set<String> = []
        while true {
            let output = try await client.send(
                ReceiveMessage(queueURL: url, maxNumberOfMessages: 10, visibilityTimeout: 600, waitTimeSeconds: 2))
            guard let messages = output.messages, !messages.isEmpty else { return ids }
            ids.formUnion(messages.compactMap(\.messageID))
        }
    }

    /// How many messages there are, visible or not.
    func depth() async throws -> Int {
        let names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        let output = try await client.send(GetQueueAttributes(queueURL: url, attributeNames: names))
        return names.reduce(0) { $0 + (output.attributes?[$1].flatMap { Int($0) } ?? 0) }
    }

    /// The ids of printed events.
    static func identifiers(_ lines: [String]) -> [String] {
        lines.compactMap { line in
            line.range(of: "\"eventID\":\"").map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
        }
    }

    /// Runs the command until it has written `count` lines, then sends it a signal.
    func followUntil(_ count: Int, signal: Int32, arguments: [String]) async throws -> InterruptedRun {
        try await InterruptedRun.run(
            until: count, signal: signal, "cloudtrail_reader", ["follow", url] + arguments, environment: environment)
    }
}
