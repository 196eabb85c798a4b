import Digests
import HTTPMessages
import Recordings
import Testing

/// Recordings that shipped are read for ever.
@Suite struct GoldenRecordingTests {
    @Test func versionOne() throws {
        let recording = try Recording(folder: "recordings/moto-tour/recording")
        #expect(recording.manifest.version == 1)
        #expect(recording.manifest.scrub == .secrets)
        #expect(recording.warnings.isEmpty)
        #expect(recording.exchanges.count == recording.manifest.exchangeCount)
        #expect(recording.exchanges.map(\.sequence) == Array(1...recording.exchanges.count))
        let operations = Set(recording.exchanges.map(\.identity.key.name))
        #expect(
            operations == [
                "ec2:DescribeFlowLogs", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:FilterLogEvents",
                "s3:GetObject", "s3:HeadObject", "s3:ListObjectsV2", "sts:GetCallerIdentity",
            ])
        for exchange in recording.exchanges {
            guard case .file(let file) = exchange.response.body else { continue }
            let bytes = try recording.bytes(of: exchange.response.body)
            #expect(SHA256.hash(bytes).hexString == file.sha256)
        }
    }

    @Test func itsKeysAreThoseOfItsRequests() throws {
        // A key that would be written otherwise today would make recordings miss.
        let recording = try Recording(folder: "recordings/moto-tour/recording")
        for exchange in recording.exchanges {
            let parts = exchange.request.target.split(
                separator: "?", maxSplits: 1, omittingEmptySubsequences: false
            ).map(String.init)
            let identity = RequestIdentity(
                HTTPRequest(
                    method: exchange.request.method, path: parts[0], query: parts.dropFirst().first,
                    headers: exchange.request.headers, body: try recording.bytes(of: exchange.request.body)))
            #expect(identity.key == exchange.identity.key)
        }
    }
}
