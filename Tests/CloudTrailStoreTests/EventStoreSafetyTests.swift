import CloudTrail
import CloudTrailReader
import Digests
import Foundation
import GRDB
import TestSupport
import Testing

@testable import CloudTrailStore

/// What is confirmed is in the file, whatever the file is called and whatever befalls it.
@Suite(.timeLimit(.minutes(15))) struct EventStoreSafetyTests {
    private let folder: TemporaryFolder
    private let object = TrailObject(bucket: "bucket", key: "key")

    init() throws {
        folder = try TemporaryFolder()
    }

    private var file: String { folder.path + "/events.sqlite" }

    private func store(_ text: String, in sink: EventStoreSink) async throws {
        var reader = sink.reader(for: object)
        try reader.append(Array(text.utf8))
        try await sink.deliver(try reader.finish(), of: object)
    }

    private func rows(_ sql: String) throws -> [Row] {
        try DatabaseQueue(path: file).read { try Row.fetchAll($0, sql: sql) }
    }

    @Test(arguments: [":memory:", "file:events.sqlite?mode=memory", "events.sqlite"])
    func whatSQLiteTakesForMoreThanAPathIsAFile(name: String) async throws {
        defer { folder.remove() }
        #expect(DatabaseFile.path(name) == "./" + name)
        let path = folder.path + "/" + name
        let sink = EventStoreSink(try EventStore(file: path))
        try await store(#"{"eventID":"a","eventName":"A"}"#, in: sink)
        try sink.store.close()
        #expect(try folder.names("") == [name])
    }

    @Test func emptyPathIsRefused() {
        defer { folder.remove() }
        let store = #expect(throws: EventStoreError.self) { try EventStore(file: "") }
        #expect(store?.code == .notAStore)
        let state = #expect(throws: ScanStateError.self) {
            try SQLiteScanState(file: "", location: CloudTrailLocation("bucket"))
        }
        #expect(state?.code == .notAState)
    }

    @Test(arguments: [false, true]) func nothingIsConfirmedInAFileThatIsGone(isReplaced: Bool) async throws {
        defer { folder.remove() }
        let sink = EventStoreSink(try EventStore(file: file))
        try await store(#"{"eventID":"a","eventName":"A"}"#, in: sink)
        try FileManager.default.moveItem(atPath: file, toPath: file + ".old")
        if isReplaced { try folder.write("events.sqlite", []) }
        let error = await #expect(throws: EventStoreError.self) {
            try await store(#"{"eventID":"b","eventName":"A"}"#, in: sink)
        }
        #expect(error?.code == .unusable && error?.description.contains("removed or replaced") == true)
        #expect(sink.counts.stored == 1)
    }

    @Test func stateRecordsNothingInAFileThatIsGone() async throws {
        defer { folder.remove() }
        let state = try SQLiteScanState(file: file, location: CloudTrailLocation("bucket"))
        try FileManager.default.removeItem(atPath: file)
        let error = await #expect(throws: ScanStateError.self) { try await state.record([]) }
        #expect(error?.code == .unusable)
    }

    @Test func identifiersThatDecodeAlikeAreDifferentEvents() async throws {
        defer { folder.remove() }
        let identifiers = [#"x\u0000a"#, #"x\u0000b"#, #"x"#, #"y\ud800"#, #"y\ud801"#]
        let records = identifiers.map { #"{"eventID":"\#($0)","eventName":"A"}"# }
        let sink = EventStoreSink(try EventStore(file: file))
        try await store("[" + records.joined(separator: ",") + "," + records.joined(separator: ",") + "]", in: sink)
        #expect(sink.counts.description == "5 events stored, 5 were there already")
        let stored = Set(try rows("SELECT eventID FROM events").map { $0[0] as String })
        let hashed = records.filter { $0.contains("\\") }.map { "sha256:" + SHA256.hash(Array($0.utf8)).hexString }
        #expect(stored == Set(hashed + ["x"]))
    }

    @Test func textKeepsWhatStandsBehindANUL() async throws {
        defer { folder.remove() }
        let sink = EventStoreSink(try EventStore(file: file))
        try await store(#"{"eventID":"a","eventName":"A\u0000B","readOnly":true}"#, in: sink)
        let row = try #require(
            try rows("SELECT typeof(eventName), CAST(eventName AS BLOB), readOnly FROM events").first)
        #expect(row[0] as String == "text" && row[1] as Data == Data("A\0B".utf8) && row[2] as Int == 1)
    }

    @Test(arguments: [#"{"eventID":"#, "7"]) func spooledBytesThatAreNoEventEndTheObject(record: String) async throws {
        defer { folder.remove() }
        var batch = SpooledEvents.Batch()
        batch.append(Array(#"{"eventID":"a","eventName":"A"}"#.utf8)[...])
        batch.append(Array(record.utf8)[...])
        var events = SpooledEvents()
        try events.append(batch)
        let store = try EventStore(file: file)
        let spooled = events
        let error = await #expect(throws: TrailReaderError.self) { try await store.insert(spooled) }
        #expect(error?.code == .temporaryFile)
        #expect(try rows("SELECT * FROM events").isEmpty)
    }

    @Test func interruptEndsTheWaitForAnotherWriter() async throws {
        defer { folder.remove() }
        let interrupt = ReadingInterrupt()
        let sink = EventStoreSink(try EventStore(file: file, interrupt: interrupt))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: file, configuration: configuration)
        interrupt.raise()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let error = await #expect(throws: EventStoreError.self) {
            try await store(#"{"eventID":"a","eventName":"A"}"#, in: sink)
        }
        #expect(error?.code == .unusable && sink.counts.stored == 0)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }
}
