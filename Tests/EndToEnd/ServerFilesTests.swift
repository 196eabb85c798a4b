import Foundation
import HTTPMessages
import RecordingSupport
import TestSupport
import Testing

/// `mock-aws` where its outputs go to devices, or cannot be written.
@Suite struct ServerFilesTests {
    /// What the server has to say is not what it is for.
    @Test func serverSurvivesAStandardErrorThatTakesNothing() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var draft = RecordingDraft()
        draft.add(HTTPRequest(method: "GET", path: "/flow/one"), HTTPResponse(status: 200, body: [1]))
        let arguments = [
            "exec", "--recording", try draft.write(to: folder), "--", ProgramRun.path("flowlogs_reader"),
            "no-such-group",
        ]
        let run = try await ProgramRun.run(
            "/bin/sh", ["-c", "exec \"$0\" \"$@\" 2> /dev/full", ProgramRun.path("mock-aws")] + arguments)
        // A request without an answer, as with any other standard error.
        #expect(run.status == 3)
    }
}
