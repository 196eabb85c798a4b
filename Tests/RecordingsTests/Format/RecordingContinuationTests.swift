import Files
import HTTPMessages
import Recordings
import TestSupport
import Testing
import Timestamps

/// What becomes of a recording that is there, when a recorder comes to its folder.
@Suite struct RecordingContinuationTests {
    private let clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: 1_772_625_600_000) }
    private let binary = [UInt8](repeating: 0, count: 10_000)

    private func get(_ key: String) -> HTTPRequest {
        HTTPRequest(method: "GET", path: "/bucket/\(key)", headers: ["Host": "127.0.0.1:1"])
    }

    private func record(_ writer: RecordingWriter, _ key: String, status: Int = 200, body: [UInt8] = []) {
        let recorder = writer.begin(get(key))
        recorder.takeHead(status: status, headers: [:])
        recorder.take(body)
        recorder.finish(.complete)
    }

    private func keys(_ path: String) throws -> [String?] {
        try Recording(folder: path).exchanges.map { $0.identity.key["Key"] }
    }

    /// A recording of one exchange, closed.
    private func makeRecording(_ path: String, scrub: ScrubPolicy = .secrets) throws {
        let writer = try RecordingWriter(folder: path, scrub: scrub, now: clock)
        record(writer, "a", body: binary)
        try writer.close()
    }

    @Test func bodyOfAKilledRecorderIsNotInTheWay() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/r"
        try makeRecording(path)
        try folder.write("r/bodies/000002-b", [1, 2, 3])
        let writer = try RecordingWriter(folder: path, now: clock)
        record(writer, "b", body: binary)
        try writer.close()
        let recording = try Recording(folder: path)
        #expect(recording.exchanges.map(\.sequence) == [1, 3])
        #expect(try recording.bytes(of: #require(recording.exchanges.last).response.body) == binary)
    }

    @Test func recordingIsReplacedByTheFirstAnswerOnly() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/r"
        try makeRecording(path)
        let before = try folder.read("r/recording.json")
        do {
            let writer = try RecordingWriter(folder: path, startsAnew: true, now: clock)
            writer.begin(get("b")).drop()
            try writer.close()
        }
        #expect(try keys(path) == ["a"])
        #expect(try folder.read("r/recording.json") == before)
        #expect(try folder.names("r/bodies") == ["000001-a"])

        let writer = try RecordingWriter(folder: path, startsAnew: true, now: clock)
        record(writer, "b", body: binary)
        record(writer, "c", body: binary)
        try writer.close()
        #expect(try keys(path) == ["b", "c"])
        #expect(try Recording(folder: path).manifest.exchangeCount == 2)
        #expect(try folder.names("r/bodies") == ["000001-b", "000002-c"])
    }

    @Test(arguments: [false, true])
    func folderWithOtherThingsKeepsThem(startsAnew: Bool) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("precious.txt", [])
        try folder.write("bodies/precious.txt", [])
        #expect(throws: RecordingError.self) {
            try RecordingWriter(folder: folder.path, startsAnew: startsAnew, now: clock)
        }
        #expect(try folder.names("") == ["bodies", "precious.txt"])
        #expect(try folder.names("bodies") == ["precious.txt"])
    }

    @Test func linesOfGitignoreStay() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("r/.gitignore", Array("*.tmp".utf8))
        try makeRecording(folder.path + "/r", scrub: .identities)
        #expect(String(decoding: try folder.read("r/.gitignore"), as: UTF8.self) == "*.tmp\nscrub.key\n")
    }

    @Test(arguments: ["", "\n", "0011", "no digits, but sixty-four characters, which is what there must be"])
    func keyOfPseudonymsThatIsNoneIsRefused(text: String) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/r"
        try makeRecording(path, scrub: .identities)
        try folder.write("r/scrub.key", Array(text.utf8))
        let error = #expect(throws: RecordingError.self) { try RecordingWriter(folder: path, now: clock) }
        #expect(error?.description.contains("scrub.key") == true)
        #expect(throws: RecordingError.self) { try Replayer(try Recording(folder: path)) }
    }

    @Test func otherPseudonymsAreNotMixedIn() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/r"
        try makeRecording(path, scrub: .identities)
        try Folders.remove(path + "/scrub.key")
        let error = #expect(throws: RecordingError.self) { try RecordingWriter(folder: path, now: clock) }
        #expect(error?.description.contains("scrub.key") == true)
        // A recording that begins anew has pseudonyms of its own.
        record(try RecordingWriter(folder: path, scrub: .identities, startsAnew: true, now: clock), "b")
        #expect(try keys(path) == ["b"])
    }

    @Test(arguments: [
        (ScrubPolicy.off, ScrubPolicy.secrets), (.off, .identities), (.secrets, .identities),
    ])
    func recordingThatTakesOutLessIsNotGoneOnWith(had: ScrubPolicy, asked: ScrubPolicy) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/r"
        try makeRecording(path, scrub: had)
        let error = #expect(throws: RecordingError.self) {
            try RecordingWriter(folder: path, scrub: asked, now: clock)
        }
        #expect(error?.description.contains("--scrub \(had.rawValue)") == true)
        // The other way round it keeps its own.
        try makeRecording(folder.path + "/other", scrub: asked)
        #expect(try RecordingWriter(folder: folder.path + "/other", scrub: had, now: clock).scrubber.policy == asked)
    }

    @Test func everyStatusThatIsRecordedIsRead() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let writer = try RecordingWriter(folder: folder.path + "/r", now: clock)
        record(writer, "a", status: 999)
        try writer.close()
        #expect(try Recording(folder: folder.path + "/r").exchanges.map(\.response.status) == [999])
    }
}
