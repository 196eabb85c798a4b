import Digests
import Gzip
import HTTPMessages
import JSON
import RecordingAudit
import RecordingSupport
import Recordings
import TestSupport
import Testing

/// Every kind of secret is found at every place.
@Suite struct PlantedLeakTests {
    enum Place: String, CaseIterable, Sendable {
        case header, target, encodedTarget, jsonBody, jsonInJSON, escapedJSON, xmlBody, form, file, gzip, base64,
            urlSafe
        case textInBase64, chunked, otherFile
    }

    private static func audit(_ draft: RecordingDraft, otherFile: String? = nil) throws -> AuditReport {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try draft.write(to: folder)
        if let otherFile { try folder.write("recording/notes.txt", Array(otherFile.utf8)) }
        return RecordingAudit.findings(folder: path)
    }

    private static func answer(_ body: [UInt8], inFiles: Bool = false) -> RecordingDraft {
        var draft = RecordingDraft()
        draft.add(
            HTTPRequest(method: "GET", path: "/bucket/key"), HTTPResponse(status: 200, body: body), inFiles: inFiles)
        return draft
    }

    private static func plant(_ text: String, at place: Place) throws -> AuditReport {
        let bytes = Array(text.utf8)
        let spaced = Array("before ".utf8) + bytes + Array(" after".utf8)
        switch place {
        case .header:
            var draft = RecordingDraft()
            draft.add(HTTPRequest(method: "GET", path: "/", headers: ["X-Note": text]))
            return try audit(draft)
        case .target:
            var draft = RecordingDraft()
            draft.add(HTTPRequest(method: "GET", path: "/", query: "note=" + text))
            return try audit(draft)
        case .encodedTarget:
            var draft = RecordingDraft()
            draft.add(HTTPRequest(method: "GET", path: "/", query: "note=%22" + PercentEncoding.encode(text) + "%22"))
            return try audit(draft)
        case .jsonBody: return try audit(answer((["message": .string(text)] as JSONValue).encoded()))
        case .jsonInJSON:
            let inner = (["message": .string(text)] as JSONValue).text()
            return try audit(answer((["event": .string(inner)] as JSONValue).encoded(), inFiles: true))
        case .escapedJSON:
            let escaped = text.map { character in
                ["/": "\\/", "+": "\\u002b", "=": "\\u003d", "'": "\\u0027", "\n": "\\n"][character]
                    ?? String(character)
            }.joined()
            return try audit(answer(Array("{\"a\":\"\(escaped)\"}".utf8), inFiles: true))
        case .xmlBody: return try audit(answer(Array("<Note><Text>\(text)</Text></Note>".utf8)))
        case .form:
            var draft = RecordingDraft()
            let form = "Action=Note&Text=" + PercentEncoding.encode(text) + "&Version=1"
            draft.add(HTTPRequest(method: "POST", path: "/", body: Array(form.utf8)))
            return try audit(draft)
        case .file: return try audit(answer(spaced, inFiles: true))
        case .gzip:
            return try audit(answer(Deflater.gzip(Array("first\n".utf8)) + Deflater.gzip(spaced), inFiles: true))
        case .base64:
            let data = Base64.encode(Deflater.gzip(spaced))
            return try audit(answer(Array("{\"awslogs\":{\"data\":\"\(data)\"}}".utf8), inFiles: true))
        case .urlSafe:
            let data = Base64.encode(Deflater.gzip(spaced)).map { ["+": "-", "/": "_"][$0] ?? $0 }
            return try audit(answer(Array("data=\(String(data))&x=1".utf8)))
        case .textInBase64:
            let data = Base64.encode(Array("a text of some length that is followed by ".utf8) + spaced)
            return try audit(answer(Array("[\"\(data)\"]".utf8)))
        case .chunked:
            let data = Deflater.gzip(spaced)
            let body =
                Array("\(String(data.count, radix: 16));chunk-signature=\(String(repeating: "0", count: 64))\r\n".utf8)
                + data + Array("\r\n0;chunk-signature=\(String(repeating: "0", count: 64))\r\n\r\n".utf8)
            var draft = RecordingDraft()
            draft.add(
                HTTPRequest(
                    method: "PUT", path: "/b/k",
                    headers: ["x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"], body: body), inFiles: true)
            return try audit(draft)
        case .otherFile: return try audit(answer([]), otherFile: text)
        }
    }

    @Test(arguments: Place.allCases, PlantedSecret.all)
    func everySecretIsFoundEverywhere(_ place: Place, _ planted: PlantedSecret) throws {
        let report = try Self.plant(planted.text, at: place)
        #expect(report.findings.contains { $0.kind == planted.kind }, "\(report.findings)")
        #expect(!report.findings.contains { $0.description.contains(planted.secret) })
        #expect(report.findings.allSatisfy { !$0.description.contains("\n") })
    }

