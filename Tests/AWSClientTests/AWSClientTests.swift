import AWSClient
import AWSOperations
import HTTPMessages
import HTTPTransport
import Locking
import Testing
import Timestamps

@Suite(.timeLimit(.minutes(15)))
struct AWSClientTests {
    private let clock = TestClock()

    private func client(_ transport: FakeTransport, region: String? = "us-east-1") throws -> AWSClient {
        var configuration = clock.configuration()
        configuration.region = region
        return try AWSClient(configuration, transport: transport)
    }

    private static let throttled = FakeTransport.Answer.response(
        400, [:], #"{"__type":"ThrottlingException","message":"Rate exceeded"}"#)

    private static func groups(_ token: String?) -> FakeTransport.Answer {
        .response(200, [:], "{\"logGroups\":[]\(token.map { ",\"nextToken\":\"\($0)\"" } ?? "")}")
    }

    @Test func requestIsSignedAndNamed() async throws {
        let transport = FakeTransport([Self.groups(nil)])
        _ = try await client(transport).send(DescribeLogGroups())
        let sent = try #require(transport.sent.first)
        #expect(sent.origin.description == "https://logs.us-east-1.amazonaws.com")
        let headers = sent.request.headers
        #expect(headers["Host"] == "logs.us-east-1.amazonaws.com")
        #expect(headers["X-Amz-Date"] == "20260101T120000Z")
        #expect(headers["User-Agent"] == "flowlogs-reader-swift")
        #expect(headers["amz-sdk-request"] == "attempt=1; max=3")
        #expect(headers["amz-sdk-invocation-id"]?.utf8.count == 36)
        let authorization = try #require(headers["Authorization"])
        #expect(authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/logs/aws4_request"))
        #expect(authorization.contains("host;"))
        #expect(!authorization.contains("user-agent"))
    }

    @Test func throttlingIsRetriedWithJitterAndTheSameInvocationID() async throws {
        let transport = FakeTransport([Self.throttled, .failure(.reset), Self.groups(nil)])
        _ = try await client(transport).send(DescribeLogGroups())
        #expect(clock.waits.withLock { $0 } == [.milliseconds(500), .seconds(1)])
        let headers = transport.sent.map(\.request.headers)
        #expect(
            headers.map { $0["amz-sdk-request"] } == ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"])
        #expect(Set(headers.map { $0["amz-sdk-invocation-id"] }).count == 1)
        let retries = clock.retries.withLock { $0 }
        #expect(retries.map(\.operation) == ["logs:DescribeLogGroups", "logs:DescribeLogGroups"])
        #expect(retries.first?.reason.contains("Rate exceeded") == true)
    }

    @Test func thirdFailureIsTheCallers() async throws {
        let transport = FakeTransport([Self.throttled])
        let error = await #expect(throws: AWSError.self) {
            try await client(transport).send(DescribeLogGroups())
        }
        #expect(error?.code == "ThrottlingException")
        #expect(transport.sent.count == 3)
    }

    @Test func retryAfterIsHeeded() async throws {
        let busy = FakeTransport.Answer.response(503, ["Retry-After": "7"], "")
        _ = try await client(FakeTransport([busy, Self.groups(nil)])).send(DescribeLogGroups())
        #expect(clock.waits.withLock { $0 } == [.seconds(7)])
    }

    @Test func permanentErrorIsNotRetried() async throws {
        let transport = FakeTransport([
            .response(400, [:], #"{"__type":"ResourceNotFoundException","message":"no such group"}"#)
        ])
        let error = await #expect(throws: AWSError.self) { try await client(transport).send(DescribeLogGroups()) }
        #expect(error?.code == "ResourceNotFoundException")
        #expect(transport.sent.count == 1)
    }

    @Test func brokenBodyIsRetried() async throws {
        let broken = FakeTransport.Answer.broken(200, [:], [Array("{\"log".utf8)], .shortBody)
        let transport = FakeTransport([broken, Self.groups(nil)])
        _ = try await client(transport).send(DescribeLogGroups())
        #expect(transport.sent.count == 2)
    }

    @Test func errorDocumentWithStatus200IsRetried() async throws {
        let error = FakeTransport.Answer.response(
            200, [:], "<?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>m</Message></Error>")
        let list = FakeTransport.Answer.response(
            200, [:], "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>")
        let transport = FakeTransport([error, list])
        let output = try await client(transport).send(ListObjectsV2(bucket: "bkt"))
        #expect(output.keyCount == 0)
        #expect(transport.sent.count == 2)
    }

    @Test(arguments: [
        (403, "<Error><Code>RequestTimeTooSkewed</Code><Message>m</Message></Error>"),
        (403, "<Error><Code>SignatureDoesNotMatch</Code><Message>Signature expired: x</Message></Error>"),
    ])
    func clockIsCorrectedOnce(status: Int, body: String) async throws {
        let headers: HTTPHeaders = ["Date": "Thu, 01 Jan 2026 14:00:00 GMT"]
        let list = FakeTransport.Answer.response(200, [:], "<ListBucketResult></ListBucketResult>")
        let transport = FakeTransport([.response(status, headers, body), list])
        let client = try client(transport)
        _ = try await client.send(ListObjectsV2(bucket: "bkt"))
        #expect(
            transport.sent.map { $0.request.headers["X-Amz-Date"] } == ["20260101T120000Z", "20260101T140000Z"])
        #expect(clock.waits.withLock { $0 }.isEmpty)

        let hopeless = FakeTransport([.response(status, headers, body)])
        await #expect(throws: AWSError.self) { try await self.client(hopeless).send(ListObjectsV2(bucket: "bkt")) }
        #expect(hopeless.sent.count == 2)
    }

    @Test(
        arguments: [
            (301, ["x-amz-bucket-region": "eu-west-1"], "<Error><Code>PermanentRedirect</Code></Error>"),
            (400, [:], "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-1</Region></Error>"),
            (400, ["x-amz-bucket-region": "eu-west-1"], ""),
            (
                400, ["x-amz-bucket-region": "eu-west-1"],
                "<Error><Code>IllegalLocationConstraintException</Code></Error>"
            ),
        ] as [(Int, HTTPHeaders, String)])
    func bucketInAnotherRegionIsFollowedAndRemembered(status: Int, headers: HTTPHeaders, body: String) async throws {
        let list = FakeTransport.Answer.response(200, [:], "<ListBucketResult></ListBucketResult>")
        let transport = FakeTransport { _, sent in
            sent.origin.host == "bkt.s3.eu-west-1.amazonaws.com" ? list : .response(status, headers, body)
        }
        let client = try client(transport)
        _ = try await client.send(ListObjectsV2(bucket: "bkt"))
        _ = try await client.send(ListObjectsV2(bucket: "bkt"))
        #expect(transport.sent.count == 3)
        #expect(transport.sent.last?.request.headers["Authorization"]?.contains("/eu-west-1/s3/") == true)
    }

    @Test func redirectInCirclesEnds() async throws {
        let transport = FakeTransport { number, _ in
            .response(301, ["x-amz-bucket-region": number % 2 == 0 ? "eu-west-1" : "eu-west-2"], "")
        }
        await #expect(throws: AWSError.self) { try await client(transport).send(ListObjectsV2(bucket: "bkt")) }
        #expect(transport.sent.count == 3)
    }

    @Test func missingRegionIsAConfigurationError() async throws {
        let client = try client(FakeTransport([Self.groups(nil)]), region: nil)
        await #expect(throws: AWSConfigurationError.self) { try await client.send(DescribeLogGroups()) }
    }

    @Test func pagesGoOnOverEmptyOnesToTheLast() async throws {
        let transport = FakeTransport([Self.groups("a"), Self.groups("b"), Self.groups(nil)])
        var count = 0
        for try await _ in try client(transport).pages(DescribeLogGroups()) { count += 1 }
        #expect(count == 3)
        let bodies = transport.sent.map { String(decoding: $0.request.body, as: UTF8.self) }
        #expect(bodies.map { $0.contains("\"nextToken\":\"a\"") } == [false, true, false])
    }

    @Test func repeatedTokenIsAnError() async throws {
        let transport = FakeTransport([Self.groups("a"), Self.groups("a")])
        let error = await #expect(throws: AWSError.self) {
            for try await _ in try client(transport).pages(DescribeLogGroups()) {}
        }
        #expect(error?.code == "RepeatedToken")
        #expect(transport.sent.count == 2)
    }

    @Test func cancelledTaskEndsInTheWait() async throws {
        var configuration = clock.configuration()
        configuration.sleep = { _ in throw CancellationError() }
        let client = try AWSClient(configuration, transport: FakeTransport([Self.throttled]))
        await #expect(throws: CancellationError.self) { try await client.send(DescribeLogGroups()) }
    }

    @Test(arguments: ["evil.example/", "a.b", "x@evil", "-a", ""])
    func regionThatIsNoLabelIsNotFollowed(region: String) async throws {
        let transport = FakeTransport([.response(301, ["x-amz-bucket-region": region], "")])
        await #expect(throws: AWSError.self) { try await client(transport).send(ListObjectsV2(bucket: "bkt")) }
        #expect(transport.sent.map(\.origin.host) == ["bkt.s3.us-east-1.amazonaws.com"])
    }

    @Test func errorWithAnEndlessBodyIsToldByItsStatus() async throws {
        let chunks = Array(repeating: [UInt8](repeating: 65, count: 1 << 18), count: 8)
        let transport = FakeTransport([.broken(403, ["x-amz-request-id": "R1"], chunks, nil)])
        let error = await #expect(throws: AWSError.self) {
            try await client(transport).send(ListObjectsV2(bucket: "bkt"))
        }
        #expect(error?.httpStatus == 403)
        #expect(error?.requestID == "R1")
        #expect(transport.sent.count == 1)
    }

    @Test func errorWhoseBodyBreaksOffIsRetried() async throws {
        let broken = FakeTransport.Answer.broken(404, ["Content-Length": "99"], [Array("<Err".utf8)], .reset)
        let whole = FakeTransport.Answer.response(404, [:], "<Error><Code>NoSuchBucket</Code></Error>")
        let transport = FakeTransport([broken, whole])
        let error = await #expect(throws: AWSError.self) {
            try await client(transport).send(ListObjectsV2(bucket: "bkt"))
        }
        #expect(error?.code == "NoSuchBucket")
        #expect(transport.sent.count == 2)
    }

    @Test func answerWithoutEndIsAnErrorThatNamesTheOrigin() async throws {
        let chunks = Array(repeating: [UInt8](repeating: 32, count: 1 << 24), count: 5)
        let transport = FakeTransport([.broken(200, [:], chunks, nil)])
        let error = await #expect(throws: TransportError.self) { try await client(transport).send(DescribeLogGroups()) }
        #expect(error?.code == .tooLarge)
        #expect(error?.origin == "https://logs.us-east-1.amazonaws.com")
        #expect(transport.sent.count == 1)
    }

    @Test(arguments: [503, 500, 404, 403, 301, 400])
    func answerToHEADTellsItsStatus(status: Int) async throws {
        let transport = FakeTransport([.response(status)])
        let error = await #expect(throws: AWSError.self) { try await client(transport).send(HeadBucket(bucket: "bkt")) }
        #expect(error?.httpStatus == status)
        #expect(error?.code == "\(status)")
        #expect(error?.message.isEmpty == false)
        #expect(transport.sent.count == (status >= 500 ? 3 : 1))
    }

    @Test(arguments: [true, false])
    func bodyIsSentAgainAsItWas(isS3: Bool) async throws {
        let done = FakeTransport.Answer.response(200, [:], isS3 ? "" : "{}")
        let transport = FakeTransport([.failure(.reset), .response(503, [:], ""), done])
        if isS3 {
            _ = try await client(transport).send(PutObject(bucket: "bkt", key: "k", body: Array("body".utf8)))
        } else {
            _ = try await client(transport).send(
                PutLogEvents(logGroupName: "g", logStreamName: "s", logEvents: [.init(timestamp: 1, message: "m")]))
        }
        #expect(transport.sent.count == 3)
        #expect(Set(transport.sent.map(\.request.body)).count == 1)
        #expect(transport.sent.allSatisfy { !$0.request.body.isEmpty })
    }

    @Test func retriesOfAllRequestsDrawOnOneQuota() async throws {
        let transport = FakeTransport([.failure(.timedOut)])
        let client = try client(transport)
        // 500 tokens are 50 retries after a time-out: 25 requests of three attempts, then one attempt each.
        for _ in 0..<30 {
            await #expect(throws: TransportError.self) { try await client.send(DescribeLogGroups()) }
        }
        #expect(transport.sent.count == 25 * 3 + 5)
        await #expect(throws: TransportError.self) { try await client.send(ListObjectsV2(bucket: "bkt")) }
        #expect(transport.sent.count == 25 * 3 + 5 + 3, "each service has a quota of its own")
    }

    @Test(.timeLimit(.minutes(15))) func cancellingATaskEndsTheRealWait() async throws {
        var configuration = clock.configuration()
        let (waits, waiting) = AsyncStream.makeStream(of: Void.self)
        configuration.sleep = { _ in
            waiting.yield()
            try await Task.sleep(for: .seconds(3600))
        }
        let client = try AWSClient(configuration, transport: FakeTransport([Self.throttled]))
        let task = Task { try await client.send(DescribeLogGroups()) }
        for await _ in waits { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
