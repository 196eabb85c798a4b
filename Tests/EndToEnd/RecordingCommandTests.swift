import Foundation
import HTTPMessages
import RecordingSupport
import Recordings
import TestSupport
import Testing

/// `mock-aws recording …` as a command: output and exit status.
@Suite struct RecordingCommandTests {
    private static func draft(_ body: String = "two\n") -> RecordingDraft {
        var draft = RecordingDraft()
        draft.add(HTTPRequest(method: "GET", path: "/flow/one"), HTTPResponse(status: 200, body: Array("one\n".utf8)))
        draft.add(
            HTTPRequest(method: "GET", path: "/flow/two"), HTTPResponse(status: 200, body: Array(body.utf8)),
            inFiles: true)
        return draft
    }

    private static func run(_ arguments: String...) async throws -> ProgramRun {
        try await ProgramRun.run("mock-aws", ["recording"] + arguments)
    }

    @Test func verifyTellsByItsExitStatus() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let clean = try await Self.run("verify", try Self.draft().write(to: folder))
        #expect(clean.status == 0)
        #expect(clean.outputText == "")
        #expect(clean.errorLines.last?.hasPrefix("2 exchanges, ") == true)
        #expect(clean.errorLines.last?.hasSuffix(": nothing found") == true)
        let leaky = try Self.draft("AKIAQ7X2M5PZT3LWVB6E").write(to: folder, name: "leaky")
        let found = try await Self.run("verify", leaky)
        #expect(found.status == 1)
        #expect(
            found.lines == [
                "bodies/2-response.bin: exchange 2: response.body, byte 0: access key id: AKIA<16 bytes>"
            ])
        try folder.write("known.txt", Array("two\n".utf8))
        let known = try await Self.run(
            "verify", folder.url.path + "/recording", "--known", folder.url.appending(path: "known.txt").path)
        #expect(known.status == 1)
        #expect(known.lines.allSatisfy { $0.hasSuffix("known: line 1 of the list <3 bytes>") })
        let absent = try await Self.run("verify", leaky, "--known", "/nonexistent")
        #expect(absent.status == 1)
        #expect(absent.errorLines == ["error: /nonexistent: No such file or directory"])
    }

    @Test func showPrintsTableAndBody() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try Self.draft().write(to: folder)
        let table = try await Self.run("show", path)
        #expect(table.lines.count == 3)
        let body = try await Self.run("show", path, "--body", "2")
        #expect(body.outputText == "two\n")
        let absent = try await Self.run("show", path, "--body", "9")
        #expect(absent.status == 1)
        #expect(
            absent.errorLines == ["error: \(path): there is no exchange 9; mock-aws recording show lists them"])
        #expect(try await Self.run("show", "/nonexistent").errorLines.count == 1)
    }

    @Test func diffTellsByItsExitStatus() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let a = try Self.draft().write(to: folder, name: "a")
        let b = try Self.draft("three\n").write(to: folder, name: "b")
        let equal = try await Self.run("diff", a, a)
        #expect(equal.status == 0)
        #expect(equal.output.isEmpty)
        let different = try await Self.run("diff", a, b)
        #expect(different.status == 1)
        #expect(different.lines.first == "different: 2 s3:GetObject Bucket=flow&Key=two")
    }

    @Test func rewritesAndConversionsReadBack() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try Self.draft().write(to: folder)
        #expect(try await Self.run("normalize", path).outputText == "\(path): 2 exchanges\n")
        try folder.write("unused.txt", Array("1\n".utf8))
        let pruned = try await Self.run("prune", path, "--unused", folder.url.appending(path: "unused.txt").path)
        #expect(pruned.outputText == "\(path): 1 exchanges, 1 dropped\n")
        let har = folder.url.appending(path: "x.har").path
        #expect(try await Self.run("export", path, "--har", har).status == 0)
        let copy = folder.url.appending(path: "copy").path
        let imported = try await Self.run("import", "--har", har, copy)
        #expect(imported.outputText == "\(copy): 1 exchanges of 1 entries\n")
        #expect(try await Self.run("diff", path, copy).status == 0)
        #expect(try await Self.run("verify", copy).status == 0)
        let again = try await Self.run("import", "--har", har, copy)
        #expect(again.errorLines == ["error: \(copy): the folder is not empty; choose another"])
        #expect(try await Self.run("prune", path, "--keep-last", "0").status == 64)
    }
}
