import AWSOperations
import Digests
import Foundation
import Gzip
import HTTPMessages
import TestSupport
import Testing
import TimeShift
import Timestamps

@testable import MockAWS

/// A world whose times are moved, as its own tables and as clients see it.
@Suite struct ShiftedWorldTests {
    private static let bucket = "flow-logs"
    private static let prefix = "AWSLogs/123456789012/vpcflowlogs/us-east-1/"
    private static let gzipKey = prefix + "2026/03/04/1_vpcflowlogs_us-east-1_fl-1_20260304T2350Z_a.log.gz"
    private static let textKey = prefix + "2026/03/04/1_vpcflowlogs_us-east-1_fl-1_20260304T2355Z_b.log"
    private static let parquetKey = prefix + "2026/03/04/1_vpcflowlogs_us-east-1_fl-1_20260304T2355Z_c.log.parquet"
    private static let trailKey =
        "AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/04/1_CloudTrail_us-east-1_20260304T2359Z_x.json.gz"

    /// 2026-03-04T23:50:00Z.
    private static let start = 1_772_668_200
    private static let target = Timestamp(seconds: 1_795_564_845)  // 2026-11-25T00:00:45Z

    private static func records(_ start: Int) -> [UInt8] {
        Array(("srcaddr start end\n" + (0..<50).map { "192.0.2.\($0) \(start + $0) \(start + 60)\n" }.joined()).utf8)
    }

    private static let description = """
        {"clock": "2026-03-05T00:00:30Z",
         "credentials": [{"accessKeyId": "AKIA1", "secretAccessKey": "s"}],
         "flowLogs": [{"flowLogId": "fl-1", "resourceId": "vpc-1", "logGroupName": "short",
                       "logFormat": "${end} ${start} ${srcaddr}", "creationTime": "2026-03-01T00:00:00Z"}],
         "buckets": [{"name": "flow-logs", "creationTime": "2026-03-01T00:00:00Z",
                      "lastModified": "2026-03-04T23:59:00Z",
                      "objects": {"readme.txt": {"lastModified": "2026-03-05T00:10:00Z"}}}],
         "logGroups": [{"name": "short", "creationTime": "2026-03-01T00:00:00Z"}]}
        """

    /// The world; its newest event is at 23:59:30.
    private static func world(_ body: (World) throws -> Void) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        func write(_ path: String, _ text: String) throws { try folder.write(path, Array(text.utf8)) }
        try write("world.json", description)
        try folder.write("s3/\(bucket)/\(gzipKey)", Deflater.gzip(records(start)))
        try folder.write("s3/\(bucket)/\(textKey)", records(start + 300))
        try folder.write("s3/\(bucket)/\(parquetKey)", Array("PAR1....PAR1".utf8))
        try folder.write(
            "s3/\(bucket)/\(trailKey)",
            Deflater.gzip(Array(#"{"Records":[{"eventTime":"2026-03-04T23:58:07Z"}]}"#.utf8)))
        try write("s3/\(bucket)/readme.txt", "not a flow log\n")
        try write(
            "logs/short/s.log",
            "1772668200000,1772668210000 1772668260 1772668200 192.0.2.1\n"
                + "1772668770000 {\"eventTime\":\"2026-03-04T23:59:30Z\"}\n1772668200500 - 1772668201 x\n")
        try write("logs/undescribed/s.log", "1772668200000 2 1 eni-1 192.0.2.1 192.0.2.2 1 2 6 1 1 1772668200 - A OK\n")
        try body(try World(folder: folder.url.path))
    }

    @Test func theNewestEventLandsInTheMinuteBeforeTheTarget() throws {
        try Self.world { world in
            #expect(world.newestTime?.iso8601 == "2026-03-04T23:59:30Z")
            let shifted = try world.shifted(to: .time(Self.target), now: Timestamp(seconds: 0))
            #expect(shifted.newestTime?.iso8601 == "2026-11-24T23:59:30Z")
            #expect(try world.shifted(to: .now, now: Self.target).newestTime == shifted.newestTime)
            // A target on the minute itself.
            let even = try #require(Timestamp(iso8601: "2020-02-29T00:00:00Z"))
            #expect(try world.shifted(to: .time(even), now: even).newestTime?.iso8601 == "2020-02-28T23:59:30Z")
            // A chosen moment.
            let moment = try #require(Timestamp(iso8601: "2026-03-04T12:00:00Z"))
            let chosen = try world.shifted(to: .time(even), now: even, from: moment)
            #expect(chosen.newestTime?.iso8601 == "2020-02-29T11:59:30Z")
        }
    }

    @Test func everyTimeMoves() throws {
        try Self.world { world in
            let shifted = try world.shifted(to: .time(Self.target), now: Self.target)
            #expect(shifted.clock == .fixed(try #require(Timestamp(iso8601: "2026-11-25T00:00:30Z"))))
            #expect(shifted.flowLogs.first?.creationTime.iso8601 == "2026-11-21T00:00:00Z")
            let bucket = try #require(shifted.buckets.first)
            #expect(bucket.creationTime.iso8601 == "2026-11-21T00:00:00Z")
            #expect(
                bucket.objects.map(\.key)
                    == [Self.trailKey, Self.gzipKey, Self.textKey, Self.parquetKey].map {
                        $0.replacing("2026/03/04", with: "2026/11/24").replacing("20260304", with: "20261124")
                    } + ["readme.txt"])
            // Nothing was modified after the target.
            #expect(bucket.objects.first?.lastModified.iso8601 == "2026-11-24T23:59:00Z")
            #expect(bucket.objects.last?.lastModified == Self.target)

            let group = try #require(shifted.logGroups.first { $0.name == "short" })
            #expect(group.creationTime.iso8601 == "2026-11-21T00:00:00Z")
            let events = try #require(group.streams.first?.events)
            #expect(
                events.entries.map { String(decoding: events.message($0), as: UTF8.self) } == [
                    "1795564260 1795564200 192.0.2.1", "- 1795564201 x", #"{"eventTime":"2026-11-24T23:59:30Z"}"#,
                ])
            #expect(events.entries.map(\.timestamp) == [1_795_564_200_000, 1_795_564_200_500, 1_795_564_770_000])
            #expect(events.entries.first?.ingestionTime == 1_795_564_210_000)
            #expect(group.streams.first?.creationTime.milliseconds == 1_795_564_200_000)
            let other = try #require(shifted.logGroups.first { $0.name == "undescribed" }?.streams.first?.events)
            let line = other.entries.first.map { String(decoding: other.message($0), as: UTF8.self) }
            #expect(line == "2 1 eni-1 192.0.2.1 192.0.2.2 1 2 6 1 1 1795564200 - A OK")
        }
    }

