import Digests
import Gzip
import HTTPMessages
import RecordingAudit
import RecordingSupport
import Recordings
import TestSupport
import Testing

/// Identities are judged by a list only.
@Suite struct KnownIdentitiesTests {
    private static func report(_ body: String, known: [String], gzip: Bool = false, query: String = "") throws
        -> AuditReport
    {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var draft = RecordingDraft()
        draft.scrub = .identities
        let bytes = Array(body.utf8)
        draft.add(
            HTTPRequest(method: "GET", path: "/", query: query.isEmpty ? nil : query),
            HTTPResponse(status: 200, body: gzip ? Deflater.gzip(bytes) : bytes), inFiles: gzip)
        return RecordingAudit.findings(folder: try draft.write(to: folder), known: try KnownIdentities(lines: known))
    }

    @Test(arguments: [
        ("account 210987654321 here", "210987654321"), ("arn:aws:iam::210987654321:user/x", "210987654321"),
        ("from 203.0.113.7 to", "203.0.113.7"), ("mail ann.o+x@example.com", "ann.o+x@example.com"),
        ("mail=ann.o%2Bx%40example.com", "ann.o+x@example.com"),
        ("mail=ann.o%2bx%40example.com", "ann.o+x@example.com"),
        ("{\"n\":\"a\\/b c\"}", "a/b c"), ("n=a/b+c", "a/b c"), ("<n>A&amp;B GmbH</n>", "A&B GmbH"),
        ("{\"n\":\"the \\\"boss\\\"\"}", "the \"boss\""), ("user bob.", "bob"),
    ])
    func whatIsListedIsFound(_ text: String, _ known: String) throws {
        for gzip in [false, true] {
            let report = try Self.report(text, known: ["# comment", "", known], gzip: gzip)
            #expect(!report.findings.isEmpty)
            #expect(report.findings.allSatisfy { $0.kind == .known && $0.detail.hasPrefix("line 3 of the list") })
        }
        #expect(try Self.report("", known: [known], query: text).findings.contains { $0.kind == .known })
    }

    @Test(arguments: [
        ("from 203.0.113.71 to", "203.0.113.7"), ("1210987654321", "210987654321"), ("kabobs", "bob"),
        ("203.0.113", "203.0.113.7"),
    ])
    func partsOfOtherThingsAreNotFound(_ text: String, _ known: String) throws {
        #expect(try Self.report(text, known: [known]).findings == [])
    }

    @Test func withoutAListIdentitiesAreCounted() throws {
        let report = try Self.report(
            "arn:aws:iam::210987654321:user/x 203.0.113.7 10.0.0.1 a@example.com", known: [])
        #expect(report.isClean)
        #expect(report.notes.count == 1)
        #expect(
            report.notes[0].hasPrefix(
                "identities: 1 account ids, 1 ARNs, 1 e-mail addresses and 1 public IPv4 addresses;"), "\(report.notes)"
        )
    }

    @Test func linesThatCannotBeSearchedForAreRefused() {
        #expect(throws: KnownIdentitiesError(line: 2, count: 2)) { try KnownIdentities(lines: ["abc", "ab"]) }
    }
}
