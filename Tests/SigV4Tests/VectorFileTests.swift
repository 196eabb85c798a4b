import HTTPMessages
import JSON
import SigV4
import TestSupport
import Testing
import Timestamps

/// The published collections: AWS's own suite, the older form of it, S3's documentation, and botocore's signatures.
@Suite(.enabled(if: SharedFiles.present, "the folder ../shared with vectors and samples is absent"))
struct VectorFileTests {
    @Test(arguments: [false, true]) func suiteOfAWS(presigned: Bool) throws {
        let cases = try VectorFolder.cases(in: "aws-c-auth/v4", with: "context.json")
        #expect(cases.count == 38)
        for path in cases {
            let context = try VectorFolder.json(path + "context.json")
            let prefix = path + (presigned ? "query-" : "header-")
            var vector = SigningVector(
                name: prefix, request: rawRequest(try VectorFolder.text(path + "request.txt")),
                credentials: try credentials(try #require(context["credentials"])),
                date: try #require(Timestamp(iso8601: try text(context, "timestamp"))), options: .standard,
                canonicalRequest: try VectorFolder.text(prefix + "canonical-request.txt"),
                stringToSign: try VectorFolder.text(prefix + "string-to-sign.txt"),
                signature: try VectorFolder.text(prefix + "signature.txt"))
            vector.region = try text(context, "region")
            vector.service = try text(context, "service")
            vector.options.normalizesPath = context["normalize"]?.boolean == true
            vector.options.signsSessionToken = context["omit_session_token"]?.boolean != true
            if presigned {
                vector.expires = context["expiration_in_seconds"]?.integer.map { Int($0) }
            } else if context["sign_body"]?.boolean == true {
                vector.payload = .given(PayloadHash.computed.text(for: vector.request.body))
            }
            vector.check()
            vector.checkVerification(of: rawRequest(try VectorFolder.text(prefix + "signed-request.txt")))
        }
    }

    @Test func suiteOfBotocore() throws {
        let cases = try VectorFolder.cases(in: "botocore/aws4_testsuite", with: ".req")
        #expect(cases.count == 34)
        for path in cases {
            // The `.authz` file counts: one `.sreq` (get-vanilla-with-session-token) has a signature of another request.
            let authorization = try VectorFolder.text(path + ".authz")
            var signed = rawRequest(try VectorFolder.text(path + ".sreq"))
            signed.headers["Authorization"] = authorization
            let claims = try #require(try SigV4Verifier.parse(signed))
            var vector = SigningVector(
                name: path, request: rawRequest(try VectorFolder.text(path + ".req")),
                credentials: SigningCredentials(
                    accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                    sessionToken: signed.headers["X-Amz-Security-Token"]),
                date: try #require(Timestamp(iso8601Basic: "20150830T123600Z")), options: .standard,
                canonicalRequest: try VectorFolder.text(path + ".creq"),
                stringToSign: try VectorFolder.text(path + ".sts"), signature: claims.signature)
            vector.options.signsSessionToken = vector.canonicalRequest.contains("x-amz-security-token")
            vector.check()
            vector.checkVerification(of: signed)
        }
    }

    @Test func examplesOfTheDocumentationOfS3() throws {
        let file = try VectorFolder.json("s3-doc-examples.json")
        let vectors = try #require(file["vectors"]?.array)
        #expect(vectors.count == 5)
        for json in vectors {
            var query = QueryString()
            var expires: Int?
            for pair in json["query"]?.array ?? [] {
                let name = try #require(pair[0]?.string)
                let value = try #require(pair[1]?.string)
                if name == "X-Amz-Expires" { expires = Int(value) }
                if !name.hasPrefix("X-Amz-") { query.append(name, value) }
            }
            var headers = HTTPHeaders()
            for pair in json["headers"]?.array ?? [] {
                headers.append(try #require(pair[0]?.string), try #require(pair[1]?.string))
            }
            var vector = SigningVector(
                name: try text(json, "name"),
                request: HTTPRequest(
                    method: try text(json, "method"), path: try text(json, "path"),
                    query: query.items.isEmpty ? nil : query.encoded, headers: headers,
                    body: Array((json["body"]?.string ?? "").utf8)),
                credentials: try credentials(try #require(file["credentials"])),
                date: try #require(Timestamp(iso8601Basic: try text(json, "timestamp"))), options: .s3,
                canonicalRequest: try text(json, "canonical_request"),
                stringToSign: try text(json, "string_to_sign"), signature: try text(json, "signature"))
            vector.service = "s3"
            vector.expires = expires
            vector.check()
        }
    }

    @Test func signaturesOfBotocore() throws {
        let vectors = try #require(try VectorFolder.json("botocore-generated.json").array)
        #expect(vectors.count == 17)
        for json in vectors {
            let request = try self.request(try #require(json["request"]))
            let service = try text(json, "service")
            let canonical = try text(json, "canonical_request")
            let result = try #require(json["result"])
            let authorization = result["headers"]?["Authorization"]?.string
            let written = try #require(authorization ?? result["url"]?.string)
            var vector = SigningVector(
                name: try text(json, "name"), request: request, credentials: try credentials(json),
                date: try #require(Timestamp(iso8601Basic: try text(json, "timestamp"))),
                options: .options(for: service), canonicalRequest: canonical,
                stringToSign: try text(json, "string_to_sign"), signature: String(written.suffix(64)))
            vector.service = service
            vector.region = try text(json, "region")
            if canonical.hasSuffix("UNSIGNED-PAYLOAD") { vector.payload = .unsigned }
            if let url = result["url"]?.string {
                let query = QueryString(parsing: url.split(separator: "?")[1], plusIsSpace: false)
                vector.expires = query["X-Amz-Expires"].flatMap { Int($0) }
                var signed = request
                SigV4Signer.presign(
                    &signed, credentials: vector.credentials, region: vector.region, service: service,
                    date: vector.date, expires: try #require(vector.expires))
                #expect(url.hasSuffix(signed.target))
            } else {
                var signed = request
                SigV4Signer.sign(
                    &signed, credentials: vector.credentials, region: vector.region, service: service,
                    date: vector.date, payload: vector.payload)
                #expect(signed.headers["Authorization"] == authorization)
            }
            vector.check()
        }
    }

    private func text(_ json: JSONValue, _ name: String) throws -> String {
        try #require(json[name]?.string)
    }

    private func credentials(_ json: JSONValue) throws -> SigningCredentials {
        SigningCredentials(
            accessKeyID: try text(json, "access_key_id"), secretAccessKey: try text(json, "secret_access_key"),
            sessionToken: json["token"]?.string ?? json["session_token"]?.string)
    }

    /// A request given by URL, with the `Host` header that a client derives from it.
    private func request(_ json: JSONValue) throws -> HTTPRequest {
        let url = try text(json, "url")
        let scheme = url.prefix { $0 != ":" }
        let rest = url.dropFirst(scheme.count + 3)
        var host = String(rest.prefix { $0 != "/" })
        let target = rest.dropFirst(host.count)
        let path = target.prefix { $0 != "?" }
        let defaultPort = scheme == "https" ? ":443" : ":80"
        if host.hasSuffix(defaultPort) { host.removeLast(defaultPort.count) }
        var headers = HTTPHeaders()
        headers.append("Host", host)
        for member in json["headers"]?.object ?? [] { headers.append(member.name, try #require(member.value.string)) }
        return HTTPRequest(
            method: try text(json, "method"), path: String(path),
            query: path.count < target.count ? String(target.dropFirst(path.count + 1)) : nil, headers: headers,
            body: Array((json["body"]?.string ?? "").utf8))
    }
}
