import AWSOperations
import Foundation
import Gzip
import HTTPMessages
import Recordings
import TestSupport
import Testing
import Timestamps

@testable import MockAWS

/// Worlds made out of recordings.
@Suite struct RecordedWorldTests {
    /// A recording that is made by hand, answer by answer.
    private struct Tape {
        let folder: TemporaryFolder
        var exchanges: [RecordedExchange] = []

        init() throws {
            folder = try TemporaryFolder()
        }

        /// Adds the answer to a request; the request is written as a client writes it.
        mutating func add<Operation: AWSOperation>(
            _ input: Operation, _ output: Operation.Output, key: String = "AKIAFIRST", region: String = "eu-west-1",
            edit: (inout HTTPRequest, inout HTTPResponse) -> Void = { _, _ in }, end: RecordedResponse.End = .complete
        ) throws {
            var request = try input.httpRequest()
            let service = Operation.operation.service.signingName
            request.headers["Host"] = "127.0.0.1:4566"
            request.headers["Authorization"] =
                "AWS4-HMAC-SHA256 Credential=\(key)/20260304/\(region)/\(service)/aws4_request, "
                + "SignedHeaders=host, Signature=00"
            var response = try Operation.httpResponse(output, requestID: "R")
            edit(&request, &response)
            let sequence = exchanges.count + 1
            exchanges.append(
                RecordedExchange(
                    sequence: sequence, offsetMilliseconds: 0, identity: RequestIdentity(request),
                    request: RecordedRequest(
                        method: request.method, target: request.target, headers: request.headers,
                        body: request.body.isEmpty ? .none : .text(String(decoding: request.body, as: UTF8.self))),
                    response: RecordedResponse(
                        status: response.status, headers: response.headers,
                        body: try body(response.body, "bodies/\(sequence)"), end: end)))
        }

        /// Long bodies and such that are no text lie in files.
        private func body(_ bytes: [UInt8], _ path: String) throws -> RecordedBody {
            if bytes.isEmpty { return .none }
            if bytes.count < 200, let text = String(validating: bytes, as: UTF8.self) { return .text(text) }
            try folder.write(path, bytes)
            return .file(RecordedBodyFile(path: path, count: Int64(bytes.count), sha256: ""))
        }

        func world() throws -> World {
            try World(recording: exchanges, folder: folder.url.path)
        }
    }

    private static let time = Timestamp(seconds: 1_772_600_000)
    private static let key =
        "AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/03/04/111122223333_vpcflowlogs_eu-west-1_fl-1_20260304T0450Z_a.log.gz"

    private static func object(_ content: [UInt8], etag: String = "\"e1\"") -> GetObject.Output {
        var output = GetObject.Output()
        output.body = content
        output.contentType = "application/x-gzip"
        output.etag = etag
        output.lastModified = time
        output.metadata = ["colour": "red"]
        return output
    }

    private static func listing(_ entries: [S3Object]) -> ListObjectsV2.Output {
        var output = ListObjectsV2.Output()
        output.name = "logs"
        output.contents = entries
        output.encodingType = "url"
        return output
    }

