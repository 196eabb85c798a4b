import HTTPMessages
import SigV4
import Testing
import Timestamps

/// Every way in which a signature can be refused.
@Suite struct SigV4VerifierTests {
    private let credentials = SigningCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret")
    private let date = Timestamp(seconds: 1_440_938_160)  // 2015-08-30T12:36:00Z

    private func judge(
        _ request: HTTPRequest, after seconds: Int64 = 0, secret: String? = "secret"
    ) -> SignatureVerdict {
        SigV4Verifier.judge(request, now: date.adding(seconds: seconds)) { $0 == "AKIDEXAMPLE" ? secret : nil }
    }

    private func signed(service: String = "logs", body: String = "{}") -> HTTPRequest {
        var request = HTTPRequest(
            method: "POST", path: "/", headers: ["Host": "localhost:4566", "X-Amz-Target": "A.B"],
            body: Array(body.utf8))
        SigV4Signer.sign(
            &request, credentials: credentials, region: "us-east-1", service: service, date: date)
        return request
    }

    private func presigned(service: String = "s3", expires: Int = 60) -> HTTPRequest {
        var request = HTTPRequest(
            method: "GET", path: "/bucket/key", query: "versionId=3", headers: ["Host": "localhost:4566"])
        SigV4Signer.presign(
            &request, credentials: credentials, region: "us-east-1", service: service, date: date, expires: expires)
        return request
    }

    @Test func whatIsSignedIsValid() throws {
        #expect(judge(signed()) == .valid)
        #expect(judge(signed(service: "s3")) == .valid)
        #expect(judge(presigned()) == .valid)
        #expect(judge(presigned(service: "sts")) == .valid)
        let claims = try #require(try SigV4Verifier.parse(signed(service: "s3")))
        #expect(claims.accessKeyID == "AKIDEXAMPLE")
        #expect(claims.scope.text == "20150830/us-east-1/s3/aws4_request")
        #expect(claims.signedHeaders == ["host", "x-amz-content-sha256", "x-amz-date", "x-amz-target"])
        #expect(claims.date == date)
        #expect(claims.payload == .given(PayloadHash.computed.text(for: Array("{}".utf8))))
    }

    @Test func whatIsNotSignedIsToldApart() {
        #expect(judge(HTTPRequest(method: "GET", path: "/")) == .unsigned)
        #expect(judge(signed(), secret: nil) == .unknownAccessKey("AKIDEXAMPLE"))
    }

    @Test func aChangeOfAnySignedPartIsAMismatch() {
        func isMismatch(_ change: (inout HTTPRequest) -> Void) -> Bool {
            var request = signed()
            change(&request)
            if case .mismatch = judge(request) { return true }
            return false
        }
        #expect(!isMismatch { $0.headers["User-Agent"] = "x" })
        #expect(!isMismatch { $0.headers["X-Other"] = "x" })
        #expect(isMismatch { $0.method = "GET" })
        #expect(isMismatch { $0.path = "/other" })
        #expect(isMismatch { $0.query = "a=b" })
        #expect(isMismatch { $0.headers["Host"] = "localhost" })
        #expect(isMismatch { $0.headers["X-Amz-Target"] = "A.C" })
        #expect(isMismatch { $0.headers.append("X-Amz-Target", "A.B") })
        #expect(isMismatch { $0.headers["X-Amz-Target"] = nil })
        #expect(isMismatch { $0.headers["X-Amz-Date"] = "20150830T123601Z" })
        #expect(isMismatch { $0.body = [] })
        #expect(isMismatch { $0.headers["Authorization"]?.removeLast() })
    }

    @Test func aBodyOtherThanTheOneHashedIsTold() {
        var request = signed(service: "s3")
        request.body = Array("other".utf8)
        guard case .payloadMismatch(let claimed, let actual) = judge(request) else {
            Issue.record("the body was accepted")
            return
        }
        #expect(claimed == PayloadHash.computed.text(for: Array("{}".utf8)))
        #expect(actual == PayloadHash.computed.text(for: Array("other".utf8)))
        request.headers["X-Amz-Content-SHA256"] = "UNSIGNED-PAYLOAD"
        guard case .mismatch = judge(request) else {
            Issue.record("another payload hash was accepted")
            return
        }
    }

    @Test func headersThatHaveToBeSignedAreNamed() {
        var request = signed(service: "s3")
        request.headers["x-amz-meta-b"] = "1"
        request.headers["X-Amz-Acl"] = "private"
        #expect(judge(request) == .headersNotSigned(["x-amz-acl", "x-amz-meta-b"]))
        var withoutHost = HTTPRequest(method: "GET", path: "/")
        SigV4Signer.sign(&withoutHost, credentials: credentials, region: "r", service: "ec2", date: date)
        #expect(judge(withoutHost) == .headersNotSigned(["host"]))
    }

    @Test func clocksMayBeFifteenMinutesApart() {
        #expect(judge(signed(), after: 900) == .valid)
        #expect(judge(signed(), after: -900) == .valid)
        for seconds: Int64 in [-901, 901] {
            let now = date.adding(seconds: seconds)
            let skewed = SignatureVerdict.skewed(requestTime: date, serverTime: now, toleranceSeconds: 900)
            #expect(judge(signed(), after: seconds) == skewed)
        }
    }

    @Test func presignedRequestsExpire() {
        #expect(judge(presigned(expires: 7200), after: 7200) == .valid)
        let expiry = date.adding(seconds: 7200)
        let now = date.adding(seconds: 7201)
        #expect(
            judge(presigned(expires: 7200), after: 7201)
                == .expired(expiry: expiry, serverTime: now, expires: 7200))
        let early = date.adding(seconds: -901)
        #expect(
            judge(presigned(), after: -901)
                == .skewed(requestTime: date, serverTime: early, toleranceSeconds: 900))
    }

    @Test func aSessionTokenAddedAfterSigningIsLeftOut() throws {
        var options = SigningOptions.standard
        options.signsSessionToken = false
        var temporary = credentials
        temporary.sessionToken = "token/+="
        for isPresigned in [false, true] {
            var request = HTTPRequest(method: "GET", path: "/", headers: ["Host": "h"])
            if isPresigned {
                SigV4Signer.presign(
                    &request, credentials: temporary, region: "r", service: "iot", date: date, expires: 9,
                    options: options)
            } else {
                SigV4Signer.sign(
                    &request, credentials: temporary, region: "r", service: "iot", date: date, options: options)
            }
            let claims = try #require(try SigV4Verifier.parse(request))
            #expect(claims.sessionToken == "token/+=")
            #expect(!claims.signedHeaders.contains("x-amz-security-token"))
            #expect(
                SigV4Verifier.verify(request, claims: claims, secretAccessKey: "secret", options: options) == .valid)
            if isPresigned {
                #expect(SigV4Verifier.verify(request, claims: claims, secretAccessKey: "secret") != .valid)
            }
        }
    }

    @Test func signingAgainReplacesTheSignature() {
        var request = signed()
        let later = date.adding(seconds: 3600)
        SigV4Signer.sign(&request, credentials: credentials, region: "us-east-1", service: "logs", date: later)
        #expect(judge(request, after: 3600) == .valid)
        #expect(request.headers.values(of: "Authorization").count == 1)
        #expect(request.headers.values(of: "X-Amz-Date") == ["20150830T133600Z"])
    }

    @Test func secretsAreNotDescribed() {
        let text = "\(SigningCredentials(accessKeyID: "AKID", secretAccessKey: "hush", sessionToken: "hush"))"
        #expect(text == "AKID (secret hidden, session token hidden)")
    }
}
