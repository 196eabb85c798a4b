import AWSClient
import AWSOperations
import MockAWS
import MockAWSTesting
import RecordingTransports
import Recordings
import TestSupport
import Testing
import Timestamps

@Suite struct MockAWSTraitTests {
    private static let quickstart = "recordings/quickstart"

    private static func client(_ endpoint: String) throws -> AWSClient {
        try AWSClient(
            AWSClientConfiguration(
                region: "us-east-1", endpointURL: endpoint,
                credentials: AWSCredentials(accessKeyID: "AKIAMOCKAWSEXAMPLE01", secretAccessKey: "x"),
                environment: [:]))
    }

    @Test(.mockAWS, arguments: 1...4)
    func eachCaseHasAnEmptyServerOfItsOwn(number: Int) async throws {
        let client = try Self.client(try #require(MockAWS.current).endpoint)
        #expect(try await client.send(DescribeLogGroups()).logGroups ?? [] == [])
        var creation = CreateLogGroup()
        creation.logGroupName = "group-\(number)"
        _ = try await client.send(creation)
        #expect(try await client.send(DescribeLogGroups()).logGroups?.map(\.logGroupName) == ["group-\(number)"])
    }

    @Test(.mockAWS(world: quickstart)) func worldIsSimulated() async throws {
        let client = try Self.client(try #require(MockAWS.current).endpoint)
        #expect(try await client.send(ListBuckets()).buckets?.isEmpty == false)
    }

    @Test(.mockAWS(recording: "recordings/moto-tour/recording"), arguments: 1...2)
    func eachCaseReplaysARecordingFromItsBeginning(number: Int) async throws {
        let client = try Self.client(try #require(MockAWS.current).endpoint)
        // It was recorded twice.
        for _ in 0..<2 {
            let identity = try await client.send(GetCallerIdentity())
            #expect(identity.account == "123456789012")
        }
    }

    @Test func recordingIsReplayedAndMissesAreIssues() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let world = try MockAWS.start(world: Self.quickstart)
        defer { world.stop() }
        let session = try RecordingSession(folder: folder.path + "/r", mode: .once) { Timestamp(milliseconds: 0) }
        let configuration = AWSClientConfiguration(
            region: "us-east-1", endpointURL: world.endpoint,
            credentials: AWSCredentials(accessKeyID: "AKIAMOCKAWSEXAMPLE01", secretAccessKey: "x"), environment: [:])
        let transport = RecordingTransport(session, upstream: try AWSClient.defaultTransport(configuration))
        let recorded = try await AWSClient(configuration, transport: transport).send(DescribeLogGroups())
        try await transport.finish()

        let server = try MockAWS.start(recording: folder.path + "/r")
        defer { server.stop() }
        let client = try Self.client(server.endpoint)
        #expect(try await client.send(DescribeLogGroups()) == recorded)
        #expect(server.replay?.missCount == 0)
        await #expect(throws: AWSError.self) { try await client.send(ListBuckets()) }
        #expect(server.replay?.missCount == 1)
    }
}
