import AWSOperations
import HTTPMessages
import Locking
import SigV4
import Testing
import Timestamps

@testable import MockAWS

@Suite struct SignatureCheckTests {
    private static func strict(_ edit: (inout World) -> Void = { _ in }) -> InProcessClient {
        var world = InProcessClient.world
        edit(&world)
        return InProcessClient(MockAWSOptions(world: world, signatures: .strict))
    }

    /// The code that a service answers; nil for a success or an error of the operation itself.
    private static func code<Operation: AWSOperation>(
        _ operation: Operation, _ client: InProcessClient, edit: (inout HTTPRequest) -> Void = { _ in }
    ) throws -> String? {
        let response = try client.response(operation, edit: edit)
        return response.status == 200 ? nil : Operation.error(from: response).code
    }

    @Test func rightSignatureIsLetIn() throws {
        let client = Self.strict().inRegion("us-east-1")
        #expect(try Self.code(ListBuckets(), client) == nil)
        #expect(try Self.code(CreateBucket(bucket: "bkt"), client) == nil)
        #expect(try Self.code(PutObject(bucket: "bkt", key: "a b/é", body: [1, 2]), client) == nil)
    }

    @Test func unsignedRequests() throws {
        let client = Self.strict()
        #expect(try Self.code(ListBuckets(), client) == "AccessDenied")
        #expect(try Self.code(DescribeLogGroups(), client) == "MissingAuthenticationTokenException")
        #expect(try Self.code(GetCallerIdentity(), client) == "MissingAuthenticationToken")
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var s3: String
        var json: String
        var ec2: String
        var change: @Sendable (inout InProcessClient) -> Void
    }

    @Test(arguments: [
        Fault(
            testDescription: "wrong secret", s3: "SignatureDoesNotMatch", json: "InvalidSignatureException",
            ec2: "SignatureDoesNotMatch"
        ) { $0.credentials?.secretAccessKey = "wrong" },
        Fault(
            testDescription: "unknown key", s3: "InvalidAccessKeyId", json: "UnrecognizedClientException",
            ec2: "AuthFailure"
        ) { $0.credentials?.accessKeyID = "AKIAUNKNOWN" },
        Fault(
            testDescription: "token nobody gave", s3: "InvalidToken", json: "UnrecognizedClientException",
            ec2: "InvalidClientTokenId"
        ) { $0.credentials?.sessionToken = "token" },
        Fault(
            testDescription: "clock behind", s3: "RequestTimeTooSkewed", json: "InvalidSignatureException",
            ec2: "SignatureDoesNotMatch"
        ) { $0.date = InProcessClient.now.adding(seconds: -901) },
        Fault(
            testDescription: "clock ahead", s3: "RequestTimeTooSkewed", json: "InvalidSignatureException",
            ec2: "SignatureDoesNotMatch"
        ) { $0.date = InProcessClient.now.adding(seconds: 901) },
    ])
    func everyServiceSaysItInItsOwnWords(fault: Fault) throws {
        var client = Self.strict().inRegion("us-east-1")
        fault.change(&client)
        #expect(try Self.code(ListBuckets(), client) == fault.s3)
        #expect(try Self.code(DescribeLogGroups(), client) == fault.json)
        #expect(try Self.code(DescribeFlowLogs(), client) == fault.ec2)
    }

    @Test func clockWithinTheTolerance() throws {
        var client = Self.strict().inRegion("us-east-1")
        for seconds in [-900, 900] {
            client.date = InProcessClient.now.adding(seconds: Int64(seconds))
            #expect(try Self.code(ListBuckets(), client) == nil)
        }
    }

    @Test func mismatchSaysWhatWasSignedHere() throws {
        var client = Self.strict().inRegion("us-east-1")
        client.credentials?.secretAccessKey = "wrong"
        let error = ListBuckets.error(from: try client.response(ListBuckets()))
        #expect(error.httpStatus == 403)
        #expect(error.details["CanonicalRequest"]?.hasPrefix("GET\n/\n") == true)
        #expect(error.details["StringToSign"]?.hasPrefix("AWS4-HMAC-SHA256\n20260304T045320Z\n") == true)
        #expect(error.details["StringToSignBytes"]?.hasPrefix("41 57 53 34") == true)
        let json = DescribeLogGroups.error(from: try client.response(DescribeLogGroups()))
        #expect(json.message.contains("The String-to-Sign should have been"))
    }

