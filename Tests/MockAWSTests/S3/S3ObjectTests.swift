import AWSOperations
import Digests
import Foundation
import HTTPMessages
import TestSupport
import Testing
import Timestamps

@testable import MockAWS

@Suite struct S3ObjectTests {
    private static let hello = Array("hello world".utf8)

    private func clientWithBucket(_ options: MockAWSOptions = MockAWSOptions(world: InProcessClient.world)) throws
        -> InProcessClient
    {
        let client = InProcessClient(options)
        _ = try client.send(CreateBucket(bucket: "bkt"))
        return client
    }

    @Test func whatIsPutComesBack() throws {
        let client = try clientWithBucket()
        let put = try client.send(
            PutObject(
                bucket: "bkt", key: "a b+c/é~?x", body: Self.hello, contentType: "text/plain",
                metadata: ["colour": "red"], cacheControl: "no-store"))
        #expect(put.etag == "\"5eb63bbbe01eeed093cb22bb8f5acdc3\"")
        let got = try client.send(GetObject(bucket: "bkt", key: "a b+c/é~?x"))
        #expect(got.body == Self.hello)
        #expect(got.etag == put.etag)
        #expect(got.contentType == "text/plain")
        #expect(got.metadata == ["colour": "red"])
        #expect(got.cacheControl == "no-store")
        #expect(got.lastModified == InProcessClient.now)
        #expect(got.acceptRanges == "bytes")
        #expect(got.storageClass == nil)
        #expect(try client.send(HeadObject(bucket: "bkt", key: "a b+c/é~?x")).etag == put.etag)
        _ = try client.send(PutObject(bucket: "bkt", key: "plain", body: []))
        #expect(try client.send(GetObject(bucket: "bkt", key: "plain")).contentType == "binary/octet-stream")
    }

    @Test func partOfAnObject() throws {
        let client = try clientWithBucket()
        _ = try client.send(PutObject(bucket: "bkt", key: "k", body: Self.hello))
        let response = try client.response(GetObject(bucket: "bkt", key: "k", range: "bytes=6-99"))
        #expect(response.status == 206)
        #expect(response.headers["Content-Range"] == "bytes 6-10/11")
        #expect(response.body == Array("world".utf8))
        let refused = try client.response(GetObject(bucket: "bkt", key: "k", range: "bytes=11-"))
        #expect(refused.status == 416)
        let error = GetObject.error(from: refused)
        #expect(error.code == "InvalidRange")
        #expect(error.details["ActualObjectSize"] == "11")
        #expect(error.details["RangeRequested"] == "bytes=11-")
    }

    @Test func conditionsOfARead() throws {
        let client = try clientWithBucket()
        let etag = try client.send(PutObject(bucket: "bkt", key: "k", body: Self.hello)).etag
        let unchanged = try client.response(GetObject(bucket: "bkt", key: "k", ifNoneMatch: etag))
        #expect(unchanged.status == 304)
        #expect(unchanged.body.isEmpty)
        #expect(unchanged.headers["ETag"] == etag)
        let failed = try client.response(GetObject(bucket: "bkt", key: "k", ifMatch: "\"x\""))
        #expect(failed.status == 412)
        #expect(GetObject.error(from: failed).details["Condition"] == "If-Match")
        #expect(try client.response(HeadObject(bucket: "bkt", key: "k", ifMatch: "\"x\"")).status == 412)
    }

