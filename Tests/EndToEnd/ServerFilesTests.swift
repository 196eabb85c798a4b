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

    @Test(
        arguments: ["--report", "--fault-trace", "--ready-file"],
        [("/dev/null", true), ("/dev/full", false)])
    func filesMayBeDevices(option: String, device: (path: String, takesAll: Bool)) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.url.appending(path: "output").path
        // Not the device itself, which would be gone for good where the test fails.
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: device.path)
        let run = try await ProgramRun.run("mock-aws", ["exec", option, path, "--", "/bin/true"])
        // Nothing fires, so a trace has no line.
        let isTold = !device.takesAll && option != "--fault-trace"
        #expect(run.errorLines.count == (isTold ? 1 : 0))
        #expect(run.errorLines.allSatisfy { $0.hasSuffix("\(path): No space left on device") }, "\(run.errorText)")
        #expect(run.status == (isTold ? 1 : 0))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == device.path)
    }
}
