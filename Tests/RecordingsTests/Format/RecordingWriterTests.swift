import Digests
import HTTPMessages
import Recordings
import TestSupport
import Testing
import Timestamps

@Suite struct RecordingWriterTests {
    private let clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: 1_772_625_600_000) }

    private func get(_ key: String) -> HTTPRequest {
        HTTPRequest(method: "GET", path: "/bucket/\(key)", headers: ["Host": "127.0.0.1:1"])
    }

    private func record(
        _ writer: RecordingWriter, _ request: HTTPRequest, status: Int = 200, headers: HTTPHeaders = [:],
        body: [[UInt8]] = [], end: RecordedResponse.End = .complete
    ) {
        let recorder = writer.begin(request)
        recorder.takeHead(status: status, headers: headers)
        for chunk in body { recorder.take(chunk) }
        recorder.finish(end)
    }

    @Test func whatIsWrittenIsRead() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/r"
        let writer = try RecordingWriter(folder: path, now: clock)
        let binary = [UInt8]((0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        record(writer, get("a.gz"), headers: ["Content-Length": "70000", "X-B": "2", "x-a": "1"], body: [binary])
        record(
            writer, get("text"), headers: ["Content-Type": "text/plain"], body: [Array("a\n".utf8), Array("ü".utf8)])
        record(writer, get("none"), status: 404, headers: ["Content-Length": "0"])
        record(writer, get("cut"), headers: ["Content-Length": "9"], body: [[0, 1]], end: .short)
        var head = get("head")
        head.method = "HEAD"
        record(writer, head, headers: ["Content-Length": "123"])
        try writer.close()

        let recording = try Recording(folder: path)
        #expect(recording.warnings.isEmpty)
        #expect(recording.manifest.exchangeCount == 5)
        #expect(recording.exchanges.map(\.sequence) == [1, 2, 3, 4, 5])
        #expect(recording.exchanges.map(\.response.end) == [.complete, .complete, .complete, .short, .complete])
        #expect(recording.exchanges.map(\.response.framing) == [.length, .close, .length, .length, .none])
        #expect(try recording.bytes(of: recording.exchanges[0].response.body) == binary)
        #expect(
            recording.exchanges[0].response.headers.fields.map(\.name) == ["Content-Length", "X-B", "x-a"])
        #expect(recording.exchanges[1].response.body == .text("a\nü"))
        #expect(recording.exchanges[2].response.body == .none)
        guard case .file(let file) = recording.exchanges[0].response.body else {
            Issue.record("the long body has no file")
            return
        }
        #expect(file.path == "bodies/000001-a.gz")
        #expect(file.sha256 == SHA256.hash(binary).hexString)
    }

    @Test func tornLastLineIsPassedOverAndCutOff() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/r"
        let writer = try RecordingWriter(folder: path, now: clock)
        record(writer, get("a"))
        record(writer, get("b"))
        let lines = path + "/exchanges.jsonl"
        let whole = try folder.read("r/exchanges.jsonl")
        for cut in [1, 2, 40, 150] {
            try folder.write("r/exchanges.jsonl", Array(whole.dropLast(cut)))
            let recording = try Recording(folder: path)
            #expect(recording.exchanges.map(\.sequence) == [1])
            #expect(recording.warnings.count == 1)
            #expect(recording.warnings.first?.hasPrefix("\(lines): the last line, 2, is torn") == true)
        }
        withExtendedLifetime(writer) {}
    }

    @Test func recorderGoesOnBehindATornLine() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/r"
        do {
            let writer = try RecordingWriter(folder: path, now: clock)
            record(writer, get("a"))
            record(writer, get("b"))
        }
        try folder.write("r/exchanges.jsonl", Array(try folder.read("r/exchanges.jsonl").dropLast(5)))
        let writer = try RecordingWriter(folder: path, now: clock)
        #expect(writer.warnings.count == 1)
        record(writer, get("c"))
        try writer.close()
        let recording = try Recording(folder: path)
        #expect(recording.warnings.isEmpty)
        #expect(recording.exchanges.map(\.sequence) == [1, 2])
        #expect(recording.exchanges.map { $0.identity.key["Key"] } == ["a", "c"])
    }

    @Test func oneFolderHasOneRecorder() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let writer = try RecordingWriter(folder: folder.path + "/r", now: clock)
        #expect(throws: RecordingError.self) { try RecordingWriter(folder: folder.path + "/r", now: clock) }
        withExtendedLifetime(writer) {}
    }

    @Test func folderWithOtherThingsIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("precious.txt", Array("x".utf8))
        let error = #expect(throws: RecordingError.self) {
            try RecordingWriter(folder: folder.path, startsAnew: true, now: clock)
        }
        #expect(error?.description.contains("precious.txt") == true)
    }

    @Test func recordingCanBeStartedAnew() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/r"
        do {
            let writer = try RecordingWriter(folder: path, now: clock)
            record(writer, get("a"), body: [[0, 1, 2]])
            try writer.close()
        }
        let writer = try RecordingWriter(folder: path, startsAnew: true, now: clock)
        record(writer, get("b"))
        try writer.close()
        let recording = try Recording(folder: path)
        #expect(recording.exchanges.map { $0.identity.key["Key"] } == ["b"])
        #expect(try folder.names("r/bodies") == [])
    }

    @Test(arguments: [
        ("../../etc/passwd", "bodies/000001-passwd"), ("a/..", "bodies/000001-object"),
        ("CON", "bodies/000001-CON"), ("x/a b?c*.log.gz", "bodies/000001-a_b_c_.log.gz"),
        ("y/\u{0}\u{1}.", "bodies/000001-__"), ("é", "bodies/000001-__"),
        (String(repeating: "k", count: 900) + ".gz", "bodies/000001-" + String(repeating: "k", count: 117) + ".gz"),
    ])
    func bodyNamesAreSafeEverywhere(key: String, path: String) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let writer = try RecordingWriter(folder: folder.path + "/r", now: clock)
        record(writer, get(PercentEncoding.encode(key)), body: [[0, 255]])
        try writer.close()
        guard case .file(let file)? = try Recording(folder: folder.path + "/r").exchanges.first?.response.body else {
            Issue.record("no file")
            return
        }
        #expect(file.path == path)
    }

    @Test(arguments: ["../x", "bodies/../x", "/etc/passwd", "bodies", "bodies/", "bodies/a/b", "bodies/a\\b", "x/y"])
    func bodiesOutsideTheFolderAreNotRead(path: String) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let writer = try RecordingWriter(folder: folder.path + "/r", now: clock)
        record(writer, get("a"), body: [[0, 255]])
        try writer.close()
        let text = String(decoding: try folder.read("r/exchanges.jsonl"), as: UTF8.self)
            .replacing("bodies/000001-a", with: path.replacing("\\", with: "\\\\"))
        try folder.write("r/exchanges.jsonl", Array(text.utf8))
        #expect(throws: RecordingError.self) { try Recording(folder: folder.path + "/r") }
    }

    @Test func recordingOfALaterVersionIsRefused() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try RecordingWriter(folder: folder.path + "/r", now: clock).close()
        let text = String(decoding: try folder.read("r/recording.json"), as: UTF8.self)
            .replacing("\"version\": 1", with: "\"version\": 2")
        try folder.write("r/recording.json", Array(text.utf8))
        let error = #expect(throws: RecordingError.self) { try Recording(folder: folder.path + "/r") }
        #expect(error?.code == .unknownVersion)
    }

    @Test func brokenLineInTheMiddleIsNamed() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let writer = try RecordingWriter(folder: folder.path + "/r", now: clock)
        record(writer, get("a"))
        try writer.close()
        let line = try folder.read("r/exchanges.jsonl")
        try folder.write("r/exchanges.jsonl", line + Array("{\"seq\":\n".utf8) + line)
        let error = #expect(throws: RecordingError.self) { try Recording(folder: folder.path + "/r") }
        #expect(error?.description.contains("exchanges.jsonl, line 2") == true)
    }
}
