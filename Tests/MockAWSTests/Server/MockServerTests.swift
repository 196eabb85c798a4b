import AWSOperations
import HTTPMessages
import HTTPServer
import JSON
import TestSupport
import Testing

@testable import MockAWS

@Suite struct MockServerTests {
    private func journal(_ client: InProcessClient) throws -> JSONValue {
        try JSONValue(parsing: client.respond(to: HTTPRequest(method: "GET", path: "/_mock/requests")).body)
    }

    private static func isNow(_ reply: HTTPDaemon.Reply) -> Bool {
        switch reply {
        case .now: true
        case .later: false
        }
    }

    /// On the event loop nothing is done that may take long.
    @Test func onlyWhatIsSoonAnsweredIsAnsweredAtOnce() throws {
        let client = InProcessClient()
        func isNow(_ request: HTTPRequest) -> Bool {
            Self.isNow(client.server.reply(to: request, bodyIsTooLarge: false))
        }
        _ = try client.send(CreateBucket(bucket: "logs-a"))
        _ = try client.send(PutObject(bucket: "logs-a", key: "a b", body: [1, 2]))
        let get = HTTPRequest(method: "GET", path: "/logs-a/a%20b")
        #expect(isNow(get) && isNow(HTTPRequest(method: "HEAD", path: "/logs-a/a%20b")))
        #expect(isNow(HTTPRequest(method: "GET", path: "/logs-a/nothing")))
        #expect(isNow(HTTPRequest(method: "BREW", path: "/b/k")))
        #expect(!isNow(HTTPRequest(method: "GET", path: "/logs-a", query: "list-type=2")))
        #expect(!isNow(HTTPRequest(method: "GET", path: "/_mock/health")))
        let long = [UInt8](repeating: 0x61, count: 1 << 20)
        #expect(!isNow(HTTPRequest(method: "GET", path: "/logs-a/a%20b", body: long)))
        #expect(!isNow(HTTPRequest(method: "BREW", path: "/b/k", body: long)))
        client.server.faults.replace(by: try FaultScript(named: "flaky"))
        #expect(!isNow(get))
    }

