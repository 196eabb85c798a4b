import AWSOperations
import Gzip
import TestSupport
import Testing
import Timestamps
import TrafficSynthesis

@testable import MockAWS

/// Buckets whose objects are made up when somebody asks for them.
@Suite struct GeneratedBucketTests {
    private static let generator = """
        {"bucket": "endless", "seed": 5, "start": "2010-01-01T00:00:00Z", "end": "2026-01-01T00:00:00Z", "rate": 2,
         "regions": ["us-east-1", "eu-west-1"]}
        """

    private static func world(_ generators: String = generator, more: String = "") throws -> World {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("world.json", Array("{\"generators\": [\(generators)]\(more)}".utf8))
        return try World(folder: folder.path)
    }

    private static func store(_ world: World) -> S3Store { S3Store(world: world, maxStoredBytes: 1 << 20) }

    private static func list(_ store: S3Store, _ query: ObjectListing.Query) throws -> ObjectListing {
        ObjectListing(of: ObjectIndex(try #require(store.generated("endless"))), query)
    }

    @Test func pagesAreThoseOfAList() throws {
        let store = Self.store(try Self.world())
        let generated = try #require(store.generated("endless"))
        #expect(generated.count == 2 * 288 * (365 * 16 + 4))
        // A day of the list, and the same day of the generator.
        let day = "AWSLogs/123456789012/vpcflowlogs/us-east-1/2019/05/06/"
        let first = ObjectIndex(generated).firstPosition(notBefore: day)
        let list = ObjectIndex(sorted: (first - 3..<first + 300).map { generated[$0] })
        for maxKeys in [1, 7, 100, 1000] {
            var query = ObjectListing.Query(prefix: day, maxKeys: maxKeys)
            var keys: [String] = []
            repeat {
                let page = try Self.list(store, query)
                #expect(page.objects.map(\.key) == ObjectListing(of: list, query).objects.map(\.key))
                keys += page.objects.map(\.key)
                query.resume = page.next
            } while query.resume != nil
            #expect(keys.count == 288 && keys == keys.sorted())
        }
    }

    @Test func foldersOfYearsAreFoundWithoutTheirObjects() throws {
        let store = Self.store(try Self.world())
        let root = "AWSLogs/123456789012/vpcflowlogs/"
        let regions = try Self.list(store, ObjectListing.Query(prefix: root, delimiter: "/"))
        #expect(regions.commonPrefixes == [root + "eu-west-1/", root + "us-east-1/"])
        let years = try Self.list(store, ObjectListing.Query(prefix: root + "us-east-1/", delimiter: "/"))
        #expect(years.commonPrefixes == (2010...2025).map { root + "us-east-1/\($0)/" })
        #expect(try Self.list(store, ObjectListing.Query(prefix: "zzz")).objects.isEmpty)
    }

    @Test func sizesAndTagsAreTrue() throws {
        let store = Self.store(try Self.world())
        let generated = try #require(store.generated("endless"))
        let other = try #require(Self.store(try Self.world()).generated("endless"))
        for position in stride(from: 11, to: generated.count, by: 300_007) {
            let object = generated[position]
            let bytes = try #require(object.content.bytes())
            #expect(Int64(bytes.count) == object.size)
            #expect(other[position].etag == object.etag && other[position].content.bytes() == bytes)
            #expect(object.etag?.hasSuffix("-1") == true)
            let inflater = Inflater()
            var text: [UInt8] = []
            var offset = 0
            while offset < bytes.count || !inflater.needsInput {
                offset += try inflater.inflate(bytes, from: offset, appendingTo: &text, limit: 1 << 20)
            }
            let made = generated.synthesis.objects[position]
            #expect(text == generated.synthesis.content(of: made).members[0])
        }
    }

    @Test func clientsReadPartsAndChangeNothing() throws {
        let client = InProcessClient(MockAWSOptions(world: try Self.world()))
        let key = try #require(Self.store(try Self.world()).generated("endless")).key(at: 100_000)
        let page = try client.send(ListObjectsV2(bucket: "endless", prefix: key))
        let listed = try #require(page.contents?.first)
        let whole = try client.send(GetObject(bucket: "endless", key: key))
        let body = try #require(whole.body)
        #expect(body.count == listed.size.map { Int($0) } && whole.etag == listed.etag)
        let part = try client.send(GetObject(bucket: "endless", key: key, range: "bytes=50-99"))
        #expect(part.body == Array(body[50..<100]) && part.etag == listed.etag)
        let head = try client.send(HeadObject(bucket: "endless", key: key))
        #expect(head.etag == listed.etag)
        #expect(
            InProcessClient.errorCode { try client.send(GetObject(bucket: "endless", key: key + "x")) } == "NoSuchKey")

        let refused = [
            InProcessClient.errorCode { try client.send(PutObject(bucket: "endless", key: key, body: [1])) },
            InProcessClient.errorCode { try client.send(DeleteObject(bucket: "endless", key: key)) },
            InProcessClient.errorCode {
                try client.send(DeleteObjects(bucket: "endless", delete: .init(objects: [.init(key: key)])))
            },
        ]
        #expect(refused == ["AccessDenied", "AccessDenied", "AccessDenied"])
        #expect(InProcessClient.errorCode { try client.send(DeleteBucket(bucket: "endless")) } == "BucketNotEmpty")
        #expect(try client.send(GetObject(bucket: "endless", key: key)).body == body)
    }

    @Test func flowLogsAreShownAndTimesAreMoved() throws {
        let world = try Self.world()
        #expect(world.flowLogs.map(\.region).sorted() == ["eu-west-1", "us-east-1"])
        #expect(world.flowLogs.allSatisfy { $0.logDestination == "arn:aws:s3:::endless" })
        #expect(world.newestTime?.iso8601 == "2025-12-31T23:55:00Z")
        let target = try #require(Timestamp(iso8601: "2027-06-01T12:07:00Z"))
        let moved = try world.shifted(to: .time(target), now: target)
        let newest = try #require(moved.newestTime)
        #expect(newest <= target && newest > target.adding(seconds: -1800))
        let far = try #require(Timestamp(iso8601: "2045-06-01T12:07:00Z"))
        let error = #expect(throws: WorldError.self) { try world.shifted(to: .time(far), now: far) }
        #expect(error?.description.contains("2037") == true)
    }

    /// Whole deliveries away, at the day's same time, and nothing modified later than the world ends.
    @Test func shiftedDeliveriesKeepTheirTimes() throws {
        let world = try Self.world(
            #"{"bucket": "endless", "start": "2026-03-04T00:05:00Z", "end": "2026-03-04T01:05:00Z"}"#)
        let from = try #require(Timestamp(iso8601: "2026-03-04T01:05:00Z"))
        let target = try #require(Timestamp(iso8601: "2026-03-05T01:05:00Z"))
        let moved = try world.shifted(to: .time(target), now: target, from: from)
        #expect(moved.newestTime?.iso8601 == "2026-03-05T01:00:00Z")
        let generated = try #require(Self.store(moved).generated("endless"))
        #expect(generated.count == 12)
        #expect((0..<12).map { generated[$0].lastModified }.max() == target)
    }

    @Test func partsAtTheSameTimeAreOfOneObject() async throws {
        let generated = try #require(Self.store(try Self.world()).generated("endless"))
        let bodies = await withTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 { group.addTask { generated.bytes(at: 4711) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(bodies.count == 8 && Set(bodies).count == 1)
    }

    @Test func whatAGeneratorDecidesIsRefusedElsewhere() throws {
        let settings = [
            #", "buckets": [{"name": "endless", "storageClass": "GLACIER"}]"#,
            #", "buckets": [{"name": "endless", "lastModified": "2020-01-01T00:00:00Z"}]"#,
        ]
        for more in settings {
            let error = #expect(throws: WorldError.self) { try Self.world(more: more) }
            #expect(error?.description.contains("endless has a generator") == true)
        }
        #expect(try Self.world(more: #", "buckets": [{"name": "endless", "region": "eu-west-1"}]"#).buckets.count == 1)
    }

    @Test(arguments: [
        (#"{"seed": 1}"#, "bucket"), (#"{"bucket": "b1b", "start": "2026-03-04T00:01:00Z"}"#, "start"),
        (#"{"bucket": "b1b", "end": "1999-03-04T00:01:00Z"}"#, "end"), (#"{"bucket": "b1b", "rate": -1}"#, "rate"),
        (#"{"bucket": "b1b", "rate": 3001}"#, "3000 records a second"),
        (#"{"bucket": "b1b", "logFormat": "${colour}"}"#, "logFormat"),
        (#"{"bucket": "b1b", "layout": "weekly"}"#, "layout"), (#"{"bucket": "b1b", "colour": "red"}"#, "colour"),
        (#"{"bucket": "b1b"}, {"bucket": "b1b"}"#, "another generator"),
        (#"{"bucket": "b1b"}, {"bucket": "b2b"}"#, "another seed"),
        (#"{"bucket": "b1b", "end": "2026-03-03T00:00:00Z"}"#, "the end does not lie after the start"),
        (#"{"bucket": "b1b", "end": "2040-03-04T00:00:00Z"}"#, "end cannot be"),
        (#"{"bucket": "b1b", "end": "2026-03-04T00:05:00.500Z"}"#, "whole second"),
    ])
    func wrongGeneratorsAreRefused(generators: String, message: String) throws {
        let error = #expect(throws: WorldError.self) { try Self.world(generators) }
        #expect(error?.description.contains(message) == true && error?.description.contains("\n") == false)
    }
}