    @Test func errorsOfARead() throws {
        let client = try clientWithBucket()
        let absent = try client.response(GetObject(bucket: "bkt", key: "no"))
        #expect(absent.status == 404)
        #expect(GetObject.error(from: absent).code == "NoSuchKey")
        #expect(GetObject.error(from: absent).details["Key"] == "no")
        #expect(InProcessClient.errorCode { try client.send(GetObject(bucket: "nope", key: "k")) } == "NoSuchBucket")
        let long = String(repeating: "é", count: 513)
        #expect(InProcessClient.errorCode { try client.send(GetObject(bucket: "bkt", key: long)) } == "KeyTooLongError")
        _ = try client.send(PutObject(bucket: "bkt", key: "old", body: [1], storageClass: "GLACIER"))
        #expect(
            InProcessClient.errorCode { try client.send(GetObject(bucket: "bkt", key: "old")) } == "InvalidObjectState")
        #expect(try client.send(HeadObject(bucket: "bkt", key: "old")).storageClass == "GLACIER")
    }

    @Test func overridesOfTheResponse() throws {
        let client = try clientWithBucket()
        _ = try client.send(PutObject(bucket: "bkt", key: "k", body: Self.hello, contentType: "text/plain"))
        let got = try client.send(
            GetObject(
                bucket: "bkt", key: "k", responseContentDisposition: "attachment", responseContentType: "text/x"))
        #expect(got.contentType == "text/x")
        #expect(got.contentDisposition == "attachment")
    }

    @Test func conditionsOfAPut() throws {
        let client = try clientWithBucket()
        let first = try client.send(PutObject(bucket: "bkt", key: "k", body: [1], ifNoneMatch: "*")).etag
        func code(_ put: PutObject) -> String? { InProcessClient.errorCode { try client.send(put) } }
        #expect(code(PutObject(bucket: "bkt", key: "k", body: [2], ifNoneMatch: "*")) == "PreconditionFailed")
        #expect(code(PutObject(bucket: "bkt", key: "k", body: [2], ifNoneMatch: "\"x\"")) == "NotImplemented")
        #expect(code(PutObject(bucket: "bkt", key: "k", body: [2], ifMatch: "\"x\"")) == "PreconditionFailed")
        #expect(code(PutObject(bucket: "bkt", key: "no", body: [2], ifMatch: first)) == "NoSuchKey")
        #expect(code(PutObject(bucket: "bkt", key: "k", body: [2], ifMatch: first)) == nil)
        #expect(try client.send(GetObject(bucket: "bkt", key: "k")).body == [2])
    }

    @Test func refusedPuts() throws {
        let client = try clientWithBucket()
        func code(_ put: PutObject) -> String? { InProcessClient.errorCode { try client.send(put) } }
        let long = String(repeating: "k", count: 1025)
        #expect(code(PutObject(bucket: "bkt", key: long, body: [])) == "KeyTooLongError")
        #expect(code(PutObject(bucket: "bkt", key: "k", body: [], storageClass: "COLD")) == "InvalidStorageClass")
        let big = ["m": String(repeating: "x", count: 2100)]
        #expect(code(PutObject(bucket: "bkt", key: "k", body: [], metadata: big)) == "MetadataTooLarge")
        let noLength = try client.response(PutObject(bucket: "bkt", key: "k")) { $0.headers["Content-Length"] = nil }
        #expect(noLength.status == 411)
        #expect(code(PutObject(bucket: "none", key: "k", body: [])) == "NoSuchBucket")
    }

    @Test func memoryIsBounded() throws {
        let client = try clientWithBucket(MockAWSOptions(world: InProcessClient.world, maxStoredBytes: 10))
        func put(_ key: String, _ count: Int) -> String? {
            InProcessClient.errorCode {
                try client.send(PutObject(bucket: "bkt", key: key, body: [UInt8](repeating: 0, count: count)))
            }
        }
        #expect(put("a", 6) == nil)
        #expect(put("b", 5) == "ServiceUnavailable")
        #expect(put("a", 10) == nil, "the old object makes room")
        _ = try client.send(DeleteObject(bucket: "bkt", key: "a"))
        #expect(put("b", 10) == nil)
    }

    @Test func deletingSeveralObjects() throws {
        let client = try clientWithBucket()
        for key in ["a", "b", "c"] { _ = try client.send(PutObject(bucket: "bkt", key: key, body: [])) }
        func batch(_ keys: [String], quiet: Bool? = nil) -> DeleteObjects {
            DeleteObjects(
                bucket: "bkt",
                delete: DeleteObjects.Batch(objects: keys.map { DeleteObjects.Identifier(key: $0) }, quiet: quiet))
        }
        #expect(try client.send(batch(["a", "no"])).deleted?.map(\.key) == ["a", "no"])
        #expect(try client.send(batch(["b"], quiet: true)).deleted?.isEmpty != false)
        #expect(try client.send(ListObjectsV2(bucket: "bkt")).contents?.map(\.key) == ["c"])
        let many = (0...1000).map { "k\($0)" }
        #expect(InProcessClient.errorCode { try client.send(batch(many)) } == "MalformedXML")
        let bare = try client.response(batch(["c"])) { request in
            for name in ["Content-MD5"] + ObjectChecksum.Algorithm.allCases.map(\.headerName) {
                request.headers[name] = nil
            }
        }
        #expect(bare.status == 400)
        #expect(DeleteObjects.error(from: bare).code == "InvalidRequest")
    }

    @Test func filesOfTheWorldAreServedAndComeBackWithAReset() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("object", Self.hello)
        var world = InProcessClient.world
        let object = WorldObject(
            key: "AWSLogs/x.gz", content: .file(path: folder.url.appending(path: "object").path), size: 11,
            lastModified: Timestamp(milliseconds: 1_772_500_000_123), storageClass: "STANDARD",
            contentType: "application/x-gzip", contentEncoding: nil, metadata: ["a": "b"])
        world.buckets = [
            WorldBucket(
                name: "world-logs", region: "us-east-1", account: "123456789012", creationTime: InProcessClient.now,
                objects: [object])
        ]
        let client = InProcessClient(MockAWSOptions(world: world))
        let listed = try #require(try client.send(ListObjectsV2(bucket: "world-logs")).contents?.first)
        #expect(listed.etag == "\"5eb63bbbe01eeed093cb22bb8f5acdc3\"")
        #expect(listed.size == 11)
        let got = try client.send(GetObject(bucket: "world-logs", key: "AWSLogs/x.gz", range: "bytes=-5"))
        #expect(got.body == Array("world".utf8))
        #expect(got.metadata == ["a": "b"])
        #expect(got.lastModified == Timestamp(milliseconds: 1_772_500_000_000))

        _ = try client.send(DeleteObject(bucket: "world-logs", key: "AWSLogs/x.gz"))
        _ = try client.send(PutObject(bucket: "world-logs", key: "new", body: [1]))
        #expect(try client.send(ListObjectsV2(bucket: "world-logs")).contents?.map(\.key) == ["new"])
        #expect(client.respond(to: HTTPRequest(method: "POST", path: "/_mock/reset")).status == 200)
        #expect(try client.send(ListObjectsV2(bucket: "world-logs")).contents?.map(\.key) == ["AWSLogs/x.gz"])
    }
}