    /// The first look at a file reads it.
    @Test(arguments: ["k.log.gz", "/k.log.gz", "a b/%.gz"])
    func fileIsAnsweredAtOnceWhenItIsKnown(key: String) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("k.log.gz", [1, 2, 3])
        let path = folder.path + "/k.log.gz"
        var world = InProcessClient.world
        world.buckets = [
            WorldBucket(
                name: "logs-w", region: "us-east-1", account: "123456789012", creationTime: InProcessClient.now,
                objects: [
                    WorldObject(
                        key: key, content: .file(path: path), size: 3, lastModified: InProcessClient.now,
                        storageClass: "STANDARD", metadata: [:])
                ])
        ]
        let server = InProcessClient(MockAWSOptions(world: world)).server
        let get = HTTPRequest(method: "GET", path: "/logs-w/" + PercentEncoding.encode(key, keeping: "/"))
        #expect(!Self.isNow(server.reply(to: get, bodyIsTooLarge: false)))
        #expect(server.respond(to: get).status == 200)
        #expect(Self.isNow(server.reply(to: get, bodyIsTooLarge: false)))
    }

    struct Unknown: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var request: HTTPRequest
        var status: Int
        var bodyHas: String
    }

    @Test(arguments: [
        Unknown(
            testDescription: "JSON",
            request: HTTPRequest(
                method: "POST", path: "/", headers: ["X-Amz-Target": "Logs_20140328.StartQuery"],
                body: Array("{}".utf8)),
            status: 400, bodyHas: "UnknownOperationException"),
        Unknown(
            testDescription: "JSON of an unknown service",
            request: HTTPRequest(method: "POST", path: "/", headers: ["X-Amz-Target": "DynamoDB_20120810.GetItem"]),
            status: 400, bodyHas: "UnknownOperationException"),
        Unknown(
            testDescription: "query",
            request: HTTPRequest(
                method: "POST", path: "/", headers: ["Content-Type": "application/x-www-form-urlencoded"],
                body: Array("Action=GetFederationToken&Version=2011-06-15".utf8)),
            status: 400, bodyHas: "<Code>InvalidAction</Code>"),
        Unknown(
            testDescription: "EC2",
            request: HTTPRequest(
                method: "POST", path: "/", headers: ["Content-Type": "application/x-www-form-urlencoded"],
                body: Array("Action=DescribeVpcs&Version=2016-11-15".utf8)),
            status: 400, bodyHas: "<Code>InvalidAction</Code>"),
        Unknown(
            testDescription: "S3", request: HTTPRequest(method: "GET", path: "/b", query: "acl"), status: 501,
            bodyHas: "<Code>NotImplemented</Code>"),
        Unknown(
            testDescription: "method of nobody", request: HTTPRequest(method: "BREW", path: "/b/k"), status: 501,
            bodyHas: "<Code>NotImplemented</Code>"),
    ])
    func unknownOperationIsAnErrorOfItsProtocol(unknown: Unknown) throws {
        let client = InProcessClient()
        let response = client.respond(to: unknown.request)
        #expect(response.status == unknown.status)
        #expect(String(decoding: response.body, as: UTF8.self).contains(unknown.bodyHas))
        #expect(try journal(client)["requests"]?[0]?["status"]?.integer == Int64(unknown.status))
    }

    @Test(arguments: [
        HTTPRequest(method: "GET", path: "/"), HTTPRequest(method: "GET", path: "//"),
        HTTPRequest(method: "GET", path: "/%zz"), HTTPRequest(method: "GET", path: "/b/%FF%00"),
        HTTPRequest(method: "GET", path: "/b", query: "list-type=2&max-keys=99999999999999999999"),
        HTTPRequest(method: "GET", path: "/b", query: "=&&=%&list-type"),
        HTTPRequest(method: "PUT", path: "/bkt", body: Array("<a".utf8)),
        HTTPRequest(method: "POST", path: "/bkt", query: "delete", body: [0xFF, 0x00]),
        HTTPRequest(
            method: "POST", path: "/", headers: ["X-Amz-Target": "Logs_20140328.FilterLogEvents"],
            body: Array("{\"limit\":".utf8)),
        HTTPRequest(method: "POST", path: "/", headers: ["X-Amz-Target": ""], body: [0xFF]),
        HTTPRequest(
            method: "POST", path: "/", headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array("Action=AssumeRole&Version=2011-06-15&Tags.member.99999999999.Key=x".utf8)),
        HTTPRequest(method: "GET", path: "/b", headers: ["Authorization": "AWS4-HMAC-SHA256 Credential=////"]),
        HTTPRequest(method: "GET", path: "/b/k", headers: ["Host": "...", "Range": "bytes=9-1"]),
    ])
    func hostileRequestGetsAnAnswer(request: HTTPRequest) {
        for mode in MockAWSOptions.SignatureMode.allCases {
            let client = InProcessClient(MockAWSOptions(world: InProcessClient.world, signatures: mode))
            #expect((200..<600).contains(client.respond(to: request).status))
        }
    }

    @Test func everyAnswerNamesItself() throws {
        let client = InProcessClient()
        let s3 = client.respond(to: HTTPRequest(method: "GET", path: "/none"))
        #expect(s3.headers["x-amz-request-id"]?.count == 16)
        #expect(s3.headers["x-amz-id-2"] != nil)
        #expect(s3.headers["Server"] == "AmazonS3")
        #expect(s3.headers["Date"] == "Wed, 04 Mar 2026 04:53:20 GMT")
        #expect(String(decoding: s3.body, as: UTF8.self).contains(s3.headers["x-amz-request-id"] ?? "?"))
        let json = client.respond(
            to: HTTPRequest(method: "POST", path: "/", headers: ["X-Amz-Target": "Logs_20140328.No"]))
        #expect(json.headers["x-amzn-RequestId"]?.count == 36)
    }

    @Test func bodyThatIsTooLargeIsRefused() {
        let client = InProcessClient()
        let response = client.server.respond(to: HTTPRequest(method: "PUT", path: "/b/k"), bodyIsTooLarge: true)
        #expect(response.status == 400)
        #expect(response.errorCode == "EntityTooLarge")
    }

    @Test func journalTellsWhatHappened() throws {
        let client = InProcessClient().inRegion("eu-west-1")
        _ = try client.response(GetObject(bucket: "bkt", key: "a b"))
        let journal = try journal(client)
        let entry = try #require(journal["requests"]?[0])
        #expect(entry["seq"] == 1)
        #expect(entry["service"] == "s3")
        #expect(entry["operation"] == "GetObject")
        #expect(entry["region"] == "eu-west-1")
        #expect(entry["account"] == "123456789012")
        #expect(entry["target"] == "/bkt/a%20b")
        #expect(entry["errorCode"] == "NoSuchBucket")
        #expect(entry["signature"] == .null)
        #expect(client.respond(to: HTTPRequest(method: "DELETE", path: "/_mock/requests")).status == 200)
        #expect(try self.journal(client)["requests"] == [])
    }

    @Test(arguments: [
        ("GET", "/_mock/health", 200), ("POST", "/_mock/health", 405), ("POST", "/_mock/reset", 200),
        ("GET", "/_mock/reset", 405), ("GET", "/_mock/requests", 200), ("PUT", "/_mock/requests", 405),
        ("GET", "/_mock/nothing", 404), ("GET", "/_mock/", 404),
    ])
    func adminEndpoints(method: String, path: String, status: Int) throws {
        let response = InProcessClient().respond(to: HTTPRequest(method: method, path: path))
        #expect(response.status == status)
        #expect(response.headers["Content-Type"] == "application/json")
        _ = try JSONValue(parsing: response.body)
    }

    @Test func resetForgetsEveryRegion() throws {
        let client = InProcessClient()
        _ = try client.send(CreateBucket(bucket: "bkt"))
        let eu = CreateBucket.Configuration(locationConstraint: "eu-west-1")
        _ = try client.inRegion("eu-west-1").send(CreateBucket(bucket: "eu-bkt", createBucketConfiguration: eu))
        client.server.reset()
        #expect(try client.send(ListBuckets()).buckets?.isEmpty != false)
    }

    @Test(arguments: ["/bkt/%zz", "/bkt/%2", "/bkt/%", "/bkt/%FF", "/%C3/k"])
    func aKeyThatIsNoTextIsRefused(path: String) throws {
        let client = InProcessClient()
        _ = try client.send(CreateBucket(bucket: "bkt"))
        for method in ["GET", "PUT", "DELETE"] {
            let response = client.respond(
                to: HTTPRequest(method: method, path: path, headers: ["Content-Length": "0"]))
            #expect(response.status == 400)
            #expect(String(decoding: response.body, as: UTF8.self).contains("<Code>InvalidURI</Code>"))
        }
    }
}
