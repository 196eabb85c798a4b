import AWSClient
import AWSOperations
import HTTPTransport
import Testing
import Timestamps

@Suite(.enabled(if: Moto.isPresent, Moto.absence), .timeLimit(.minutes(15)))
struct MotoS3Tests {
    private let client: AWSClient
    private let bucket = Moto.unique("bucket")

    init() async throws {
        client = try Moto.client()
        _ = try await client.send(
            CreateBucket(bucket: bucket, createBucketConfiguration: .init(locationConstraint: "eu-central-1")))
    }

    private func put(_ key: String, _ text: String = "hello") async throws {
        _ = try await client.send(PutObject(bucket: bucket, key: key, body: Array(text.utf8)))
    }

    private func text(_ operation: GetObject) async throws -> String {
        String(decoding: try await client.send(operation).body ?? [], as: UTF8.self)
    }

    @Test func bucketsAreCreatedListedLocatedAndDeleted() async throws {
        let all = try await client.send(ListBuckets())
        #expect(all.buckets?.contains { $0.name == bucket } == true)
        #expect(try await client.send(GetBucketLocation(bucket: bucket)).locationConstraint == "eu-central-1")
        _ = try await client.send(HeadBucket(bucket: bucket))
        _ = try await client.send(DeleteBucket(bucket: bucket))
        let error = await refusal { _ = try await client.send(HeadBucket(bucket: bucket)) }
        #expect(error?.httpStatus == 404)
    }

    @Test(arguments: [
        "plain", "a/b/c.gz", "with space", "plus+and=eq&amp;", "ünïcödé/日本語", "50%", "%41", "a//b", "q?uestion#hash",
        "emoji-😀", "semi;colon,comma", "tilde~(paren)'quote\"", "dot/../dot/./x",
    ])
    func anyKeyIsWrittenReadAndListed(key: String) async throws {
        try await put(key, "content of \(key)")
        #expect(try await text(GetObject(bucket: bucket, key: key)) == "content of \(key)")
        #expect(try await client.send(HeadObject(bucket: bucket, key: key)).contentLength != nil)
        let listed = try await client.send(ListObjectsV2(bucket: bucket, encodingType: "url"))
        #expect(listed.contents?.map(\.key) == [key])
        _ = try await client.send(DeleteObject(bucket: bucket, key: key))
        let error = await refusal { _ = try await text(GetObject(bucket: bucket, key: key)) }
        #expect(error?.code == "NoSuchKey")
        #expect(error?.httpStatus == 404)
    }

    @Test func metadataComesBack() async throws {
        _ = try await client.send(
            PutObject(
                bucket: bucket, key: "k", body: Array("x".utf8), contentType: "text/plain", metadata: ["colour": "blue"]
            ))
        let head = try await client.send(HeadObject(bucket: bucket, key: "k"))
        #expect(head.contentType == "text/plain")
        #expect(head.metadata?["colour"] == "blue")
        #expect(head.contentLength == 1)
        #expect(head.etag == "\"9dd4e461268c8034f5c8564e155c67a6\"")
        #expect(head.lastModified != nil)
    }

    @Test(arguments: [
        ("bytes=0-0", "0", "bytes 0-0/10"), ("bytes=2-4", "234", "bytes 2-4/10"), ("bytes=7-", "789", "bytes 7-9/10"),
        ("bytes=-3", "789", "bytes 7-9/10"), ("bytes=5-100", "56789", "bytes 5-9/10"),
    ])
    func partsAreRead(range: String, content: String, contentRange: String) async throws {
        try await put("digits", "0123456789")
        let output = try await client.send(GetObject(bucket: bucket, key: "digits", range: range))
        #expect(String(decoding: output.body ?? [], as: UTF8.self) == content)
        #expect(output.contentRange == contentRange)
    }

    @Test func rangeBeyondTheEndIsAnError() async throws {
        try await put("digits", "0123456789")
        let error = await refusal {
            _ = try await client.send(GetObject(bucket: bucket, key: "digits", range: "bytes=10-"))
        }
        #expect(error?.httpStatus == 416)
    }

    @Test func conditionsAreHeeded() async throws {
        try await put("k")
        let etag = try #require(try await client.send(HeadObject(bucket: bucket, key: "k")).etag)
        #expect(try await text(GetObject(bucket: bucket, key: "k", ifMatch: etag)) == "hello")
        let changed = await refusal { _ = try await text(GetObject(bucket: bucket, key: "k", ifMatch: "\"other\"")) }
        #expect(changed?.httpStatus == 412)
        let same = await refusal { _ = try await text(GetObject(bucket: bucket, key: "k", ifNoneMatch: etag)) }
        #expect(same?.httpStatus == 304)
    }

    @Test func listingIsPagedAndGrouped() async throws {
        let keys = ["a/1", "a/2", "b/1", "c", "d/1", "d/2"]
        for key in keys { try await put(key) }
        var listed: [String] = []
        var pages = 0
        for try await page in client.pages(ListObjectsV2(bucket: bucket, maxKeys: 2)) {
            pages += 1
            listed += page.contents?.compactMap(\.key) ?? []
        }
        #expect(listed == keys)
        #expect(pages == 3)

        let grouped = try await client.send(ListObjectsV2(bucket: bucket, delimiter: "/"))
        #expect(grouped.commonPrefixes?.map(\.prefix) == ["a/", "b/", "d/"])
        #expect(grouped.contents?.map(\.key) == ["c"])
        let below = try await client.send(ListObjectsV2(bucket: bucket, prefix: "a/"))
        #expect(below.contents?.map(\.key) == ["a/1", "a/2"])
        let after = try await client.send(ListObjectsV2(bucket: bucket, startAfter: "c"))
        #expect(after.contents?.map(\.key) == ["d/1", "d/2"])
    }

    @Test func objectsAreDeletedTogether() async throws {
        for key in ["1", "2 & ü", "3"] { try await put(key) }
        let output = try await client.send(
            DeleteObjects(
                bucket: bucket, delete: .init(objects: [.init(key: "1"), .init(key: "2 & ü"), .init(key: "absent")])))
        let deleted = Set(output.deleted?.compactMap(\.key) ?? [])
        #expect(deleted.isSuperset(of: ["1", "2 & ü"]))
        #expect(try await client.send(ListObjectsV2(bucket: bucket)).contents?.map(\.key) == ["3"])
    }

    @Test func largeObjectIsStreamed() async throws {
        let content = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 >> 7) }
        _ = try await client.send(PutObject(bucket: bucket, key: "large", body: content))
        let stream = try await client.objectStream(GetObject(bucket: bucket, key: "large"))
        #expect(stream.byteCount == content.count)
        var read: [UInt8] = []
        while let chunk = try await stream.next() { read += chunk }
        #expect(read == content)
    }

    @Test func absentBucketIsAnError() async throws {
        let error = await refusal { _ = try await client.send(ListObjectsV2(bucket: Moto.unique("absent"))) }
        #expect(error?.code == "NoSuchBucket")
        #expect(error?.httpStatus == 404)
        #expect(error?.message.isEmpty == false)
    }
}
