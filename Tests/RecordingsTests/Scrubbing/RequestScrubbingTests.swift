import Digests
import Gzip
import HTTPMessages
import Recordings
import Testing

@Suite struct RequestScrubbingTests {
    @Test func everyPlaceOfARequestIsScrubbed() throws {
        let request = HTTPRequest(
            method: "POST", path: "/a%20b/\(Planted.keyID)",
            query: "a=1&X-Amz-Credential=\(Planted.keyID)%2F20260304%2Feu-west-1%2Fs3%2Faws4_request"
                + "&X-Amz-Security-Token=\(PercentEncoding.encode(Planted.token))&X-Amz-Signature=\(Planted.signature)"
                + "&b=%7E",
            headers: [
                "Host": "h",
                "Authorization": "AWS4-HMAC-SHA256 Credential=\(Planted.keyID)/20260304/eu-west-1/s3/aws4_request, "
                    + "SignedHeaders=host, Signature=\(Planted.signature)",
                "x-amz-security-token": Planted.token, "Cookie": "a=\(Planted.secret); b=c", "Accept": "*/*",
                "Proxy-Authorization": "Basic dXNlcjpwYXNz",
                "x-amz-server-side-encryption-customer-key": Planted.secret,
                "x-amz-server-side-encryption-customer-key-MD5": "ZjQrne1Gi",
            ], body: Array(#"{"secretKey":"\#(Planted.secret)"}"#.utf8))
        let scrubbed = Scrubber.secrets().scrub(request)
        let value = scrubbed.value
        let text =
            value.target + value.headers.fields.map { "\($0.name):\($0.value)" }.joined()
            + String(decoding: value.body, as: UTF8.self)
        for planted in Planted.all + ["dXNlcjpwYXNz", PercentEncoding.encode(Planted.token), "=c;"] {
            #expect(!text.contains(planted), "\(planted)")
        }
        #expect(value.target.utf8.count == request.target.utf8.count)
        #expect(value.path.hasPrefix("/a%20b/AKIASCRUBBED"))
        #expect(value.target.hasPrefix("/a%20b/AKIASCRUBBED") && value.target.hasSuffix("&b=%7E"))
        #expect(value.query?.contains("%2F20260304%2Feu-west-1%2Fs3%2Faws4_request") == true)
        #expect(value.query?.contains("X-Amz-Signature=" + String(repeating: "0", count: 64)) == true)
        #expect(value.body.count == request.body.count)
        #expect(value.headers["Accept"] == "*/*")
        #expect(value.headers["x-amz-server-side-encryption-customer-key-MD5"] == "ZjQrne1Gi")
        #expect(value.headers["Proxy-Authorization"] == "Basic SCRUBBEDxxxx")
        #expect(value.headers["Cookie"]?.hasPrefix("a=SCRUBBEDx") == true)
        #expect(
            scrubbed.places == [
                "request.body", "request.headers.Authorization", "request.headers.Cookie",
                "request.headers.Proxy-Authorization", "request.headers.x-amz-security-token",
                "request.headers.x-amz-server-side-encryption-customer-key", "request.target",
            ])
        let again = Scrubber.secrets().scrub(value)
        #expect(again.value == value)
        #expect(again.places == [])
    }

    @Test(arguments: [
        (
            "AWS4-HMAC-SHA256 Credential=test/20260304/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00ff",
            "SCRU/"
        ),
        ("AWS \(Planted.keyID):frJIUN8DYpKDtOLCwo//yllqDzg=", "AWS AKIASCRUBBED"),
        ("Bearer abcdefghijkl", "Bearer SCRUBBEDxxxx"),
    ])
    func authorizationsOfEverySchemeAreScrubbed(value: String, expected: String) {
        let request = HTTPRequest(method: "GET", path: "/", headers: ["authorization": value])
        let scrubbed = Scrubber.secrets().scrub(request).value.headers["authorization"] ?? ""
        #expect(scrubbed.contains(expected))
        #expect(scrubbed.utf8.count == value.utf8.count)
        #expect(!scrubbed.contains("00ff") && !scrubbed.contains("frJI"))
    }

    @Test func queriesOfVersion2AreScrubbed() {
        let request = HTTPRequest(
            method: "GET", path: "/b/k",
            query: "AWSAccessKeyId=mykey&Expires=1&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D")
        #expect(
            Scrubber.secrets().scrub(request).value.query
                == "AWSAccessKeyId=SCRUB&Expires=1&Signature=SCRUBBEDxxxxxxxxxxxxxxxxxxxxxxxx")
    }

