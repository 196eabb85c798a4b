import AWSClient
import AWSOperations
import SigV4
import Testing

@testable import MockAWS

/// Keys and buckets of every kind, from our client through libcurl to the server, signatures checked.
@Suite(.timeLimit(.minutes(15)))
struct ObjectKeyTests {
    private static let oddKeys = [
        "plain", "a b", "a+b", "100%", "%41", "%2F", "%25%zz", "ünï/日本/😀", "/leading", "//two", "trailing/", "a//b",
        ".", "..", "./a", "../a", "a/./b", "a/../b", "a/..", "?query=1", "#hash", "a&b=c", "a;b,c:d@e", "~(x)'\"*!$",
        "back\\slash", "<xml>&amp;", "tab\tline\nend", "\u{1}\u{7F}", "e\u{301}", "\u{E9}",
        String(repeating: "k", count: 1024),
    ]

    private func strictServer() throws -> MockAWS {
        var options = MockAWSOptions()
        options.signatures = .strict
        return try MockAWS.start(options)
    }

    private func client(_ aws: MockAWS, region: String = "us-east-1") throws -> AWSClient {
        let environment = [
            "AWS_ACCESS_KEY_ID": InProcessClient.dummy.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": InProcessClient.dummy.secretAccessKey,
            "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        ]
        return try AWSClient(
            AWSClientConfiguration(region: region, endpointURL: aws.endpoint, environment: environment))
    }

    @Test(arguments: ["bucket", "bucket.with.dots"]) func everyKeyIsWrittenListedAndRead(bucket: String) async throws {
        let aws = try strictServer()
        defer { aws.stop() }
        let client = try client(aws)
        _ = try await client.send(CreateBucket(bucket: bucket))
        for key in Self.oddKeys {
            _ = try await client.send(PutObject(bucket: bucket, key: key, body: Array(key.utf8)))
        }
        for key in Self.oddKeys {
            let object = try await client.send(GetObject(bucket: bucket, key: key))
            #expect(object.body == Array(key.utf8), "\(key.debugDescription)")
            let head = try await client.send(HeadObject(bucket: bucket, key: key))
            #expect(head.contentLength == key.utf8.count, "\(key.debugDescription)")
        }
        var listed: [[UInt8]] = []
        for try await page in client.pages(ListObjectsV2(bucket: bucket, maxKeys: 7)) {
            listed += (page.contents ?? []).compactMap { $0.key.map { Array($0.utf8) } }
        }
        let expected = Self.oddKeys.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(listed == expected)
        for key in Self.oddKeys {
            let listed = try await client.send(ListObjectsV2(bucket: bucket, prefix: key, maxKeys: 1))
            #expect(listed.contents?.count == 1, "\(key.debugDescription)")
            _ = try await client.send(DeleteObject(bucket: bucket, key: key))
        }
        #expect(try await client.send(ListObjectsV2(bucket: bucket)).contents?.isEmpty ?? true)
    }

    @Test func bucketOfAnotherRegionIsReadAllTheSame() async throws {
        let aws = try strictServer()
        defer { aws.stop() }
        let there = try client(aws, region: "eu-west-1")
        _ = try await there.send(
            CreateBucket(bucket: "far", createBucketConfiguration: .init(locationConstraint: "eu-west-1")))
        _ = try await there.send(PutObject(bucket: "far", key: "k", body: [1, 2, 3]))
        let here = try client(aws)
        #expect(try await here.send(GetObject(bucket: "far", key: "k")).body == [1, 2, 3])
        #expect(try await here.send(ListObjectsV2(bucket: "far")).contents?.map(\.key) == ["k"])
    }
}
