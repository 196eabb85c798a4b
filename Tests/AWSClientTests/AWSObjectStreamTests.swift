import AWSClient
import AWSOperations
import HTTPMessages
import HTTPTransport
import Locking
import Testing

struct AWSObjectStreamTests {
    private static let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    /// Serves `content` by ranges; each transfer breaks off after the bytes that `breaks` says.
    private static func bucket(breaks: [Int], code: TransportError.Code? = .reset, ranges: Bool = true) -> FakeTransport
    {
        FakeTransport { number, sent in
            guard sent.request.headers["If-Match"] ?? "\"e\"" == "\"e\"" else { return .response(412) }
            var first = 0
            var last = content.count - 1
            var status = 200
            var headers: HTTPHeaders = ["ETag": "\"e\""]
            if ranges, let range = sent.request.headers["Range"] {
                let parts = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
                first = Int(parts[0]) ?? 0
                last = Int(parts[1]) ?? last
                status = 206
                headers["Content-Range"] = "bytes \(first)-\(last)/\(content.count)"
            }
            headers["Content-Length"] = "\(last - first + 1)"
            let part = content[first...last]
            guard number < breaks.count else { return .broken(status, headers, chunks(part), nil) }
            return .broken(status, headers, chunks(part.prefix(breaks[number])), code)
        }
    }

    private static func chunks(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
        stride(from: bytes.startIndex, to: bytes.endIndex, by: 10_000).map {
            Array(bytes[$0..<min($0 + 10_000, bytes.endIndex)])
        }
    }

    private func read(_ transport: FakeTransport, range: String? = nil) async throws -> [UInt8] {
        let client = try AWSClient(TestClock().configuration(), transport: transport)
        let stream = try await client.objectStream(GetObject(bucket: "bkt", key: "k", range: range))
        var bytes: [UInt8] = []
        while let chunk = try await stream.next() { bytes += chunk }
        return bytes
    }

    @Test(arguments: [
        [], [0], [1], [100_000], [299_999], [300_000], [0, 0], [70_000, 70_000, 70_000, 70_000],
        [65_536, 1, 70_000, 1],
    ])
    func brokenTransfersMakeOneStream(breaks: [Int]) async throws {
        let transport = Self.bucket(breaks: breaks)
        #expect(try await read(transport) == Self.content)
        for sent in transport.sent.dropFirst() {
            #expect(sent.request.headers["If-Match"] == "\"e\"")
        }
    }

    @Test func bodyThatJustEndsEarlyIsTakenUp() async throws {
        #expect(try await read(Self.bucket(breaks: [5, 100_000], code: nil)) == Self.content)
    }

    @Test func restComesFromTheOffsetReached() async throws {
        let transport = Self.bucket(breaks: [100_000])
        _ = try await read(transport)
        #expect(transport.sent.map { $0.request.headers["Range"] } == [nil, "bytes=100000-299999"])
    }

    @Test func rangesAreKept() async throws {
        let transport = Self.bucket(breaks: [50])
        #expect(try await read(transport, range: "bytes=1000-1999") == Array(Self.content[1000...1999]))
        #expect(transport.sent.last?.request.headers["Range"] == "bytes=1050-1999")
        #expect(try await read(Self.bucket(breaks: [50]), range: "bytes=299000-") == Array(Self.content[299_000...]))
    }

    @Test func serviceWithoutRangesIsReadAgainFromTheStart() async throws {
        #expect(try await read(Self.bucket(breaks: [123_456], ranges: false)) == Self.content)
    }

    @Test func attemptsEndWithoutProgress() async throws {
        let transport = Self.bucket(breaks: [10, 10, 10, 10, 10])
        let error = await #expect(throws: TransportError.self) { try await read(transport) }
        #expect(error?.code == .reset)
        #expect(transport.sent.count == 3)
    }

    @Test func replacedObjectIsAnError() async throws {
        let transport = FakeTransport { number, sent in
            number > 0
                ? .response(412, [:], "<Error><Code>PreconditionFailed</Code><Message>changed</Message></Error>")
                : .broken(200, ["ETag": "\"e\"", "Content-Length": "300000"], [[1, 2, 3]], .reset)
        }
        let error = await #expect(throws: AWSError.self) { try await read(transport) }
        #expect(error?.code == "PreconditionFailed")
    }

    @Test func streamGivesTheOutputBeforeTheBody() async throws {
        let client = try AWSClient(TestClock().configuration(), transport: Self.bucket(breaks: []))
        let streamed = try await client.stream(GetObject(bucket: "bkt", key: "a/ü b"))
        #expect(streamed.output.contentLength == 300_000)
        #expect(streamed.output.etag == "\"e\"")
        var count = 0
        while let chunk = try await streamed.body.next() { count += chunk.count }
        #expect(count == 300_000)
    }

    @Test func missingObjectIsAnErrorBeforeTheBody() async throws {
        let transport = FakeTransport([.response(404, [:], "<Error><Code>NoSuchKey</Code></Error>")])
        let error = await #expect(throws: AWSError.self) { try await read(transport) }
        #expect(error?.code == "NoSuchKey")
        #expect(transport.sent.count == 1)
    }

    @Test(
        arguments: [
            ("bytes=0-9", "bytes 9223372036854775807-9223372036854775807/1", "5"),
            ("bytes=9223372036854775807-", "", "9223372036854775807"), ("bytes=-5", "bytes -1-2/3", "-5"),
        ])
    func numbersThatOverflowAreNoTrap(range: String, contentRange: String, length: String) async throws {
        let transport = FakeTransport([
            .broken(206, ["Content-Range": contentRange, "Content-Length": length], [[1, 2, 3]], .reset)
        ])
        await #expect(throws: TransportError.self) { try await read(transport, range: range) }
    }
}
