import Foundation
import Gzip
import HTTPMessages
import RecordingSupport
import Recordings
import TestSupport
import Testing

/// The table, the difference, and one body.
@Suite struct RecordingToolsTests {
    static func answer(_ body: String, _ headers: HTTPHeaders = [:], status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    }

    static func get(_ path: String) -> HTTPRequest {
        HTTPRequest(
            method: "GET", path: path,
            headers: [
                "Authorization":
                    "AWS4-HMAC-SHA256 Credential=AKIASCRUBBED/20260304/eu-west-1/s3/aws4_request, Signature=0"
            ])
    }

    @Test func theTableShowsWhatWasAsked() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var draft = RecordingDraft()
        draft.add(Self.get("/flow/k.gz"), Self.answer("body"))
        draft.add(Self.get("/flow/%0Ax"), Self.answer("", status: 404), end: .short)
        let recording = try Recording(folder: try draft.write(to: folder))
        let lines = Array(RecordingTable.lines(of: recording))
        #expect(
            lines.map { $0.split(separator: " ").map(String.init) } == [
                ["1", "+0.000s", "s3:GetObject", "eu-west-1", "200", "4", "complete", "Bucket=flow", "Key=k.gz"],
                ["2", "+1.000s", "s3:GetObject", "eu-west-1", "404", "0", "short", "Bucket=flow", "Key=�x"],
            ])
        let columns = RecordingTable.header
        #expect(columns.firstRange(of: "operation")?.lowerBound == lines[0].firstRange(of: "s3:")?.lowerBound)
    }

    @Test func bodiesAreInflated() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var draft = RecordingDraft()
        let members = Deflater.gzip(Array("one\n".utf8)) + Deflater.gzip(Array("two\n".utf8))
        draft.add(Self.get("/flow/k.gz"), HTTPResponse(status: 200, body: members))
        let recording = try Recording(folder: try draft.write(to: folder))
        var (inflated, raw): ([UInt8], [UInt8]) = ([], [])
        let body = try recording.exchange(1).response.body
        try recording.readPieces(of: body, inflating: true) { inflated += $0 }
        try recording.readPieces(of: body) { raw += $0 }
        #expect(inflated == Array("one\ntwo\n".utf8))
        #expect(raw == members)
        #expect(throws: RecordingError.self) { try recording.exchange(2) }
    }

    private static func difference(_ a: RecordingDraft, _ b: RecordingDraft, volatile: Bool = false) throws -> [String]
    {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let x = try Recording(folder: try a.write(to: folder, name: "a"))
        let y = try Recording(folder: try b.write(to: folder, name: "b"))
        var lines: [String] = []
        let isEqual = try RecordingDifference(x, y, ignoresVolatile: volatile).compare { lines.append($0) }
        #expect(isEqual == lines.isEmpty)
        return lines
    }

    @Test func equalRecordingsHaveNoDifference() throws {
        var draft = RecordingDraft()
        draft.add(Self.get("/flow/k"), Self.answer("x"))
        draft.add(Self.get("/flow/k"), Self.answer("y"))
        var other = draft
        // The order among different keys, the numbers, and how the bodies were deflated do not matter.
        draft.add(Self.get("/flow/g"), HTTPResponse(status: 200, body: Deflater.gzip(Array("text".utf8), level: 1)))
        other.add(Self.get("/flow/g"), HTTPResponse(status: 200, body: Deflater.gzip(Array("text".utf8), level: 9)))
        other.exchanges[2].sequence = 0
        #expect(try Self.difference(draft, other) == [])
    }

    @Test func differencesAreToldByTheirPlace() throws {
        var a = RecordingDraft()
        var b = RecordingDraft()
        a.add(Self.get("/flow/only-a"))
        for (draft, body, headers, status) in [
            (0, #"{"a":1,"b":[1,2]}"#, ["Date": "x", "X-A": "1"] as HTTPHeaders, 200),
            (1, #"{"a":1,"b":[1,3]}"#, ["Date": "y", "X-A": "1", "x-a": "2"], 503),
        ] {
            if draft == 0 {
                a.add(Self.get("/flow/k"), Self.answer(body, headers, status: status))
            } else {
                b.add(Self.get("/flow/k"), Self.answer(body, headers, status: status), end: .reset)
            }
        }
        b.add(Self.get("/flow/only-b"))
        #expect(
            try Self.difference(a, b, volatile: true) == [
                "only in A: 1 s3:GetObject Bucket=flow&Key=only-a",
                "different: 2 s3:GetObject Bucket=flow&Key=k (1 in B)", "  status: 200 → 503",
                "  end: complete → reset", "  header X-A: 1 → 1, 2", "  body: 17 bytes → 17 bytes", "    5: -     2",
                "    5: +     3", "only in B: 2 s3:GetObject Bucket=flow&Key=only-b",
            ])
        #expect(try Self.difference(a, b).contains("  header Date: x → y"))
    }

    @Test(arguments: [
        ("<a><b>1</b><c/></a>", "<a><b>2</b><c/></a>", ["    2: - <b>1</b>", "    2: + <b>2</b>"]),
        ("one\ntwo\nthree", "one\nthree", ["    2: - two"]), ("\u{0}1", "\u{0}2", []),
        ("[1]", "[1 ]", ["    the same text, written in another way"]),
    ])
    func bodiesAreComparedByLines(_ x: String, _ y: String, _ expected: [String]) throws {
        var (a, b) = (RecordingDraft(), RecordingDraft())
        a.add(Self.get("/flow/k"), Self.answer(x))
        b.add(Self.get("/flow/k"), Self.answer(y))
        #expect(try Array(Self.difference(a, b).dropFirst(2)) == expected)
    }

    @Test func manyDifferencesAreCounted() throws {
        var (a, b) = (RecordingDraft(), RecordingDraft())
        a.add(Self.get("/flow/k"), Self.answer((0..<300).map { "a\($0)" }.joined(separator: "\n")))
        b.add(Self.get("/flow/k"), Self.answer((0..<300).map { "b\($0)" }.joined(separator: "\n")))
        #expect(try Self.difference(a, b).last == "    … and 580 more lines")
        b.exchanges[0].response.body = .text(String(repeating: "x\n", count: 1900))
        #expect(try Self.difference(a, b).last == "    from line 1 on, 300 lines → 1901 lines")
    }
}
