import AWSClient
import AWSOperations
import CloudTrailReader
import Gzip
import HTTPTransport
import Locking
import MockAWS
import ScanSupport
import Timestamps

/// A queue and a bucket of the local AWS, and a sink.
final class FollowBench: Sendable {
    let mock: MockAWS
    /// What the follower sends goes through it.
    let spy: SpyTransport
    let sink = CollectingSink()
    let url: String
    /// The client of the follower.
    let client: AWSClient
    /// The client of the test.
    let other: AWSClient
    private let log = Locked<[FollowEvent]>([])

    static let bucket = "trail-logs"

    init(visibilityTimeout: Int = 30, attributes: [String: String] = [:]) async throws {
        mock = try MockAWS.start()
        var configuration = AWSClientConfiguration(
            region: "us-east-1", endpointURL: mock.endpoint,
            credentials: AWSCredentials(accessKeyID: "AKIA", secretAccessKey: "secret"), environment: [:])
        configuration.readFile = { _ in nil }
        configuration.sleep = { _ in }
        spy = SpyTransport(try AWSClient.defaultTransport(configuration))
        client = try AWSClient(configuration, transport: spy)
        other = try AWSClient(configuration)
        _ = try await other.send(CreateBucket(bucket: FollowBench.bucket))
        let all = attributes.merging(["VisibilityTimeout": "\(visibilityTimeout)"]) { own, _ in own }
        url = try await other.send(CreateQueue(queueName: "trail", attributes: all)).queueURL ?? ""
    }

    /// Ends the local AWS, and lets go of an answer that may hold this bench.
    func stop() {
        mock.stop()
        spy.answer(nil)
    }

    /// What was told so far.
    var events: [FollowEvent] { log.withLock { $0 } }

    /// What was told of messages and objects that lead to nothing.
    var problems: [FollowEvent] {
        events.filter { event in
            switch event {
            case .object, .message: true
            case .note, .trouble: false
            }
        }
    }

    /// Puts a log file whose text is its key.
    func put(_ keys: String..., text: String? = nil) async throws {
        for key in keys {
            let text = text ?? key
            _ = try await other.send(
                PutObject(bucket: FollowBench.bucket, key: key, body: Deflater.gzip(Array(text.utf8))))
        }
    }

    /// Sends a message that announces keys; its id.
    @discardableResult
    func announce(_ keys: String..., bucket: String = FollowBench.bucket) async throws -> String {
        try await announce(keys, bucket: bucket)
    }

    @discardableResult
    func announce(_ keys: [String], bucket: String = FollowBench.bucket) async throws -> String {
        let list = keys.map { "\"\($0)\"" }.joined(separator: ",")
        return try await send("{\"s3Bucket\":\"\(bucket)\",\"s3ObjectKey\":[\(list)]}")
    }

    /// Sends a message; its id.
    @discardableResult
    func send(_ body: String) async throws -> String {
        try await other.send(SendMessage(queueURL: url, messageBody: body)).messageID ?? ""
    }

    /// Makes every message visible that the follower has received and that is there still.
    func makeVisible() async throws {
        for handle in spy.receiptHandles {
            _ = try? await other.send(
                ChangeMessageVisibility(queueURL: url, receiptHandle: handle, visibilityTimeout: 0))
        }
    }

    /// How many messages are in the queue: visible and hidden.
    func depth() async throws -> [Int] {
        let names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        let output = try await other.send(GetQueueAttributes(queueURL: url, attributeNames: names))
        return names.map { output.attributes?[$0].flatMap { Int($0) } ?? -1 }
    }

    /// Options that end at the end, without waiting for it.
    func options(threads: Int = 2, _ change: (inout FollowOptions) -> Void = { _ in }) -> FollowOptions {
        var options = FollowOptions()
        options.isOnce = true
        options.threadCount = threads
        options.waitSeconds = 0
        change(&options)
        return options
    }

    func follower(
        _ options: FollowOptions? = nil, sink: CollectingSink? = nil,
        interrupt: ReadingInterrupt = ReadingInterrupt()
    ) throws -> QueueFollower<CollectingSink> {
        QueueFollower(
            queue: try QueueAddress(url), client: client, sink: sink ?? self.sink, options: options ?? self.options(),
            interrupt: interrupt, onEvent: { [log] event in log.withLock { $0.append(event) } })
    }

    /// Follows until the queue has nothing more.
    @discardableResult
    func follow(_ options: FollowOptions? = nil) async throws -> FollowReport {
        try await follower(options).follow()
    }
}