    @Test func objectsComeFromWhatWasReadAndListed() throws {
        var tape = try Tape()
        defer { tape.folder.remove() }
        let content = Deflater.gzip(Array("start end\n1772599800 -\n".utf8))
        let later = Self.time.adding(seconds: 3600)
        try tape.add(
            ListObjectsV2(bucket: "logs", prefix: "AWSLogs/"),
            Self.listing([
                S3Object(key: Self.key, lastModified: later, etag: "\"e2\"", size: 7),
                S3Object(
                    key: "only listed ü", lastModified: later, etag: "\"e3\"", size: 12_345, storageClass: "GLACIER"),
            ]))
        try tape.add(GetObject(bucket: "logs", key: Self.key), Self.object(content))
        // What was listed again afterwards does not take the content away.
        try tape.add(
            ListObjectsV2(bucket: "logs"), Self.listing([S3Object(key: Self.key, etag: "\"e2\"", size: 7)]))
        try tape.add(GetObject(bucket: "logs", key: "text"), Self.object(Array("hello".utf8)))
        try tape.add(GetObject(bucket: "logs", key: "empty"), Self.object([]))
        try tape.add(GetObject(bucket: "logs", key: "torn"), Self.object(content), end: .reset)
        try tape.add(GetObject(bucket: "logs", key: "refused"), Self.object([]), edit: { $1.status = 403 })
        try tape.add(
            GetObject(bucket: "logs", key: "part", range: "bytes=0-3"), Self.object(Array("abcd".utf8)),
            edit: {
                $1.status = 206
                $1.headers["Content-Range"] = "bytes 0-3/10"
            })
        try tape.add(
            GetObject(bucket: "logs", key: "whole part", range: "bytes=0-"), Self.object(Array("abcd".utf8)),
            edit: {
                $1.status = 206
                $1.headers["Content-Range"] = "bytes 0-3/4"
            })
        try tape.add(
            GetObject(bucket: "virtual", key: "k"), Self.object([1, 2]),
            edit: { request, _ in
                request.path = "/k"
                request.headers["Host"] = "virtual.s3.eu-west-1.amazonaws.com"
            })
        var head = HeadObject.Output()
        head.contentLength = 99
        try tape.add(HeadObject(bucket: "other", key: "headed"), head, region: "us-west-2")
        try tape.add(HeadBucket(bucket: "other"), HeadBucket.Output(bucketRegion: "ap-south-1"))

        let world = try tape.world()
        #expect(world.buckets.map(\.name) == ["logs", "other", "virtual"])
        #expect(world.buckets.map(\.region) == ["eu-west-1", "ap-south-1", "eu-west-1"])
        #expect(world.regions.first == "eu-west-1")
        let objects = try #require(world.buckets.first?.objects)
        #expect(objects.map(\.key) == [Self.key, "empty", "only listed ü", "part", "text", "whole part"])
        #expect(objects.map(\.size) == [Int64(content.count), 0, 12_345, 10, 5, 4])
        #expect(objects.map(\.isNotRecorded) == [false, false, true, true, false, false])
        #expect(world.buckets.last?.objects.first?.content.bytes() == [1, 2])

        let client = InProcessClient(MockAWSOptions(world: world))
        let got = try client.send(GetObject(bucket: "logs", key: Self.key))
        #expect(got.body == content && got.etag == "\"e1\"" && got.lastModified == Self.time)
        #expect(got.contentType == "application/x-gzip" && got.metadata == ["colour": "red"])
        #expect(try client.send(GetObject(bucket: "logs", key: "text")).body == Array("hello".utf8))
        let listed = try client.send(ListObjectsV2(bucket: "logs", prefix: "only")).contents?.first
        #expect(listed?.size == 12_345 && listed?.etag == "\"e3\"")
        #expect(InProcessClient.errorCode { try client.send(GetObject(bucket: "logs", key: "part")) } == "NotRecorded")
        #expect(try client.send(HeadObject(bucket: "logs", key: "part")).etag == "\"e1\"")
        #expect(InProcessClient.errorCode { try client.send(GetObject(bucket: "logs", key: "torn")) } == "NoSuchKey")
    }

