import Digests
import Foundation
import HTTPMessages
import JSON
import RecordingAudit
import RecordingSupport
import Recordings
import TestSupport
import Testing

/// Damage is told by its kind and place.
@Suite struct IntegrityTests {
    private static let body = Array("a body that stands in a file".utf8)

    private static func draft() -> RecordingDraft {
        var draft = RecordingDraft()
        draft.add(
            HTTPRequest(method: "GET", path: "/b?list-type=2"), HTTPResponse(status: 200, body: Array("<a/>".utf8)))
        draft.add(
            HTTPRequest(method: "GET", path: "/b/k"),
            HTTPResponse(status: 200, headers: ["Content-Length": "\(body.count)"], body: body), inFiles: true)
        return draft
    }

    @Test func aWholeRecordingIsClean() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let report = RecordingAudit.findings(folder: try Self.draft().write(to: folder))
        #expect(report.isClean)
        #expect(report.exchangeCount == 2)
    }

    @Test func anAbsentRecordingIsAFinding() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let report = RecordingAudit.findings(folder: folder.url.path)
        #expect(report.findings.map(\.kind) == [.manifest, .manifest])
    }

    enum Damage: String, CaseIterable {
        case tornLine, noJSON, noExchange, sameSequence, missingBody, shortBody, otherBody, orphan, link, outside
        case count, digest, unfinished, version, scrubKey
    }

    private static let expected: [Damage: [AuditFinding.Kind]] = [
        .tornLine: [.tornLine], .noJSON: [.line], .noExchange: [.line], .sameSequence: [.sequence],
        .missingBody: [.body], .shortBody: [.body], .otherBody: [.body], .orphan: [.orphan], .link: [.body],
        .outside: [.line, .orphan], .count: [.manifest], .digest: [.manifest], .unfinished: [.unfinished],
        .version: [.manifest], .scrubKey: [.scrubKey],
    ]

    @Test(arguments: Damage.allCases) func damageIsFound(_ damage: Damage) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var draft = Self.draft()
        var lines: [UInt8]?
        switch damage {
        case .tornLine: lines = draft.lines + Array("{\"seq\":3,\"off".utf8)
        case .noJSON: lines = Array("nonsense\n".utf8) + draft.lines
        case .noExchange: lines = Array("{\"seq\":1}\n".utf8) + draft.lines
        case .sameSequence: draft.exchanges[1].sequence = 1
        case .outside:
            lines = Array(
                String(decoding: draft.lines, as: UTF8.self).replacing("bodies/2", with: "bodies/../bodies/2").utf8)
        default: break
        }
        if damage == .noJSON || damage == .noExchange { draft.exchanges.append(draft.exchanges[0]) }
        let path = try draft.write(to: folder, lines: lines)
        let file = "recording/bodies/2-response.bin"
        var manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: folder.url.appending(path: "recording/recording.json"))))
        func change(_ name: String, _ value: JSONValue) throws {
            manifest = .object((manifest.object ?? []).map { .init($0.name, $0.name == name ? value : $0.value) })
            try folder.write("recording/recording.json", manifest.encoded())
        }
        switch damage {
        case .missingBody: try FileManager.default.removeItem(at: folder.url.appending(path: file))
        case .shortBody: try folder.write(file, Array(Self.body.dropLast()))
        case .otherBody: try folder.write(file, Array("A".utf8 + Self.body.dropFirst()))
        case .orphan: try folder.write("recording/bodies/000009-x.bin", [1])
        case .link:
            try FileManager.default.removeItem(at: folder.url.appending(path: file))
            try folder.write("outside", Self.body)
            try FileManager.default.createSymbolicLink(
                at: folder.url.appending(path: file), withDestinationURL: folder.url.appending(path: "outside"))
        case .count: try change("exchanges", 7)
        case .digest: try change("sha256", "00")
        case .unfinished: try change("sha256", .null)
        case .version: try change("version", 9)
        case .scrubKey: try folder.write("recording/scrub.key", Array("00\n".utf8))
        default: break
        }
        let report = RecordingAudit.findings(folder: path)
        let kinds = report.findings.map(\.kind)
        #expect(kinds == Self.expected[damage], "\(report.findings.map(\.description))")
    }

    @Test func anIgnoredScrubKeyIsFine() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try Self.draft().write(to: folder)
        try folder.write("recording/scrub.key", Array("00\n".utf8))
        try folder.write("recording/.gitignore", Array("scrub.key\n".utf8))
        #expect(RecordingAudit.findings(folder: path).isClean)
    }

    @Test(arguments: [
        ("Content-Length", "27"), ("ETag", "\"00000000000000000000000000000000\""),
        ("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA=="), ("x-amz-checksum-crc32", "AAAAAA=="),
        ("x-amz-checksum-crc32c", "AAAAAA=="), ("x-amz-checksum-crc64nvme", "AAAAAAAAAAA="),
        ("x-amz-checksum-sha1", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        ("x-amz-checksum-sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
    ])
    func headersThatDoNotFitTheBodyAreFound(_ name: String, _ value: String) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        func kinds(_ headers: HTTPHeaders, status: Int = 200, end: RecordedResponse.End = .complete) throws
            -> [AuditFinding.Kind]
        {
            var draft = RecordingDraft()
            var headers = headers
            headers.append("x-amz-request-id", "0000000000000000")
            draft.add(
                HTTPRequest(method: "GET", path: "/b/k"),
                HTTPResponse(status: status, headers: headers, body: Self.body), inFiles: true, end: end)
            return RecordingAudit.findings(folder: try draft.write(to: folder)).findings.map(\.kind)
        }
        #expect(try kinds([name: value]) == [.header])
        #expect(try kinds([name: value], end: .reset) == [])
        let right: HTTPHeaders = [
            "Content-Length": "\(Self.body.count)", "ETag": "\"\(MD5.hash(Self.body).hexString)\"",
            "Content-MD5": Base64.encode(MD5.hash(Self.body)),
            "x-amz-checksum-crc32": Base64.encode(CRC32.checksum(Self.body).bigEndianBytes),
            "x-amz-checksum-crc32c": Base64.encode(CRC32C.checksum(Self.body).bigEndianBytes),
            "x-amz-checksum-crc64nvme": Base64.encode(CRC64NVME.checksum(Self.body).bigEndianBytes),
            "x-amz-checksum-sha1": Base64.encode(SHA1.hash(Self.body)),
            "x-amz-checksum-sha256": Base64.encode(SHA256.hash(Self.body)),
        ]
        #expect(try kinds(right) == [])
        #expect(try kinds(["ETag": "\"00000000000000000000000000000000-3\""]) == [])
    }

    @Test func claimsAboutOtherBytesAreLeftAlone() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var draft = RecordingDraft()
        let wrong: HTTPHeaders = [
            "ETag": "\"00000000000000000000000000000000\"", "x-amz-request-id": "0",
            "x-amz-checksum-crc32": "AAAAAA==",
        ]
        draft.add(
            HTTPRequest(method: "GET", path: "/b/k", headers: ["Range": "bytes=0-3"]),
            HTTPResponse(status: 206, headers: wrong, body: Self.body))
        var head = wrong
        head.append("Content-Length", "9000")
        draft.add(
            HTTPRequest(method: "HEAD", path: "/b/k"), HTTPResponse(status: 200, headers: head), framing: .some(.none))
        #expect(RecordingAudit.findings(folder: try draft.write(to: folder)).findings == [])
    }
}