    @Test func aFindingTellsWhere() throws {
        var draft = RecordingDraft()
        draft.add(HTTPRequest(method: "GET", path: "/"))
        draft.add(
            HTTPRequest(method: "GET", path: "/b/k"),
            HTTPResponse(status: 200, body: Deflater.gzip(Array("0123456789 \(PlantedSecret.accessKey)".utf8))),
            inFiles: true)
        #expect(
            try Self.audit(draft).findings.map(\.description) == [
                "bodies/2-response.bin: exchange 2: response.body (gzip), byte 11: access key id: AKIA<16 bytes>"
            ])
    }

    @Test(arguments: [
        ("Cookie", "a=b; session=x8Kd0", AuditFinding.Kind.cookie), ("Set-Cookie", "id=42; Path=/; Secure", .cookie),
        ("Authorization", "Custom opensesame", .authorization), ("X-Amz-Security-Token", "short", .token),
        (
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260304/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature="
                + PlantedSecret.signature, .signature
        ),
        (
            "X-Amz-Server-Side-Encryption-Customer-Key", "W0xZ3sQh2uVbYk8mTqLr5nPd7cFgJa9eXo1iUwBvHyA=", .secretKey
        ),
    ])
    func secretHeadersAreFound(_ name: String, _ value: String, _ kind: AuditFinding.Kind) throws {
        func report(_ value: String) throws -> AuditReport {
            var draft = RecordingDraft()
            draft.add(HTTPRequest(method: "GET", path: "/", headers: [name: value]))
            return try Self.audit(draft)
        }
        #expect(try report(value).findings.map(\.kind).contains(kind))
        #expect(try report("SCRUBBED").isClean)
    }

    /// A secret that lies across the pieces in which a file is read is found, and found once.
    @Test(arguments: [0, 1, 2, 19, 20, 21, 30, 60, 128, 8180, 8192, 8200])
    func secretsAcrossPiecesAreFoundOnce(_ before: Int) throws {
        let lines = Array(repeating: UInt8(ascii: "."), count: (1 << 18) - before)
        let secret = " \(PlantedSecret.accessKey) aws_secret_access_key = \(PlantedSecret.secretKey) "
        let report = try Self.audit(
            Self.answer(lines + Array(secret.utf8) + Array(repeating: UInt8(ascii: "."), count: 1 << 18), inFiles: true)
        )
        #expect(report.findings.map(\.kind) == [.accessKeyID, .secretKey])
        #expect(report.findings.first?.offset == Int64(lines.count) + 1)
    }

    @Test func longBase64IsSearchedInPieces() throws {
        // Digits that deflate badly, so that the run is longer than a piece.
        var state: UInt64 = 1
        let noise = (0..<600_000).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(ascii: "a") + UInt8(state >> 60)
        }
        let data = Base64.encode(Deflater.gzip(noise + Array(" \(PlantedSecret.accessKey) ".utf8) + noise))
        let report = try Self.audit(Self.answer(Array("{\"data\":\"\(data)\"}".utf8), inFiles: true))
        #expect(report.findings.map(\.kind) == [.accessKeyID])
        #expect(report.findings.first?.place == "response.body (base64) (gzip)")
        #expect(report.findings.first?.offset == 600_001)
    }

    @Test func base64InLinesIsOneRun() throws {
        let data = Base64.encode(
            Deflater.gzip(
                (0..<400).flatMap { Array("line \($0 &* 7919) ".utf8) }
                    + Array(" \(PlantedSecret.accessKey) ".utf8)))
        var lines = ""
        for (index, character) in data.enumerated() {
            if index > 0, index % 76 == 0 { lines += "\r\n" }
            lines.append(character)
        }
        #expect(try Self.audit(Self.answer(Array(lines.utf8), inFiles: true)).findings.map(\.kind) == [.accessKeyID])
    }

    @Test func manyFindingsAtOnePlaceAreCut() throws {
        let line = "key \(PlantedSecret.accessKey)\n"
        let report = try Self.audit(Self.answer(Array(String(repeating: line, count: 500).utf8), inFiles: true))
        #expect(report.findings.count == 20)
        #expect(report.notes.count == 1)
    }

    @Test func whatFollowsABrokenGzipStreamIsSearched() throws {
        let body = Deflater.gzip(Array("fine".utf8)) + Array("trailing \(PlantedSecret.accessKey) garbage".utf8)
        let report = try Self.audit(Self.answer(body, inFiles: true))
        #expect(report.findings.map(\.kind) == [.accessKeyID])
        #expect(report.notes.count == 1)
    }
}
