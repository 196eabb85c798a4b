import AWSClient
import AWSOperations
import CloudTrailSetup
import JSON
import Locking
import MockAWS
import Testing
import Timestamps

/// A local AWS of its own, and clients that set trails up there, ask after them and tear them down.
final class SetupBench: Sendable {
    let client: AWSClient
    private let aws: MockAWS
    private let lines = Locked<[String]>([])
    private let pauses = Locked(0)

    convenience init(denying operation: String? = nil, code: String = "AccessDenied", first: Int? = nil) throws {
        guard let operation else {
            try self.init(rule: nil)
            return
        }
        let schedule = first.map { #"{"first":\#($0)}"# } ?? #""always""#
        let status = code == "AccessDenied" ? 403 : 400
        try self.init(
            rule: #"{"name":"denied","match":{"operation":"\#(operation)"},"schedule":\#(schedule),"#
                + #""effect":{"error":{"code":"\#(code)","status":\#(status),"message":"not now"}}}"#)
    }

    /// Starts a local AWS with a rule of faults.
    init(rule: String?) throws {
        var options = MockAWSOptions()
        if let rule {
            options.faults = try FaultScript(parsing: Array(#"{"rules":[\#(rule)]}"#.utf8), file: "rule")
        }
        aws = try MockAWS.start(options)
        client = try SetupBench.client(of: aws, in: "us-east-1")
    }

    /// A client in a region.
    func client(in region: String) throws -> AWSClient { try SetupBench.client(of: aws, in: region) }

    private static func client(of aws: MockAWS, in region: String) throws -> AWSClient {
        // A refusal is an answer here, and shall not be waited for.
        var configuration = AWSClientConfiguration(
            region: region, endpointURL: aws.endpoint,
            credentials: AWSCredentials(accessKeyID: "AKIA", secretAccessKey: "secret"),
            environment: ["AWS_MAX_ATTEMPTS": "1"])
        configuration.readFile = { _ in nil }
        return try AWSClient(configuration)
    }

    deinit { aws.stop() }

    /// A design in the account and region of the bench.
    static func design(_ trail: String = "audit", _ change: (inout TrailDesign) -> Void = { _ in }) -> TrailDesign {
        var design = TrailDesign(account: "123456789012", region: "us-east-1", trail: trail)
        change(&design)
        return design
    }

    /// How often a set-up has waited.
    var pauseCount: Int { pauses.withLock { $0 } }

    /// Sets up, and returns what was reported.
    @discardableResult
    func setUp(_ design: TrailDesign, adopts: Bool = false) async throws -> [String] {
        let pauses = pauses
        _ = try await TrailSetup(
            design, client: client, adopts: adopts, sleep: { _ in pauses.withLock { $0 += 1 } }, report: report
        ).run()
        return take()
    }

    /// Tears down, and returns what was reported.
    @discardableResult
    func tearDown(_ design: TrailDesign, deletesObjects: Bool = false) async throws -> [String] {
        try await TrailTeardown(design, client: client, deletesObjects: deletesObjects, report: report).run()
        return take()
    }

    /// Tears down with the log files, and returns why some are left.
    func remains(_ design: TrailDesign) async throws -> [String] {
        try await TrailTeardown(design, client: client, deletesObjects: true).run()
    }

    /// Puts an empty object.
    func put(_ key: String, in bucket: String) async throws {
        _ = try await client.send(PutObject(bucket: bucket, key: key, body: [1]))
    }

    /// The keys in a bucket.
    func keys(in bucket: String) async throws -> [String] {
        try await client.send(ListObjectsV2(bucket: bucket)).contents?.compactMap(\.key) ?? []
    }

    /// The policy of a queue.
    func policy(ofQueue name: String) async throws -> PolicyDocument? {
        let url = try await client.send(GetQueueUrl(queueName: name)).queueURL
        return PolicyDocument(
            try await client.send(GetQueueAttributes(queueURL: url, attributeNames: ["Policy"])).attributes?["Policy"])
    }

    /// What the doctor finds that is not as it should be, but for the first delivery, which has not come.
    func complaints(_ design: TrailDesign) async throws -> [TrailDoctor.Finding] {
        try await TrailDoctor(design, client: client, now: Timestamp(seconds: 1)).examine().filter {
            $0.state != .ok && $0.link != "delivery to S3"
        }
    }

    /// The trail's settings.
    func trail(_ name: String = "audit") async throws -> Trail {
        try #require(try await client.send(GetTrail(name: name)).trail)
    }

    /// The `Sid`s and resources of a bucket's policy.
    func resources(ofBucket bucket: String) async throws -> [String] {
        let policy = try #require(PolicyDocument(try await client.send(GetBucketPolicy(bucket: bucket)).policy))
        return policy.statements.flatMap { statement in
            let resource = statement["Resource"]
            return resource?.array?.compactMap(\.string) ?? [resource?.string ?? ""]
        }
    }

    /// Makes a trail as somebody else would.
    func makeForeignTrail(_ name: String, bucket: String, topic: String? = nil) async throws {
        let design = SetupBench.design(name) { $0.bucket = bucket }
        _ = try? await client.send(CreateBucket(bucket: bucket))
        var policy = PolicyDocument(try? await client.send(GetBucketPolicy(bucket: bucket)).policy) ?? PolicyDocument()
        _ = policy.put(TrailPolicies(design).bucket)
        _ = try await client.send(PutBucketPolicy(bucket: bucket, policy: policy.text))
        _ = try await client.send(
            CreateTrail(
                name: name, s3BucketName: bucket, snsTopicName: topic, isMultiRegionTrail: true,
                enableLogFileValidation: true))
        _ = try await client.send(StartLogging(name: name))
    }

    private var report: TrailSetup.Report {
        { [lines] title, outcome in lines.withLock { $0.append("\(outcome.rawValue): \(title)") } }
    }

    private func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }
}
