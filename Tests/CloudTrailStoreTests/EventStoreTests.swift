import CloudTrail
import CloudTrailReader
import CloudTrailStore
import Digests
import Foundation
import GRDB
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct EventStoreTests {
    private let folder = try? TemporaryFolder()
    private var file: String { (folder?.path ?? "/nonexistent") + "/events.sqlite" }
    private let object = TrailObject(bucket: "bucket", key: "key")

    /// Reads a text as an object's, and stores its events.
    private func store(_ text: String, in store: EventStore, pieces: Int = 1 << 20) async throws -> EventStore.Counts {
        let sink = EventStoreSink(store)
        try await feed(Array(text.utf8), to: sink, pieces: pieces)
        return sink.counts
    }

    private func feed(_ text: [UInt8], to sink: EventStoreSink, pieces: Int = 1 << 20) async throws {
        var reader = sink.reader(for: object)
        for start in stride(from: 0, to: text.count, by: pieces) {
            try reader.append(Array(text[start..<min(start + pieces, text.count)]))
        }
        try await sink.deliver(try reader.finish(), of: object)
    }

    private func rows(_ sql: String) throws -> [Row] {
        try DatabaseQueue(path: file).read { try Row.fetchAll($0, sql: sql) }
    }

    private func code(_ body: () throws -> some Any) -> EventStoreError? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? EventStoreError
        }
    }

    private func event(_ identifier: String, _ more: String = "") -> String {
        #"{"eventID":"\#(identifier)","eventName":"RunInstances","eventTime":"2026-03-04T05:06:07Z"\#(more)}"#
    }

    @Test func eventHasItsColumnsAndItsOwnBytes() async throws {
        defer { folder?.remove() }
        let record = """
            {"eventVersion" : "1.11","eventID":"e-1",\r\n "eventTime":"2026-03-04T05:06:07Z","eventSource":"ec2.amazonaws.com",
            "eventName":"Run\\u0049nstances","awsRegion":"eu-west-1","recipientAccountId":"123456789012",
            "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::1:assumed-role/r/s","userName":"u","accessKeyId":"ASIA",
            "sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::1:role/r"}}},"sourceIPAddress":"203.0.113.9",
            "errorCode":"AccessDenied","readOnly":false,"eventType":"AwsApiCall","eventCategory":"Management","x":"é"}
            """
        let events = try EventStore(file: file)
        #expect(try await store("{\"Records\":[ \(record) ]}", in: events, pieces: 100).stored == 1)
        try events.close()
        let rows = try rows("SELECT * FROM events")
        let row = try #require(rows.first)
        let expected: [String: String] = [
            "eventID": "e-1", "eventTime": "2026-03-04T05:06:07Z", "eventSource": "ec2.amazonaws.com",
            "eventName": "RunInstances", "awsRegion": "eu-west-1", "recipientAccountId": "123456789012",
            "userIdentityType": "AssumedRole", "userIdentityArn": "arn:aws:sts::1:assumed-role/r/s",
            "userIdentityUserName": "u", "userIdentityAccessKeyId": "ASIA", "sessionIssuerArn": "arn:aws:iam::1:role/r",
            "sourceIPAddress": "203.0.113.9", "errorCode": "AccessDenied", "eventType": "AwsApiCall",
            "eventCategory": "Management", "json": record,
        ]
        for (column, value) in expected { #expect(row[column] as String? == value, "\(column)") }
        #expect(row["readOnly"] as Int? == 0)
        #expect(row.count == expected.count + 1)
    }

    @Test func absentFieldsAreNull() async throws {
        defer { folder?.remove() }
        let events = try EventStore(file: file)
        _ = try await store(#"[{"eventID":"a","eventName":null,"eventSource":5,"eventVersion":"1"}]"#, in: events)
        let row = try #require(try rows("SELECT * FROM events").first)
        #expect(row.filter { $0.0 != "eventID" && $0.0 != "json" }.allSatisfy { $0.1.isNull })
    }

    @Test func eventIsStoredOnce() async throws {
        defer { folder?.remove() }
        let events = try EventStore(file: file)
        var counts = try await store("[\(event("a")),\(event("b")),\(event("a"))]", in: events)
        #expect(counts.stored == 2 && counts.alreadyThere == 1)
        try events.close()
        counts = try await store("[\(event("b")),\(event("c"))]", in: EventStore(file: file))
        #expect(counts.stored == 1 && counts.alreadyThere == 1)
        #expect(counts.description == "1 events stored, 1 were there already")
        #expect(try rows("SELECT eventID FROM events ORDER BY eventID").map { $0[0] as String } == ["a", "b", "c"])
    }

    @Test func eventWithoutIdentifierHasOneOfItsBytes() async throws {
        defer { folder?.remove() }
        let events = try EventStore(file: file)
        let (a, b) = (
            #"{"eventVersion":"1.0","eventName":"A"}"#, #"{"eventVersion":"1.0","eventName":"B","eventID":""}"#
        )
        let counts = try await store("[\(a), \(b), \(a)]", in: events)
        #expect(counts.stored == 2 && counts.alreadyThere == 1)
        let identifiers = try rows("SELECT eventID FROM events ORDER BY eventName").map { $0[0] as String }
        #expect(identifiers == [a, b].map { "sha256:" + SHA256.hash(Array($0.utf8)).hexString })
    }

    @Test func illFormedTextStaysAsItIs() async throws {
        defer { folder?.remove() }
        let record = Array(#"{"eventID":"a","eventName":"x","bad":""#.utf8) + [0xFF, 0xC3] + Array(#""}"#.utf8)
        try await feed(record, to: EventStoreSink(try EventStore(file: file)))
        let row = try #require(try rows("SELECT typeof(json), CAST(json AS BLOB) FROM events").first)
        #expect(row[0] as String == "text" && Array(row[1] as Data) == record)
    }

    @Test func manyEventsGoThroughTheSpool() async throws {
        defer { folder?.remove() }
        // More than a spool holds in memory.
        let filler = #","requestParameters":""# + String(repeating: "x", count: 2000) + "\""
        let text = "[" + (0..<4000).map { event("e-\($0)", filler) }.joined(separator: ",") + "]"
        let events = try EventStore(file: file)
        #expect(try await store(text, in: events, pieces: 256 << 10).stored == 4000)
        let row = try #require(
            try rows("SELECT count(*), min(length(json)), count(DISTINCT eventID) FROM events").first)
        #expect(row[0] as Int == 4000 && row[1] as Int > 2000 && row[2] as Int == 4000)
    }

    @Test func brokenObjectLeavesNothing() async throws {
        defer { folder?.remove() }
        let sink = EventStoreSink(try EventStore(file: file))
        await #expect(throws: CloudTrailError.self) { try await feed(Array("[\(event("a")),".utf8), to: sink) }
        #expect(try rows("SELECT * FROM events").isEmpty)
    }

    @Test func selectionAppliesAndSkippedRecordsAreCounted() async throws {
        defer { folder?.remove() }
        var selection = CloudTrailSelection()
        selection.eventNames = ["DeleteTrail"]
        let sink = EventStoreSink(try EventStore(file: file), selection: selection)
        let text = #"{"Records":[{"eventID":"a","eventName":"DeleteTrail"},{"eventID":"b","eventName":"X"},7]}"#
        try await feed(Array(text.utf8), to: sink)
        #expect(sink.counts.stored == 1 && sink.counters.events == 2 && sink.counters.skippedRecords == 1)
    }

    @Test func severalWritersShareAFile() async throws {
        defer { folder?.remove() }
        let file = file
        try await withThrowingTaskGroup(of: EventStore.Counts.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    // Each opens the file itself, at the same time as the others make it.
                    let events = try EventStore(file: file)
                    var counts = EventStore.Counts()
                    for round in 0..<20 {
                        let identifiers = (0..<10).map { "\(writer % 2)-\(round)-\($0)" }
                        counts += try await store(
                            "[" + identifiers.map { event($0) }.joined(separator: ",") + "]", in: events)
                    }
                    return counts
                }
            }
            var total = EventStore.Counts()
            for try await counts in group { total += counts }
            #expect(total.stored == 400 && total.alreadyThere == 400)
        }
        #expect(try rows("SELECT * FROM events").count == 400)
    }

    /// Whoever makes the file changes its journal, for which SQLite does not wait by itself.
    @Test func severalOpenANewFileAtTheSameMoment() async throws {
        defer { folder?.remove() }
        for round in 0..<25 {
            let file = "\(file)-\(round)"
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { try EventStore(file: file).close() } }
                try await group.waitForAll()
            }
        }
    }

    @Test func whatIsNoStoreIsLeftAlone() throws {
        defer { folder?.remove() }
        let text = Array("this is the only copy of something else\n".utf8)
        try folder?.write("events.sqlite", text)
        #expect(code { try EventStore(file: file) }?.code == .notAStore)
        #expect(try folder?.read("events.sqlite") == text)
        try FileManager.default.removeItem(atPath: file)
        try DatabaseQueue(path: file).write { try $0.execute(sql: "CREATE TABLE t (x)") }
        try expectRefusal()
        try FileManager.default.removeItem(atPath: file)
        try SQLiteScanState(file: file, location: CloudTrailLocation("bucket")).close()
        try expectRefusal()
    }

    private func expectRefusal() throws {
        let bytes = try folder?.read("events.sqlite")
        let error = code { try EventStore(file: file) }
        #expect(error?.code == .notAStore && error?.description.contains("no store of events") == true)
        #expect(try folder?.read("events.sqlite") == bytes)
    }

    @Test func fileOfANewerVersionIsRefused() throws {
        defer { folder?.remove() }
        try EventStore(file: file).close()
        try DatabaseQueue(path: file).write { try $0.execute(sql: "PRAGMA user_version = 2") }
        #expect(code { try EventStore(file: file) }?.code == .newerVersion)
    }

    @Test func fileThatCannotBeMadeIsTold() {
        defer { folder?.remove() }
        let error = code { try EventStore(file: "/nonexistent/events.sqlite") }
        #expect(error?.code == .unusable && error?.description.contains("/nonexistent/events.sqlite") == true)
    }

    @Test func closedStoreIsOneFile() async throws {
        defer { folder?.remove() }
        let events = try EventStore(file: file)
        _ = try await store("[\(event("a"))]", in: events)
        try events.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder?.path ?? "") == ["events.sqlite"])
    }

    @Test(arguments: [
        "eventTime > '2026'", "eventName = 'a'", "userIdentityArn = 'a'", "userIdentityAccessKeyId = 'a'",
        "sourceIPAddress = 'a'", "errorCode = 'a'", "eventID = 'a'",
    ]) func searchUsesAnIndex(condition: String) throws {
        defer { folder?.remove() }
        _ = try EventStore(file: file)
        let plan = try rows("EXPLAIN QUERY PLAN SELECT json FROM events WHERE \(condition)")
        #expect(plan.allSatisfy { ($0["detail"] as String).hasPrefix("SEARCH") }, "\(plan)")
    }
}