    @Test func eventsAreThereOnce() throws {
        var tape = try Tape()
        defer { tape.folder.remove() }
        func event(_ id: String?, _ time: Int, _ message: String, stream: String = "s") -> FilterLogEvents.Event {
            FilterLogEvents.Event(
                logStreamName: stream, timestamp: time, message: message, ingestionTime: time + 1, eventID: id)
        }
        func got(_ time: Int, _ message: String) -> GetLogEvents.Event {
            GetLogEvents.Event(timestamp: time, message: message, ingestionTime: time + 1)
        }
        var group = LogGroup()
        group.logGroupName = "/vpc"
        group.creationTime = 5
        group.retentionInDays = 7
        group.arn = "arn:aws:logs:eu-west-1:111122223333:log-group:/vpc:*"
        try tape.add(DescribeLogGroups(), DescribeLogGroups.Output(logGroups: [group]))
        try tape.add(
            DescribeLogStreams(logGroupName: "/vpc"),
            DescribeLogStreams.Output(logStreams: [LogStream(logStreamName: "never written", creationTime: 6)]))
        try tape.add(
            FilterLogEvents(logGroupName: "/vpc"),
            FilterLogEvents.Output(events: [
                event("1", 20, "b"), event("2", 10, "a"), event("3", 10, "a"), event("4", 30, "c", stream: "t"),
            ]))
        // Asked for again, in another way, and by the group's ARN.
        try tape.add(
            FilterLogEvents(logGroupIdentifier: "arn:aws:logs:eu-west-1:111122223333:log-group:/vpc"),
            FilterLogEvents.Output(events: [event("1", 20, "b"), event("5", 15, "new")]))
        try tape.add(
            GetLogEvents(logGroupName: "/vpc", logStreamName: "s"),
            GetLogEvents.Output(events: [got(10, "a"), got(10, "a"), got(10, "a"), got(20, "b"), got(25, "é")]))
        try tape.add(
            FilterLogEvents(logGroupName: "/vpc"), FilterLogEvents.Output(events: [event("6", 25, "é")]))
        try tape.add(FilterLogEvents(logGroupName: "empty"), FilterLogEvents.Output(events: []))

        let world = try tape.world()
        #expect(world.accounts == ["111122223333"])
        #expect(world.logGroups.map(\.name) == ["/vpc", "empty"])
        let vpc = try #require(world.logGroups.first)
        #expect(vpc.account == "111122223333" && vpc.region == "eu-west-1" && vpc.retentionInDays == 7)
        #expect(vpc.creationTime.milliseconds == 5)
        #expect(vpc.streams.map(\.name) == ["never written", "s", "t"])
        #expect(vpc.streams.map(\.creationTime.milliseconds) == [6, 10, 30])
        let events = vpc.streams[1].events
        #expect(
            events.entries.map { String(decoding: events.message($0), as: UTF8.self) } == [
                "a", "a", "a", "new", "b", "é",
            ])
        #expect(events.entries.map(\.ingestionTime) == [11, 11, 11, 16, 21, 26])
    }

    @Test func accountsComeFromTheirKeys() throws {
        var tape = try Tape()
        defer { tape.folder.remove() }
        let assumed = AssumeRole.Output(
            assumedRoleUser: AssumeRole.AssumedRoleUser(arn: "arn:aws:sts::210987654321:assumed-role/reader/me"),
            credentials: STSCredentials(
                accessKeyID: "ASIASECOND", secretAccessKey: "s", sessionToken: "t", expiration: Self.time))
        try tape.add(
            FilterLogEvents(logGroupName: "g"), FilterLogEvents.Output(), key: "ASIASECOND", region: "us-east-1")
        try tape.add(AssumeRole(roleARN: "arn:aws:iam::210987654321:role/reader", roleSessionName: "me"), assumed)
        try tape.add(FilterLogEvents(logGroupName: "g"), FilterLogEvents.Output())
        try tape.add(GetCallerIdentity(), GetCallerIdentity.Output(account: "444455556666"))
        let world = try tape.world()
        #expect(world.accounts == ["444455556666", "210987654321"])
        #expect(world.logGroups.map(\.account) == ["210987654321", "444455556666"])
        #expect(world.logGroups.map(\.region) == ["us-east-1", "eu-west-1"])
        #expect(world.credentials == [.dummy(account: "444455556666")])
    }

    @Test func flowLogsAreDescribed() throws {
        var tape = try Tape()
        defer { tape.folder.remove() }
        var first = FlowLog()
        first.flowLogID = "fl-1"
        first.resourceID = "vpc-1"
        first.logGroupName = "/vpc"
        first.logFormat = "${start} ${end}"
        first.creationTime = Self.time
        first.tags = [EC2Tag(key: "k", value: "v")]
        var second = FlowLog()
        second.flowLogID = "fl-0"
        second.logDestinationType = "s3"
        second.logDestination = "arn:aws:s3:::logs"
        second.destinationOptions = FlowLogDestinationOptions(hiveCompatiblePartitions: true)
        let output = DescribeFlowLogs.Output(flowLogs: [first, second])
        for _ in 0..<2 { try tape.add(DescribeFlowLogs(), output) }
        let world = try tape.world()
        #expect(world.flowLogs.map(\.flowLogID) == ["fl-0", "fl-1"])
        #expect(world.flowLogs.map(\.region) == ["eu-west-1", "eu-west-1"])
        #expect(world.flowLogs.last?.logFormat == "${start} ${end}" && world.flowLogs.last?.creationTime == Self.time)
        #expect(world.flowLogs.last?.tags == [WorldFlowLog.Tag(key: "k", value: "v")])
        #expect(world.flowLogs.first?.destinationOptions?.hiveCompatiblePartitions == true)
    }

    @Test func recordedWorldCanBeMovedInTime() throws {
        var tape = try Tape()
        defer { tape.folder.remove() }
        let text = "start end\n1772599800 -\n"
        try tape.add(GetObject(bucket: "logs", key: Self.key), Self.object(Deflater.gzip(Array(text.utf8))))
        try tape.add(
            GetObject(bucket: "logs", key: "note.txt"), Self.object(Array("not a flow log".utf8), etag: "\"kept\""))
        try tape.add(
            ListObjectsV2(bucket: "logs"),
            Self.listing([S3Object(key: Self.key.replacing("T0450Z", with: "T0455Z"), lastModified: Self.time, size: 3)]
            ))
        let world = try tape.world()
        let target = try #require(Timestamp(iso8601: "2026-03-05T04:56:30Z"))
        let shifted = try world.shifted(to: .now, now: target)
        #expect(shifted.shiftNotes(from: world).last == "1 object is listed in the recording, and without content")
        let client = InProcessClient(MockAWSOptions(world: shifted))
        let key = Self.key.replacing("2026/03/04", with: "2026/03/05").replacing("20260304", with: "20260305")
        let keys = try client.send(ListObjectsV2(bucket: "logs")).contents?.compactMap(\.key)
        #expect(keys == [key, key.replacing("T0450Z", with: "T0455Z"), "note.txt"])
        let got = try client.send(GetObject(bucket: "logs", key: key))
        #expect(try Inflater.gunzip(got.body ?? [], maxBytes: 100) == Array("start end\n1772686200 -\n".utf8))
        #expect(got.etag != "\"e1\"")
        #expect(try client.send(GetObject(bucket: "logs", key: "note.txt")).etag == "\"kept\"")
    }

    @Test func faultsNameTheExchange() throws {
        var tape = try Tape()
        defer { tape.folder.remove() }
        try tape.add(GetObject(bucket: "logs", key: "k"), Self.object([0xFF, 0xFE]))
        try tape.add(
            DescribeLogGroups(), DescribeLogGroups.Output(),
            edit: { _, response in response.body = Array("<html>".utf8) })
        let unreadable = #expect(throws: WorldError.self) { try tape.world() }
        #expect(
            unreadable?.reason.hasPrefix("exchange 2, DescribeLogGroups: ") == true, "\(String(describing: unreadable))"
        )
        tape.exchanges.removeLast()
        #expect(try tape.world().buckets.first?.objects.count == 1)
        try FileManager.default.removeItem(at: tape.folder.url.appending(path: "bodies/1"))
        let missing = #expect(throws: WorldError.self) { try tape.world() }
        #expect(missing?.reason.hasPrefix("exchange 1, GetObject: the body bodies/1 is missing") == true)
        #expect(try World(recording: [], folder: "/nowhere").buckets.isEmpty)
    }
}
