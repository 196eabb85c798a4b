import AWSClient
import AWSOperations
import CloudTrail
import CloudTrailReader
import Gzip
import Locking
import MockAWS
import ScanSupport
import Testing

/// The scanner against the local AWS, over HTTP.
@Suite(.timeLimit(.minutes(15))) struct MockBucketScanTests {
    private func client(_ mock: MockAWS) throws -> AWSClient {
        var configuration = AWSClientConfiguration(
            region: "us-east-1", endpointURL: mock.endpoint,
            credentials: AWSCredentials(accessKeyID: "AKIA", secretAccessKey: "secret"), environment: [:])
        configuration.readFile = { _ in nil }
        return try AWSClient(configuration)
    }

    private func put(_ key: String, _ client: AWSClient, storageClass: String? = nil) async throws {
        _ = try await client.send(
            PutObject(
                bucket: "trail-logs", key: key, body: Deflater.gzip(Array(key.utf8)), storageClass: storageClass))
    }

    @Test func bucketIsReadOnceAndArchivedObjectsAreNamed() async throws {
        let mock = try MockAWS.start()
        defer { mock.stop() }
        let client = try client(mock)
        _ = try await client.send(CreateBucket(bucket: "trail-logs"))
        let keys = (0..<30).map { ScanBench.key($0 * 100, organization: $0 % 2 == 0 ? "o-example" : nil) }
        for key in keys { try await put("logs/" + key, client) }
        let archived = "logs/" + ScanBench.key(1)
        try await put(archived, client, storageClass: "GLACIER")
        let sink = CollectingSink()
        let problems = Locked<[TrailProblem]>([])
        let state = MemoryScanState()
        for round in 0..<2 {
            let scanner = BucketScanner(
                location: try CloudTrailLocation("s3://trail-logs/logs/"), client: client, sink: sink, state: state,
                onEvent: { event in
                    if case .problem(let problem) = event { problems.withLock { $0.append(problem) } }
                })
            let report = try await scanner.scan()
            let taken = sink.takeObjects()
            #expect(taken.map(\.key) == (round == 0 ? keys.map { "logs/" + $0 }.sorted() : []))
            #expect(taken.allSatisfy { $0.text == $0.key })
            #expect(report.archived == 1 && report.hasGaps)
        }
        #expect(problems.withLock { $0.map(\.place) } == Array(repeating: "s3://trail-logs/" + archived, count: 2))
    }
}
