import Digests
import Foundation
import Gzip
import HTTPMessages
import JSON
import RecordingSupport
import Recordings
import TestSupport
import Testing

/// What is exported and imported again is the same.
@Suite struct HARRoundTripTests {
    private static func draft() -> RecordingDraft {
        var draft = RecordingDraft()
        draft.add(
            HTTPRequest(
                method: "POST", path: "/",
                headers: ["Host": "logs.eu-west-1.amazonaws.com", "X-Amz-Target": "Logs_20140328.FilterLogEvents"],
                body: Array("{\"logGroupName\":\"a\\\"\\u0001\"}".utf8)),
            HTTPResponse(
                status: 200, headers: ["X-A": "1", "x-a": "2", "Content-Length": "17"],
                body: Array("{\"events\":[\"é\"]}".utf8)))
        draft.add(
            HTTPRequest(method: "GET", path: "/flow/a%2fb//c", query: "x-id=GetObject&a=b+c", headers: ["Host": "s3"]),
            HTTPResponse(
                status: 200, headers: ["Content-Encoding": "gzip", "Transfer-Encoding": "chunked"],
                body: Deflater.gzip(Array("line\n".utf8))))
        draft.add(
            HTTPRequest(method: "PUT", path: "/flow/k", body: [0xFF, 0x00, 0x80]),
            HTTPResponse(status: 500, headers: ["Content-Length": "99"], body: Array("abc".utf8)), end: .reset)
        draft.add(
            HTTPRequest(method: "HEAD", path: "/flow/k"), HTTPResponse(status: 404, headers: ["Content-Length": "9"]),
            framing: .some(.none))
        // Characters that lie across the pieces of a file, and bytes that are no multiple of three.
        draft.add(
            HTTPRequest(method: "GET", path: "/flow/text"),
            HTTPResponse(status: 200, body: Array("x".utf8) + Array(String(repeating: "€é𝄞", count: 90_000).utf8)))
        draft.add(
            HTTPRequest(method: "GET", path: "/flow/bytes"),
            HTTPResponse(status: 200, body: (0..<600_001).map { UInt8(truncatingIfNeeded: $0 &* 7) }))
        draft.exchanges[0].scrubbed = ["request.headers.Authorization"]
        draft.exchanges[0].identity.account = "123456789012"
        return draft
    }

    private static func export(_ path: String, to har: URL) throws -> [String] {
        var bytes: [UInt8] = []
        let notes = try HARExport.write(try Recording(folder: path)) { bytes += $0 }
        try Data(bytes).write(to: har)
        return notes
    }

    @Test func exchangesComeBack() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let draft = Self.draft()
        let path = try draft.write(to: folder)
        let har = folder.url.appending(path: "x.har")
        let notes = try Self.export(path, to: har)
        #expect(
            notes == [
                "exchange 3: HAR knows text as a request's body only; it stands as Base64",
                "exchange 3: that the response ended with 'reset' is known to _recording only",
            ])
        let copy = folder.url.appending(path: "copy").path
        var sink = try RecordingSink(folder: copy, scrub: .off)
        var importNotes: [String] = []
        let outcome = try HARImport(path: har.path) { importNotes.append($0) }.run(into: &sink)
        #expect(outcome.imported == 6)
        #expect(importNotes == [])
        let (old, new) = (try Recording(folder: path), try Recording(folder: copy))
        #expect(new.manifest.clockBase == old.manifest.clockBase)
        #expect(new.manifest.scrub == .off)
        #expect(new.manifest.exchangeCount == 6)
        for (x, y) in zip(old.exchanges, new.exchanges) {
            #expect(try old.bytes(of: x.request.body) == new.bytes(of: y.request.body))
            #expect(try old.bytes(of: x.response.body) == new.bytes(of: y.response.body))
            var (a, b) = (x, y)
            for body in [\RecordedExchange.request.body, \RecordedExchange.response.body] {
                a[keyPath: body] = .none
                b[keyPath: body] = .none
            }
            #expect(a == b)
        }
    }

    @Test func theFileIsAHAR() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let har = folder.url.appending(path: "x.har")
        _ = try Self.export(try Self.draft().write(to: folder), to: har)
        let log = try #require(JSONValue(parsing: Array(try Data(contentsOf: har)))["log"])
        #expect(log["version"] == "1.2")
        let entries = try #require(log["entries"]?.array)
        #expect(entries.count == 6)
        for entry in entries {
            for name in ["startedDateTime", "time", "request", "response", "cache", "timings"] {
                #expect(entry[name] != nil)
            }
            let request = try #require(entry["request"])
            for name in [
                "method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize",
            ] {
                #expect(request[name] != nil)
            }
            let response = try #require(entry["response"])
            for name in ["status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL"] {
                #expect(response[name] != nil)
            }
        }
        #expect(entries[1]["startedDateTime"] == "2026-03-04T12:00:01.000Z")
        #expect(entries[1]["request"]?["url"] == "https://s3/flow/a%2fb//c?x-id=GetObject&a=b+c")
        #expect(entries[1]["response"]?["content"]?["encoding"] == "base64")
    }

    @Test func aFolderThatIsNotEmptyIsNotWrittenTo() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("precious", [1])
        #expect(throws: RecordingError.self) { try RecordingSink(folder: folder.url.path) }
    }
}