    @Test func listingHeadAndContentTellTheSame() throws {
        try Self.world { world in
            let shifted = try world.shifted(to: .time(Self.target), now: Self.target)
            for (key, expected) in [
                (Self.gzipKey, Self.records(Self.start + 264 * 86_400 + 86_400)), (Self.textKey, nil),
                (Self.parquetKey, Array("PAR1....PAR1".utf8)), (Self.trailKey, nil),
            ] {
                // A server of its own for each, so that each operation is the first to ask once.
                for first in 0..<3 {
                    let client = InProcessClient(MockAWSOptions(world: shifted))
                    let key = key.replacing("2026/03/04", with: "2026/11/24").replacing("20260304", with: "20261124")
                    var listed: S3Object?
                    var head: HeadObject.Output?
                    var content: GetObject.Output?
                    for step in 0..<3 {
                        switch (first + step) % 3 {
                        case 0:
                            let page = try client.send(ListObjectsV2(bucket: Self.bucket, prefix: key))
                            listed = page.contents?.first
                        case 1: head = try client.send(HeadObject(bucket: Self.bucket, key: key))
                        default: content = try client.send(GetObject(bucket: Self.bucket, key: key))
                        }
                    }
                    let body = try #require(content?.body)
                    #expect(listed?.size == body.count && head?.etag == content?.etag && listed?.etag == head?.etag)
                    #expect(content?.etag == "\"\(MD5.hash(body).hexString)\"")
                    #expect(listed?.lastModified == head?.lastModified)
                    if let expected, key.hasSuffix(".gz") {
                        #expect(try Inflater.gunzip(body, maxBytes: 1 << 20) == expected)
                    } else if let expected {
                        #expect(body == expected)
                    }
                    let start = try client.send(GetObject(bucket: Self.bucket, key: key, range: "bytes=0-6"))
                    let rest = try client.send(GetObject(bucket: Self.bucket, key: key, range: "bytes=7-"))
                    #expect((start.body ?? []) + (rest.body ?? []) == body)
                    let unchanged = try client.response(
                        GetObject(bucket: Self.bucket, key: key, ifNoneMatch: content?.etag))
                    #expect(unchanged.status == 304)
                    client.server.reset()
                    #expect(try client.send(GetObject(bucket: Self.bucket, key: key)).body == body)
                }
            }
        }
    }

