import Digests
import Gzip
import HTTPMessages
import JSON
import RecordingAudit
import RecordingSupport
import Recordings
import TestSupport
import Testing

/// What looks like a secret and is none is not reported.
@Suite struct CleanRecordingTests {
    /// The same numbers at every run.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static func audit(_ body: String, type: String = "text/plain") throws -> AuditReport {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var draft = RecordingDraft()
        let bytes = Array(body.utf8)
        let request = HTTPRequest(method: "GET", path: "/b/AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/03/04/k.gz")
        draft.add(request, HTTPResponse(status: 200, headers: ["Content-Type": type], body: bytes), inFiles: true)
        draft.add(request, HTTPResponse(status: 200, body: Deflater.gzip(bytes)), inFiles: true)
        let data = Base64.encode(Deflater.gzip(bytes))
        draft.add(request, HTTPResponse(status: 200, body: Array("{\"data\":\"\(data)\"}".utf8)), inFiles: true)
        return RecordingAudit.findings(folder: try draft.write(to: folder))
    }

    @Test func flowLogsAreClean() throws {
        var numbers = Numbers(state: 7)
        let lines = (0..<2000).map { _ in
            let number = { (limit: Int) in String(Int.random(in: 0..<limit, using: &numbers)) }
            let eni = String(UInt64.random(in: 0 ... .max, using: &numbers), radix: 16)
            return "2 123456789012 eni-0\(eni) 10.0.\(number(255)).\(number(255)) 52.95.\(number(255)).1 "
                + "\(number(65536)) 443 6 \(number(900)) \(number(900_000)) 1772625600 1772625660 ACCEPT OK"
        }
        #expect(try Self.audit(lines.joined(separator: "\n")).findings == [])
    }

    @Test func identifiersHashesAndTokensOfPagesAreClean() throws {
        var numbers = Numbers(state: 11)
        for _ in 0..<60 {
            let bytes = (0..<64).map { _ in UInt8.random(in: .min ... .max, using: &numbers) }
            let hex = bytes.hexString
            let base64 = Base64.encode(Array(bytes.prefix(30)))
            let json: JSONValue = [
                "nextToken": .string(base64), "nextForwardToken": .string("f/\(hex.prefix(56))/s"),
                "uuid": .string("0f8fad5b-d9cb-469f-a165-70867728950e"), "sha1": .string(String(hex.prefix(40))),
                "commit": .string(String(hex.prefix(40))), "sha256": .string(String(hex.prefix(64))),
                "md5": .string(Base64.encode(Array(bytes.prefix(16)))),
                "versionId": .string(String(Base64.encode(bytes).filter(\.isLetter).prefix(32))),
                "digestSignature": .string(hex + hex + hex + hex), "previousDigestHashValue": .string(hex),
                "x-amz-id-2": .string(Base64.encode(bytes)),
                "requestID": .string(hex.uppercased().prefix(16).lowercased()),
                "secretId": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/database/password-Ab3dEf",
                "path": "AWSLogs/123456789012/CloudTrail/euwest1/a", "name": "AmazonEC2ContainerServiceforEC2RoleV2Xyz",
                "message": "The security token included in the request is invalid",
                "securityTokenService": "sts.amazonaws.com", "url": "https://s3.amazonaws.com:443/a@b:c",
                "signatureVersion": "SigV4", "SignedHeaders": "host;x-amz-date;x-amz-security-token",
            ]
            #expect(try Self.audit(json.text(), type: "application/json").findings == [])
        }
    }

    @Test func listingsAreClean() throws {
        let contents = (0..<300).map { index in
            let tag = MD5.hash(Array("\(index)".utf8)).hexString
            let key =
                "AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/03/04/123456789012_\(index)_\(tag.prefix(8)).log.gz"
            return "<Contents><Key>\(key)</Key><ETag>&quot;\(tag)&quot;</ETag><Size>\(index)</Size>"
                + "<Owner><ID>\(tag)\(tag)</ID></Owner><StorageClass>STANDARD</StorageClass></Contents>"
        }
        let token = Base64.encode((0..<30).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) })
        let xml =
            "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + "<NextContinuationToken>\(token)</NextContinuationToken>\(contents.joined())</ListBucketResult>"
        #expect(try Self.audit(xml, type: "application/xml").findings == [])
    }

    @Test func whatWasScrubbedIsClean() throws {
        let zeros = String(repeating: "0", count: 64)
        let token = "SCRUBBED" + String(repeating: "A", count: 348)
        let secret = "SCRUBBED" + String(repeating: "x9", count: 16)
        let texts = [
            "AWS4-HMAC-SHA256 Credential=AKIASCRUBBED12345678/20260304/eu-west-1/s3/aws4_request, "
                + "SignedHeaders=host;x-amz-security-token, Signature=\(zeros)",
            "/?X-Amz-Security-Token=\(token)&X-Amz-Signature=\(zeros)&X-Amz-Credential=ASIASCRUBBED12345678%2F2026",
            "<Credentials><AccessKeyId>ASIASCRUBBED12345678</AccessKeyId><SecretAccessKey>\(secret)</SecretAccessKey>"
                + "<SessionToken>\(token)</SessionToken></Credentials>",
            "10000;chunk-signature=\(zeros)\r\n", "Authorization: Bearer SCRUBBED", "https://u:SCRUBBED@h/",
            "-----BEGIN PRIVATE KEY-----\nSCRUBBEDSCRUBBEDSCRUBBEDSCRUBBED\n-----END PRIVATE KEY-----",
        ]
        for text in texts { #expect(try Self.audit(text).findings == [], "\(text)") }
    }

    @Test func randomBytesAreClean() throws {
        var numbers = Numbers(state: 3)
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var draft = RecordingDraft()
        let bytes = (0..<1_000_000).map { _ in UInt8.random(in: .min ... .max, using: &numbers) }
        draft.add(HTTPRequest(method: "GET", path: "/"), HTTPResponse(status: 200, body: bytes))
        draft.add(
            HTTPRequest(method: "GET", path: "/"),
            HTTPResponse(status: 200, body: Array(Base64.encode(bytes).utf8)))
        let report = RecordingAudit.findings(folder: try draft.write(to: folder))
        #expect(report.findings == [])
        #expect(report.summary.hasPrefix("2 exchanges, "))
    }
}
