import Files
import Foundation
import HTTPMessages
import RecordingSupport
import Recordings
import TestSupport
import Testing

/// Recordings that are written anew.
@Suite struct RecordingRewriteTests {
    private static func draft() -> RecordingDraft {
        var draft = RecordingDraft()
        let headers: HTTPHeaders = ["Date": "Wed, 04 Mar 2026 12:00:00 GMT", "x-amz-request-id": "4Z"]
        for (path, body) in [("/flow/a.gz", "one"), ("/flow/b.gz", "two"), ("/flow/a.gz", "three")] {
            draft.add(
                RecordingToolsTests.get(path), RecordingToolsTests.answer(body, headers), inFiles: true)
        }
        // In another order, with gaps.
        draft.exchanges[0].sequence = 70
        draft.exchanges[1].sequence = 20
        draft.exchanges[2].sequence = 90
        return draft
    }

    private static func files(_ folder: TemporaryFolder) throws -> [String] {
        let root = folder.url.appending(path: "recording")
        let found = FileManager.default.enumerator(atPath: root.path)?.allObjects.compactMap { $0 as? String } ?? []
        return found.sorted()
    }

    private static func bodies(_ recording: Recording) throws -> [String] {
        try recording.exchanges.map { String(decoding: try recording.bytes(of: $0.response.body), as: UTF8.self) }
    }

    @Test func normalFormIsNumberedInOrder() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try Self.draft().write(to: folder)
        try folder.write("recording/bodies/orphan.bin", [1])
        try folder.write("recording/README.md", [2])
        try folder.write("recording/scrub.key", [3])
        try folder.write(".recording.rewrite/left/over", [4])
        #expect(try RecordingNormalization.normalize(try Recording(folder: path)) == 3)
        let recording = try Recording(folder: path)
        #expect(recording.exchanges.map(\.sequence) == [1, 2, 3])
        #expect(try Self.bodies(recording) == ["two", "one", "three"])
        #expect(recording.exchanges[0].response.headers["x-amz-request-id"] == "4Z")
        #expect(
            try Self.files(folder) == [
                "README.md", "bodies", "bodies/000001-b.gz", "bodies/000002-a.gz", "bodies/000003-a.gz",
                "exchanges.jsonl", "recording.json", "scrub.key",
            ])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["recording"])
        let manifest = try FileContents.bytes(ofFile: path + "/recording.json")
        let lines = try FileContents.bytes(ofFile: path + "/exchanges.jsonl")
        // What is normal stays as it is.
        _ = try RecordingNormalization.normalize(try Recording(folder: path))
        #expect(try FileContents.bytes(ofFile: path + "/recording.json") == manifest)
        #expect(try FileContents.bytes(ofFile: path + "/exchanges.jsonl") == lines)
    }

    @Test func volatileHeadersAreFixedOnDemand() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try Self.draft().write(to: folder)
        _ = try RecordingNormalization.normalize(try Recording(folder: path), fixesVolatile: true)
        #expect(
            try Recording(folder: path).exchanges[0].response.headers == [
                "Date": "Thu, 01 Jan 1970 00:00:00 GMT", "x-amz-request-id": "0000000000000000",
            ])
    }

    @Test func sharedBodiesStayOne() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var draft = Self.draft()
        draft.exchanges[2].response.body = draft.exchanges[0].response.body
        let path = try draft.write(to: folder)
        _ = try RecordingNormalization.normalize(try Recording(folder: path))
        let recording = try Recording(folder: path)
        #expect(recording.exchanges[1].response.body == recording.exchanges[2].response.body)
        #expect(try Self.bodies(recording) == ["two", "one", "one"])
    }

    @Test func aRecordingThatCannotBeRewrittenStaysAsItIs() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try Self.draft().write(to: folder)
        try FileManager.default.removeItem(atPath: path + "/bodies/3-response.bin")
        let before = try Self.files(folder)
        #expect(throws: RecordingError.self) { try RecordingNormalization.normalize(try Recording(folder: path)) }
        #expect(try Self.files(folder) == before)
    }

    @Test func aRecordingThatIsBeingWrittenIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try Self.draft().write(to: folder)
        let recorder = try FileAppender(path: path + "/exchanges.jsonl", mode: .append)
        #expect(recorder.lock())
        #expect(throws: RecordingError.self) { try RecordingPruning.prune(try Recording(folder: path)) }
    }

    @Test func pruningDropsWhatBelongsToNothing() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let draft = Self.draft()
        let path = try draft.write(to: folder, lines: draft.lines + Array("{\"seq\":91,".utf8))
        try folder.write("recording/bodies/orphan.bin", [1])
        #expect(try Recording(folder: path).warnings.count == 1)
        #expect(try RecordingPruning.prune(try Recording(folder: path)) == [])
        let recording = try Recording(folder: path)
        #expect(recording.warnings == [])
        #expect(recording.exchanges.map(\.sequence) == [20, 70, 90])
        #expect(recording.manifest.exchangeCount == 3)
        #expect(
            try Self.files(folder).filter { $0.hasPrefix("bodies/") } == [
                "bodies/1-response.bin", "bodies/2-response.bin", "bodies/3-response.bin",
            ])
    }

    @Test func pruningDropsWhatIsChosen() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try Self.draft().write(to: folder)
        #expect(try RecordingPruning.prune(try Recording(folder: path), .init(keepLast: 1)) == [70])
        #expect(throws: RecordingError.self) {
            try RecordingPruning.prune(try Recording(folder: path), .init(unused: [70]))
        }
        let unused = try RecordingPruning.sequences(" 90\n")
        #expect(try RecordingPruning.prune(try Recording(folder: path), .init(unused: unused)) == [90])
        #expect(try Self.bodies(try Recording(folder: path)) == ["two"])
        #expect(throws: RecordingError.self) { try RecordingPruning.sequences("1 x") }
    }
}