    @Test func formsKeepEveryByteThatIsNoSecret() {
        let body = "Action=CreateUser&Odd=%7e%2d+x&Password=a%26b+c&Doc=%7B%22secretKey%22%3A%22abcdef%22%7D&Last"
        let request = HTTPRequest(
            method: "POST", path: "/",
            headers: [
                "Content-Type": "application/x-www-form-urlencoded", "Content-Length": String(body.utf8.count),
                "Content-MD5": Base64.encode(MD5.hash(Array(body.utf8))),
                "x-amz-content-sha256": SHA256.hash(body).hexString,
            ], body: Array(body.utf8))
        let scrubbed = Scrubber.secrets().scrub(request)
        let text = String(decoding: scrubbed.value.body, as: UTF8.self)
        #expect(
            text == "Action=CreateUser&Odd=%7e%2d+x&Password=SCRUBBE&Doc=%7B%22secretKey%22%3A%22SCRUBB%22%7D&Last")
        #expect(scrubbed.value.headers["Content-MD5"] == Base64.encode(MD5.hash(scrubbed.value.body)))
        #expect(scrubbed.value.headers["x-amz-content-sha256"] == SHA256.hash(scrubbed.value.body).hexString)
        #expect(scrubbed.value.headers["Content-Length"] == request.headers["Content-Length"])
        #expect(
            scrubbed.places == ["request.body", "request.headers.Content-MD5", "request.headers.x-amz-content-sha256"])
    }

    private static func framed(_ chunks: [[UInt8]], trailer: String = "") -> [UInt8] {
        var out: [UInt8] = []
        for chunk in chunks + [[]] {
            out += Array("\(String(chunk.count, radix: 16));chunk-signature=\(Planted.signature)\r\n".utf8)
            if !chunk.isEmpty { out += chunk + [13, 10] }
        }
        return out + Array((trailer + "\r\n").utf8)
    }

    @Test func signaturesOfChunksAreZeros() {
        let payload = Deflater.gzip(Array("clean".utf8))
        let request = HTTPRequest(
            method: "PUT", path: "/b/k",
            headers: ["x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"],
            body: Self.framed([payload], trailer: "x-amz-trailer-signature:\(Planted.signature)\r\n"))
        let scrubbed = Scrubber.secrets().scrub(request).value.body
        #expect(scrubbed.count == request.body.count)
        #expect(!contains(scrubbed, Planted.signature))
        #expect(contains(scrubbed, "x-amz-trailer-signature:0000"))
    }

    @Test func framedGzipIsScrubbedAndItsChecksumsAreRight() throws {
        let plain = Array("line 1\npassword=hunter2hunter2 \(Planted.account) 10.1.2.3\nline 3\n".utf8)
        let gzip = Deflater.gzip(plain, level: 0)
        let checksum = Base64.encode(CRC32.checksum(gzip).bigEndianBytes)
        let body = Self.framed(
            [Array(gzip[..<20]), Array(gzip[20...])], trailer: "x-amz-checksum-crc32:\(checksum)\r\n")
        let request = HTTPRequest(
            method: "PUT", path: "/b/k",
            headers: [
                "Content-Encoding": "aws-chunked", "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "Content-Length": String(body.count), "x-amz-decoded-content-length": String(gzip.count),
            ], body: body)
        let scrubbed = Scrubber.identities().scrub(request).value
        let key = try #require(ScrubbedFraming(scrubbed.body))
        let text = String(decoding: try Inflater.gunzip(key.payload, maxBytes: 1000), as: UTF8.self)
        #expect(text.hasPrefix("line 1\npassword=SCRUBBEDxxxxxx ") && !text.contains(Planted.account))
        #expect(scrubbed.headers["Content-Length"] == String(scrubbed.body.count))
        #expect(scrubbed.headers["x-amz-decoded-content-length"] == String(key.payload.count))
        #expect(
            key.trailers.contains("x-amz-checksum-crc32:" + Base64.encode(CRC32.checksum(key.payload).bigEndianBytes)))
    }
}

/// A body in `aws-chunked`, read strictly.
private struct ScrubbedFraming {
    var payload: [UInt8] = []
    var trailers = ""

    init?(_ body: [UInt8]) {
        var rest = body[...]
        while let end = rest.firstIndex(of: 10) {
            let line = String(decoding: rest[..<end], as: UTF8.self)
            guard let count = Int(line.prefix { $0 != ";" && $0 != "\r" }, radix: 16) else { return nil }
            rest = rest[(end + 1)...]
            if count == 0 {
                trailers = String(decoding: rest, as: UTF8.self)
                return
            }
            guard rest.count > count + 2 else { return nil }
            payload += rest.prefix(count)
            rest = rest.dropFirst(count + 2)
        }
        return nil
    }
}
