import AWSOperations
import CloudTrailReader
import HTTPMessages
import JSON
import MockAWS
import ScanSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct FollowPoisonTests {
    private let key = ScanBench.key(1)

    @Test func poisonStaysAndIsToldOnce() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        let malformed = try await bench.send("no json at all")
        let foreign = try await bench.send("{\"Event\":\"x\",\"Service\":\"y\"}")
        // Both come again and again, and it ends all the same.
        bench.spy.answer { call in
            if call.operation == "ReceiveMessage" { try await bench.makeVisible() }
            return nil
        }
        let report = try await bench.follow()
        #expect(report.left == 2 && report.deleted == 0 && report.hasGaps)
        let ids = bench.problems.compactMap { event in
            if case .message(let id, _, isQuarantined: false) = event { id } else { nil }
        }
        #expect(ids.sorted() == [malformed, foreign].sorted())
        #expect(bench.spy.count("DeleteMessage") == 0)
        #expect(try await bench.depth().reduce(0, +) == 2)
    }

    @Test func whatComesBehindPoisonThatComesAgainIsRead() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        for number in 0..<25 { try await bench.send("poison \(number)") }
        try await bench.put(key)
        try await bench.announce(key)
        let report = try await bench.follow()
        #expect(bench.sink.takeKeys() == [key] && report.left == 25 && report.deleted == 1)
    }

    @Test func testMessagesAreDeleted() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.send("CloudTrail validation message.")
        try await bench.send("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}")
        let report = try await bench.follow()
        #expect(report.deleted == 2 && !report.hasGaps && bench.events.count == 2)
        #expect(try await bench.depth() == [0, 0])
    }

    @Test func otherObjectsOfAGoodMessageAreLeftOut() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.put(key)
        try await bench.announce("other/thing.txt", key, key.replacing("CloudTrail", with: "CloudTrail-Digest"))
        try await bench.announce("other/thing.txt")
        let report = try await bench.follow()
        #expect(bench.sink.takeKeys() == [key])
        #expect(report.deleted == 2 && report.foreign == 3 && !report.hasGaps)
        #expect(try await bench.depth() == [0, 0])
    }

    @Test func poisonGoesIntoQuarantineWithItsReason() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let bench = try await FollowBench()
        defer { bench.stop() }
        let body = "no \"json\" \u{1F600}\n at all"
        let id = try await bench.send(body)
        let report = try await bench.follow(bench.options { $0.quarantine = folder.path + "/new/quarantine" })
        #expect(report.quarantined == 1 && report.left == 0 && report.deleted == 0 && report.hasGaps)
        let document = try JSONValue(parsing: try folder.read("new/quarantine/\(id).json"))
        #expect(document["body"]?.string == body && document["messageId"]?.string == id)
        #expect(document["reason"]?.string?.hasPrefix("not understood: ") == true)
        #expect(document["receiveCount"]?.integer == 1)
        #expect(document["attributes"]?["ApproximateReceiveCount"]?.string == "1")
        #expect(try await bench.depth() == [0, 0])
    }

    @Test func unreadableObjectGoesIntoQuarantineAfterSoManyReceives() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let bench = try await FollowBench()
        defer { bench.stop() }
        let id = try await bench.announce(key, "AWSLogs/other")
        let options = bench.options {
            $0.quarantine = folder.path
            $0.maxReceives = 3
        }
        for round in 1...3 {
            let report = try await bench.follow(options)
            #expect(report.left == (round < 3 ? 1 : 0) && report.quarantined == (round < 3 ? 0 : 1))
            try await bench.makeVisible()
        }
        let document = try JSONValue(parsing: try folder.read(id + ".json"))
        #expect(document["reason"]?.string?.contains("NoSuchKey") == true)
        #expect(try await bench.depth() == [0, 0])
    }

    @Test func objectThatS3CannotGiveNowStaysOutOfQuarantine() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.put(key)
        try await bench.announce(key)
        bench.spy.answer { call in
            call.operation == "GetObject" ? HTTPResponse(status: 503, headers: [:], body: []) : nil
        }
        let options = bench.options {
            $0.quarantine = folder.path
            $0.maxReceives = 1
        }
        let report = try await bench.follow(options)
        #expect(report.left == 1 && report.quarantined == 0 && report.failed == 1)
        bench.spy.answer(nil)
        try await bench.makeVisible()
        #expect(try await bench.follow(options).deleted == 1)
    }

    @Test func withoutAFolderToWriteToNothingIsDeleted() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("file", [])
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.send("poison")
        await #expect(throws: TrailReaderError.self) {
            try await bench.follow(bench.options { $0.quarantine = folder.path + "/file/below" })
        }
        #expect(try await bench.depth() == [1, 0])
    }

    @Test func messageThatChangedOnItsWayStays() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        bench.spy.answer { call in
            guard call.operation == "ReceiveMessage", call.number == 0 else { return nil }
            let message =
                #"{"MessageId":"m","ReceiptHandle":"h","MD5OfBody":"00","Body":"CloudTrail validation message."}"#
            return HTTPResponse(status: 200, headers: [:], body: Array("{\"Messages\":[\(message)]}".utf8))
        }
        let report = try await bench.follow()
        #expect(report.left == 1 && bench.spy.count("DeleteMessage") == 0)
    }
}