    @Test func movedBackTheWorldIsWhatItWas() throws {
        try Self.world { world in
            let delta = ShiftDelta(minutes: 123_457)
            let limit = Timestamp(seconds: 4_000_000_000)
            let back = world.shifted(by: delta, until: limit).shifted(by: -delta, until: limit)
            #expect(back.clock == world.clock && back.flowLogs == world.flowLogs)
            for (a, b) in zip(back.buckets, world.buckets) {
                #expect(a.objects.map(\.key) == b.objects.map(\.key))
                #expect(a.objects.map(\.lastModified) == b.objects.map(\.lastModified))
                for (object, original) in zip(a.objects, b.objects) where !object.key.hasSuffix(".gz") {
                    #expect(object.content.bytes() == original.content.bytes())
                }
            }
            for (a, b) in zip(back.logGroups.flatMap(\.streams), world.logGroups.flatMap(\.streams)) {
                #expect(a.events.bytes == b.events.bytes || a.events.count == b.events.count)
                #expect(a.events.entries.map(\.timestamp) == b.events.entries.map(\.timestamp))
                for (x, y) in zip(a.events.entries, b.events.entries) {
                    #expect(a.events.message(x).elementsEqual(b.events.message(y)))
                }
            }
        }
    }

    @Test func worldsWithoutStampsEndWithTheirFolders() throws {
        var world = World()
        func object(_ key: String) -> WorldObject {
            WorldObject(
                key: key, content: .memory([]), size: 0, lastModified: World.epoch, storageClass: "STANDARD",
                metadata: [:])
        }
        world.buckets = [
            WorldBucket(
                name: "b", region: "us-east-1", account: "123456789012", creationTime: World.epoch,
                objects: [object("2026/03/03/a"), object("2026/03/04/a"), object("z")])
        ]
        #expect(world.newestTime?.iso8601 == "2026-03-04T00:00:00Z")
        world.buckets[0].objects = [object("z")]
        #expect(world.newestTime == nil)
        #expect(throws: WorldError.self) { try world.shifted(to: .now, now: Self.target) }
        #expect(throws: WorldError.self) { try World().shifted(to: .now, now: Self.target) }
        #expect(throws: Never.self) { try world.shifted(to: .now, now: Self.target, from: World.epoch) }
    }

    /// CloudWatch Logs has no times before 1970, and clients cannot read all that S3 would have to tell.
    @Test func nothingComesToLieBefore1970() throws {
        try Self.world { world in
            for target in ["1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"] {
                let time = try #require(Timestamp(iso8601: target))
                let error = #expect(throws: WorldError.self) { try world.shifted(to: .time(time), now: Self.target) }
                #expect(error?.description == "the world: cannot be moved in time: it would end before 1970")
            }
            // What is older than the end by more than there is left.
            let early = try world.shifted(to: .time(Timestamp(seconds: 86_400)), now: Self.target)
            #expect(early.buckets.first?.creationTime == Timestamp(seconds: 0))
            #expect(early.logGroups.first?.creationTime == Timestamp(seconds: 0))
            // A stamp of the far future brings everything else to the far past.
            let moment = try #require(Timestamp(iso8601: "9999-12-31T23:59:00Z"))
            let far = try? world.shifted(to: .now, now: Self.target, from: moment)
            #expect(far == nil)
        }
        try Self.world { world in
            var world = world
            world.buckets[0].objects[0].key = "x_99991231T2359Z_y.log"
            world.logGroups = []
            let shifted = try world.shifted(to: .now, now: Self.target)
            #expect(shifted.buckets.first?.objects.first?.lastModified == Timestamp(seconds: 0))
            #expect(shifted.clock.now == Timestamp(seconds: 0))
        }
    }

    @Test func notesTellWhatIsLeftAlone() throws {
        try Self.world { world in
            let shifted = try world.shifted(to: .time(Self.target), now: Self.target)
            #expect(
                shifted.shiftNotes(from: world) == [
                    "moved in time: 2026-03-04T23:59:30Z is now 2026-11-24T23:59:30Z",
                    "1 object is Parquet: keys are moved, the times of the records are not",
                    "1 object is under keys that tell no time, which stay",
                ])
        }
    }

    @Test func targetsAreRead() {
        #expect(ShiftTarget("now") == .now)
        #expect(ShiftTarget("2026-11-25T00:00:45Z") == .time(Self.target))
        #expect(ShiftTarget("2026-11-25T01:00:45+01:00") == .time(Self.target))
        for text in ["", "Now", "2026-11-25", "yesterday", "1772668770000"] { #expect(ShiftTarget(text) == nil) }
    }

    @Test func rewrittenBodiesAreBounded() {
        let bodies = ObjectBodies(capacity: 100)
        for number in 0..<50 { bodies[number] = Array(repeating: UInt8(number), count: 10) }
        let kept = (0..<50).filter { bodies[$0] != nil }
        #expect(kept.count <= 10 && kept.last == 49)
        bodies[99] = Array(repeating: 0, count: 51)
        #expect(bodies[99] == nil)
        // What is asked for stays.
        for number in 100..<130 {
            bodies[number] = Array(repeating: 0, count: 10)
            #expect(bodies[100] != nil)
        }
    }
}