    @Test func temporaryCredentials() throws {
        let expiration = InProcessClient.now.adding(seconds: 60)
        let client = Self.strict { world in
            world.credentials = [
                WorldCredentials(
                    accessKeyID: "ASIAX", secretAccessKey: "s", sessionToken: "t", account: "111122223333",
                    arn: "arn:aws:sts::111122223333:assumed-role/r/s", userID: "AROA:s", expiration: expiration)
            ]
        }
        let right = SigningCredentials(accessKeyID: "ASIAX", secretAccessKey: "s", sessionToken: "t")
        let bare = SigningCredentials(accessKeyID: "ASIAX", secretAccessKey: "s")
        #expect(try Self.code(ListBuckets(), client.inRegion("us-east-1", credentials: right)) == nil)
        #expect(try Self.code(ListBuckets(), client.inRegion("us-east-1", credentials: bare)) == "InvalidToken")

        let late = Self.strict { world in
            world.credentials = [
                WorldCredentials(
                    accessKeyID: "ASIAX", secretAccessKey: "s", sessionToken: "t", account: "111122223333",
                    arn: "a", userID: "u", expiration: InProcessClient.now)
            ]
        }.inRegion("us-east-1", credentials: right)
        #expect(try Self.code(ListBuckets(), late) == "ExpiredToken")
        #expect(try Self.code(DescribeLogGroups(), late) == "ExpiredTokenException")
    }

    @Test func presignedURLs() throws {
        let client = Self.strict().inRegion("us-east-1")
        _ = try client.send(CreateBucket(bucket: "bkt"))
        _ = try client.send(PutObject(bucket: "bkt", key: "k", body: [7]))
        func presigned(_ date: Timestamp) -> HTTPResponse {
            var request = HTTPRequest(method: "GET", path: "/bkt/k", headers: ["Host": "h"])
            SigV4Signer.presign(
                &request, credentials: InProcessClient.dummy, region: "us-east-1", service: "s3", date: date,
                expires: 60)
            return client.respond(to: request)
        }
        #expect(presigned(InProcessClient.now).body == [7])
        let expired = presigned(InProcessClient.now.adding(seconds: -61))
        #expect(expired.status == 403)
        #expect(GetObject.error(from: expired).message == "Request has expired")
        #expect(GetObject.error(from: expired).details["X-Amz-Expires"] == "60")
    }

    @Test func bodyOfAnotherHashIsRefused() throws {
        let client = Self.strict().inRegion("us-east-1")
        _ = try client.send(CreateBucket(bucket: "bkt"))
        var request = try PutObject(bucket: "bkt", key: "k", body: [1]).httpRequest()
        request.headers["Host"] = "h"
        SigV4Signer.sign(
            &request, credentials: InProcessClient.dummy, region: "us-east-1", service: "s3",
            date: InProcessClient.now)
        request.body = [2]
        #expect(PutObject.error(from: client.respond(to: request)).code == "XAmzContentSHA256Mismatch")
        request.headers.append("x-amz-meta-a", "b")
        request.body = [1]
        let unsigned = PutObject.error(from: client.respond(to: request))
        #expect(unsigned.code == "AccessDenied")
        #expect(unsigned.details["HeadersNotSigned"] == "x-amz-meta-a")
    }

    @Test(arguments: [
        ("AWS AKIA:sig", "InvalidRequest"), ("AWS4-HMAC-SHA256 nonsense", "AuthorizationHeaderMalformed"),
        ("AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=x", "AuthorizationHeaderMalformed"),
        ("Basic abc", "InvalidRequest"),
    ])
    func malformedSignatures(authorization: String, code: String) throws {
        #expect(
            try Self.code(ListBuckets(), Self.strict()) { $0.headers["Authorization"] = authorization } == code)
    }

    @Test func warningServesAndReports() throws {
        let lines = Locked<[String]>([])
        let options = MockAWSOptions(world: InProcessClient.world, signatures: .warn) { line in
            lines.withLock { $0.append(line) }
        }
        let client = InProcessClient(options)
        #expect(try Self.code(ListBuckets(), client) == nil)
        #expect(lines.withLock { $0 } == ["signature: unsigned: GET /: served all the same"])
        #expect(client.server.journal.entries.map(\.signature) == ["unsigned"])
    }

    @Test func signedChunksAreChecked() throws {
        let client = Self.strict().inRegion("us-east-1")
        _ = try client.send(CreateBucket(bucket: "bkt"))
        let signature = String(repeating: "0", count: 64)
        var request = HTTPRequest(
            method: "PUT", path: "/bkt/k",
            headers: [
                "Host": "h", "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "x-amz-decoded-content-length": "1", "Content-Length": "1",
            ],
            body: Array("1;chunk-signature=\(signature)\r\nx\r\n0;chunk-signature=\(signature)\r\n\r\n".utf8))
        SigV4Signer.sign(
            &request, credentials: InProcessClient.dummy, region: "us-east-1", service: "s3",
            date: InProcessClient.now, payload: .streaming(.signed))
        #expect(PutObject.error(from: client.respond(to: request)).code == "SignatureDoesNotMatch")
        #expect(InProcessClient().respond(to: request).status == 404, "not looked at where nothing is checked")
    }
}
