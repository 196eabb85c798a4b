import FoundationEssentials
import HTTPMessages
import HTTPServer
import HTTPTransport
import Locking
import TestSupport
import Testing

/// Bodies whose parts come when they come.
@Suite(.timeLimit(.minutes(15)))
struct StreamTests {
    /// Gives out parts, and counts them.
    private final class Source: Sendable {
        private let part: [UInt8]
        private let left: Locked<Int>
        private let total: Int

        init(part: [UInt8], count: Int) {
            self.part = part
            left = Locked(count)
            total = count
        }

        func next() -> [UInt8]? {
            left.withLock { left in
                guard left > 0 else { return nil }
                left -= 1
                return part
            }
        }

        var bytesGiven: Int { (total - left.withLock { $0 }) * part.count }
    }

    private struct Broken: Error {}

    private static func server(length: Int64?, _ source: Source) throws -> TestServer {
        try TestServer { _ in HTTPServerResponse(status: 200, body: .stream(length: length) { source.next() }) }
    }

    @Test(arguments: [nil, 50 << 20])
    func clientThatDoesNotReadHoldsTheSourceBack(length: Int64?) throws {
        let source = Source(part: Array(repeating: 7, count: 64 << 10), count: 800)
        let server = try Self.server(length: length, source)
        let client = try server.open()
        let first = client.receive(count: 1 << 20)
        // The sockets' buffers take some megabytes.
        #expect(source.bytesGiven < 24 << 20)
        let rest = client.receiveAll()
        #expect(source.bytesGiven == 50 << 20)
        #expect((first + rest).count { $0 == 7 } == 50 << 20)
    }

    @Test func partsOfAnySizeComeWhole() throws {
        let sizes = Locked([0, 1, 0, 300_000, 2, 0])
        let server = try TestServer { _ in
            HTTPServerResponse(
                status: 200,
                body: .stream(length: 300_003) {
                    sizes.withLock { $0.isEmpty ? nil : Array(repeating: 9, count: $0.removeFirst()) }
                })
        }
        #expect(try server.open().receiveAll().count { $0 == 9 } == 300_003)
        #expect(sizes.withLock { $0 } == [0])
    }

    @Test func unknownLengthGoesInChunksAndKeepsTheConnection() throws {
        let server = try Self.server(length: nil, Source(part: Array("abc".utf8), count: 2))
        let client = try server.open(header: "")
        let answer = try client.receive(through: "0\r\n\r\n")
        #expect(answer.contains("\r\nTransfer-Encoding: chunked\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n3\r\nabc\r\n3\r\nabc\r\n0\r\n\r\n"))
        try client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(try client.receive(through: "0\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
    }

    @Test func unknownLengthEndsWithTheConnectionForAnOldClient() throws {
        let server = try Self.server(length: nil, Source(part: Array("abc".utf8), count: 2))
        let answer = try LoopbackClient.exchange(port: server.daemon.port, "GET / HTTP/1.0\r\n\r\n")
        #expect(!answer.contains("chunked"))
        #expect(answer.hasSuffix("\r\n\r\nabcabc"))
    }

    @Test(arguments: [nil, 100] as [Int64?])
    func errorBreaksTheConnectionOff(length: Int64?) throws {
        let parts = Locked(2)
        let server = try TestServer { _ in
            HTTPServerResponse(
                status: 200,
                body: .stream(length: length) {
                    guard
                        parts.withLock({
                            $0 -= 1; return $0 > 0
                        })
                    else { throw Broken() }
                    return Array("abc".utf8)
                })
        }
        let answer = try server.open(header: "").receiveToEnd()
        #expect(answer.bytes.ends(with: length == nil ? "3\r\nabc\r\n" : "\r\n\r\nabc"))
    }

    @Test func bytesBeyondTheLengthAreNotSent() throws {
        let server = try Self.server(length: 5, Source(part: Array("abc".utf8), count: 2))
        #expect(try server.get().hasSuffix("\r\n\r\nabcab"))
    }

    @Test func bodyThatIsShorterThanAnnouncedEndsTheConnection() throws {
        let server = try Self.server(length: 7, Source(part: Array("abc".utf8), count: 2))
        let answer = try server.open(header: "").receiveToEnd()
        #expect(answer.error == 0)
        #expect(answer.bytes.ends(with: "\r\n\r\nabcabc"))
    }

    @Test(arguments: [nil, 7] as [Int64?])
    func headAsksForNoPart(length: Int64?) throws {
        let source = Source(part: [1], count: 7)
        let server = try Self.server(length: length, source)
        #expect(try server.get(method: "HEAD").hasSuffix("\r\n\r\n"))
        #expect(source.bytesGiven == 0)
    }

    @Test func headerGoesOutBeforeTheFirstPart() async throws {
        let gate = Gate()
        let server = try TestServer { _ in
            HTTPServerResponse(
                status: 200,
                body: .stream(length: 3) {
                    await gate.pass()
                    return Array("abc".utf8)
                })
        }
        let client = try server.open()
        #expect(try client.receive(through: "\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
        gate.open()
        #expect(client.receiveAll().ends(with: "abc"))
    }

    @Test func manyStreamsAtOnce() throws {
        let server = try TestServer { _ in
            let source = Source(part: Array(repeating: 7, count: 1000), count: 50)
            return HTTPServerResponse(
                status: 200,
                body: .stream(length: 50_000) {
                    await Task.yield()
                    return source.next()
                })
        }
        let clients = try Clients(count: 100) { try server.open() }
        #expect(clients.receiveAll().allSatisfy { $0.count { $0 == 7 } == 50_000 })
    }
}

/// The same over TLS.
@Suite(.timeLimit(.minutes(15)))
struct SecureServerTests {
    private func send(_ response: HTTPServerResponse) async throws -> HTTPResponse {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("ca.pem", Array(LoopbackIdentity.certificate.utf8))
        var configuration = HTTPDaemon.Configuration()
        configuration.tls = HTTPDaemon.TLSIdentity(
            certificateChain: LoopbackIdentity.certificate, privateKey: LoopbackIdentity.key)
        let server = try TestServer(configuration: configuration) { _ in response }
        let origin = HTTPOrigin(scheme: "https", host: "localhost", port: server.daemon.port)
        let bundle = folder.url.appending(path: "ca.pem").path
        return try await CurlTransport(configuration: .init(caBundle: bundle)).send(
            HTTPRequest(method: "GET", path: "/", headers: ["Host": origin.hostHeader]), to: origin
        ).collect()
    }

    @Test func bodiesComeWhole() async throws {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        let parts = Locked([Array(bytes[..<100]), Array(bytes[100...])])
        for body: HTTPServerResponse.Body in [
            .bytes(bytes),
            .stream(length: nil) { parts.withLock { $0.isEmpty ? nil : $0.removeFirst() } },
        ] {
            #expect(try await send(HTTPServerResponse(status: 200, body: body)).body == bytes)
        }
    }

    @Test(
        arguments: [.reset(afterBytes: nil), .reset(afterBytes: 10), .short(afterBytes: 10)]
            as [HTTPServerResponse.Ending])
    func badEndingsAreErrors(ending: HTTPServerResponse.Ending) async throws {
        await #expect(throws: TransportError.self) {
            try await send(
                HTTPServerResponse(status: 200, body: .bytes(Array(repeating: 1, count: 1000)), ending: ending))
        }
    }
}
