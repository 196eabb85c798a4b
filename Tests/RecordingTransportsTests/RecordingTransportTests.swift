import AWSClient
import AWSOperations
import HTTPMessages
import HTTPTransport
import Locking
import RecordingTransports
import Recordings
import TestSupport
import Testing
import Timestamps

@Suite(.timeLimit(.minutes(15))) struct RecordingTransportTests {
    /// Answers each request with what its path names, in pieces of random sizes.
    private struct Upstream: HTTPTransport {
        var bodies: [String: (headers: HTTPHeaders, body: [UInt8], failure: TransportError?)]
        var piece = 10_000

        func send(
            _ request: HTTPRequest, to origin: HTTPOrigin
        ) async throws(TransportError) -> HTTPStreamedResponse {
            guard let (headers, body, failure) = bodies[request.path] else {
                throw TransportError(.connect, origin: origin.description)
            }
            let chunks = stride(from: 0, to: body.count, by: piece).map {
                Array(body[$0..<min($0 + piece, body.count)])
            }
            return HTTPStreamedResponse(
                status: 200, headers: headers, body: HTTPBodyStream(chunks: chunks, failure: failure))
        }
    }

    private static let origin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: 1)

    private static func get(_ path: String) -> HTTPRequest {
        HTTPRequest(method: "GET", path: path, headers: ["Host": "127.0.0.1:1"])
    }

    private func collect(_ response: HTTPStreamedResponse) async -> ([UInt8], TransportError.Code?) {
        var bytes: [UInt8] = []
        do throws(TransportError) {
            while let piece = try await response.body.next() { bytes += piece }
            return (bytes, nil)
        } catch {
            return (bytes, error.code)
        }
    }

    @Test func replayedResponsesEqualRecordedOnes() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var random = SystemRandomNumberGenerator()
        var bodies: [String: (headers: HTTPHeaders, body: [UInt8], failure: TransportError?)] = [:]
        for index in 0..<40 {
            let count = [0, 1, 4095, 4096, 4097, 70_000, 1_000_000][index % 7]
            let body = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            let failure: TransportError? =
                index % 11 == 3
                ? TransportError(.shortBody, origin: "") : index % 11 == 7 ? TransportError(.reset, origin: "") : nil
            bodies["/bucket/\(index)"] = (
                ["x-first": "\(index)", "Content-Length": "\(count)", "X-Again": "a", "x-again": "b"], body, failure
            )
        }
        let session = try RecordingSession(folder: folder.path + "/r", mode: .once) { Timestamp(milliseconds: 5) }
        let recording = RecordingTransport(session, upstream: Upstream(bodies: bodies))
        await withTaskGroup(of: Void.self) { group in
            for path in bodies.keys {
                group.addTask {
                    guard let response = try? await recording.send(Self.get(path), to: Self.origin) else { return }
                    _ = await self.collect(response)
                }
            }
        }
        try await recording.finish()

        let replay = try ReplayTransport(recording: folder.path + "/r")
        for (path, expected) in bodies {
            let response = try await replay.send(Self.get(path), to: Self.origin)
            #expect(response.status == 200)
            #expect(response.headers == expected.headers)
            let (bytes, failure) = await collect(response)
            #expect(bytes == expected.body)
            #expect(failure == expected.failure?.code)
        }
    }

    @Test func bodyThatNobodyReadsOnIsRecordedWhole() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let body = [UInt8](repeating: 7, count: 3_000_000)
        let session = try RecordingSession(folder: folder.path + "/r", mode: .once) { Timestamp(milliseconds: 5) }
        let transport = RecordingTransport(session, upstream: Upstream(bodies: ["/b/k": ([:], body, nil)]))
        do {
            let response = try await transport.send(Self.get("/b/k"), to: Self.origin)
            _ = try await response.body.next()
        }
        try await transport.finish()
        let exchange = try #require(try Recording(folder: folder.path + "/r").exchanges.first)
        #expect(exchange.response.end == .complete)
        #expect(exchange.response.body.count == 3_000_000)
    }

    @Test func whatGotNoResponseIsNotRecorded() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let session = try RecordingSession(folder: folder.path + "/r", mode: .once) { Timestamp(milliseconds: 5) }
        let transport = RecordingTransport(session, upstream: Upstream(bodies: [:]))
        await #expect(throws: TransportError.self) { try await transport.send(Self.get("/b/k"), to: Self.origin) }
        try await transport.finish()
        #expect(try Recording(folder: folder.path + "/r").exchanges.isEmpty)
    }

    @Test(arguments: [
        ("GET", "/b/k", HTTPHeaders(), "<Code>RecordedExchangeNotFound</Code>"),
        ("HEAD", "/b/k", HTTPHeaders(), ""),
        (
            "POST", "/", HTTPHeaders(dictionaryLiteral: ("X-Amz-Target", "Logs_20140328.FilterLogEvents")),
            #""__type":"RecordedExchangeNotFound""#
        ),
    ])
    func missIsAnErrorOfTheServiceAsked(
        method: String, path: String, headers: HTTPHeaders, text: String
    ) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try RecordingWriter(folder: folder.path + "/r") { Timestamp(milliseconds: 0) }.close()
        let misses = Locked<[ReplayMiss]>([])
        let replay = ReplayTransport(try Replayer(try Recording(folder: folder.path + "/r"))) { miss in
            misses.withLock { $0.append(miss) }
        }
        let response = try await replay.send(
            HTTPRequest(method: method, path: path, headers: headers), to: Self.origin)
        #expect(response.status == 400)
        let (bytes, _) = await collect(response)
        #expect(String(decoding: bytes, as: UTF8.self).contains(text) || text.isEmpty && bytes.isEmpty)
        #expect(misses.withLock { $0.count } == 1)
    }
}
