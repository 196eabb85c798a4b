import AWSOperations
import HTTPMessages
import HTTPTransport
import Testing

@testable import MockAWS

@Suite struct MockAWSTests {
    @Test func startsInOneLineAndServesRealClients() async throws {
        let aws = try MockAWS.start()
        defer { aws.stop() }
        let origin = try HTTPOrigin(parsing: aws.endpoint)
        #expect(aws.endpoint == "http://127.0.0.1:\(aws.port)")
        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            var request = request
            request.headers["Host"] = origin.hostHeader
            return try await CurlTransport.shared.send(request, to: origin).collect()
        }
        let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try await send(CreateBucket(bucket: "bkt").httpRequest()).status == 200)
        #expect(try await send(PutObject(bucket: "bkt", key: "a/b c", body: body).httpRequest()).status == 200)
        let got = try await send(GetObject(bucket: "bkt", key: "a/b c").httpRequest())
        #expect(got.body == body)
        #expect(got.headers["Content-Length"] == "300000")
        let head = try await send(HeadObject(bucket: "bkt", key: "a/b c").httpRequest())
        #expect(head.headers["Content-Length"] == "300000")
        #expect(head.body.isEmpty)
        aws.reset()
        #expect(try await send(ListObjectsV2(bucket: "bkt").httpRequest()).status == 404)
    }

    @Test func servesManyClientsAtATime() async throws {
        let aws = try MockAWS.start()
        defer { aws.stop() }
        let origin = try HTTPOrigin(parsing: aws.endpoint)
        let request = HTTPRequest(method: "GET", path: "/_mock/health", headers: ["Host": origin.hostHeader])
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<100 {
                group.addTask { try await CurlTransport.shared.send(request, to: origin).collect().status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 100))
    }

    @Test func twoServersShareNothing() async throws {
        let first = InProcessClient()
        let second = InProcessClient()
        _ = try first.send(CreateBucket(bucket: "bkt"))
        #expect(try second.response(HeadBucket(bucket: "bkt")).status == 404)
    }

    @Test func certificateThatIsNoneIsAnError() {
        let tls = MockAWSOptions.TLSIdentity(certificateChain: "no", privateKey: "no")
        #expect(throws: MockAWSError.self) { try MockAWS.start(MockAWSOptions(tls: tls)) }
    }
}
