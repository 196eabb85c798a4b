import HTTPMessages
import HTTPTransport
import Locking
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15)))
struct BackPressureTests {
    private static func request() -> HTTPRequest {
        HTTPRequest(method: "GET", path: "/", headers: ["Host": "example"])
    }

    /// A server that sends `count` blocks of 64 KiB and notes how many it got rid of.
    private static func largeBody(count: Int, sent: Locked<Int>) -> LoopbackServer {
        LoopbackServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(count * 65536)\r\n\r\n")
            for number in 0..<count {
                guard connection.send([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 65536)) else {
                    return
                }
                sent.withLock { $0 += 1 }
            }
        }
    }

    @Test func slowReaderHoldsTheSenderBackAndGetsEveryByte() async throws {
        let sent = Locked(0)
        let server = Self.largeBody(count: 1024, sent: sent)
        let transport = CurlTransport(configuration: .init(stallTimeout: .seconds(30), proxies: .none))
        let origin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: server.port)
        let body = try await transport.send(Self.request(), to: origin).body
        // Other transfers run to their end on the same thread: by then a transfer without back-pressure would have come.
        let small = LoopbackServer { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx") }
        }
        let smallOrigin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: small.port)
        for _ in 0..<200 { _ = try await transport.send(Self.request(), to: smallOrigin).collect() }
        // What may be under way: our 256 KiB, libcurl's buffers, and both sockets' buffers.
        #expect(sent.withLock { $0 } < 300)

        var received = 0
        var isRight = true
        while let chunk = try await body.next() {
            let end = received + chunk.count
            isRight = isRight && chunk.first == UInt8(truncatingIfNeeded: received / 65536)
            isRight = isRight && chunk.last == UInt8(truncatingIfNeeded: (end - 1) / 65536)
            received = end
        }
        #expect(received == 1024 * 65536)
        #expect(isRight)
    }

    @Test func pausedTransferDoesNotStall() async throws {
        let sent = Locked(0)
        let server = Self.largeBody(count: 256, sent: sent)
        let transport = CurlTransport(configuration: .init(stallTimeout: .milliseconds(500), proxies: .none))
        let origin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: server.port)
        let body = try await transport.send(Self.request(), to: origin).body
        // A second transfer on the same transport stalls: so much time has passed for both of them.
        let silent = LoopbackServer { $0.waitForClose() }
        let silentOrigin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: silent.port)
        for _ in 0..<2 {
            await #expect(throws: TransportError.self) { try await transport.send(Self.request(), to: silentOrigin) }
        }
        var received = 0
        while let chunk = try await body.next() { received += chunk.count }
        #expect(received == 256 * 65536)
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
    func silentServerIsAStall(said: String) async throws {
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            connection.send(said)
            connection.waitForClose()
        }
        let transport = CurlTransport(configuration: .init(stallTimeout: .milliseconds(100), proxies: .none))
        let origin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: server.port)
        let error = await #expect(throws: TransportError.self) {
            _ = try await transport.send(Self.request(), to: origin).collect()
        }
        #expect(error?.code == .stalled)
    }

    @Test func cancellingTheTaskAbortsTheTransfer() async throws {
        let (closed, note) = AsyncStream<Void>.makeStream()
        let (asked, noteAsked) = AsyncStream<Void>.makeStream()
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            noteAsked.yield()
            connection.waitForClose()
            note.yield()
        }
        let transport = CurlTransport(configuration: .init(proxies: .none))
        let origin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: server.port)
        let task = Task { try await transport.send(Self.request(), to: origin).status }
        for await _ in asked { break }
        task.cancel()
        let error = await #expect(throws: TransportError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        for await _ in closed { break }
    }

    @Test func droppingTheStreamAbortsTheTransfer() async throws {
        let (closed, note) = AsyncStream<Void>.makeStream()
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
            connection.waitForClose()
            note.yield()
        }
        let transport = CurlTransport(configuration: .init(proxies: .none))
        let origin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: server.port)
        var response: HTTPStreamedResponse? = try await transport.send(Self.request(), to: origin)
        #expect(response?.status == 200)
        response = nil
        for await _ in closed { break }
    }

    @Test func bodyOutlivesItsTransport() async throws {
        let server = Self.largeBody(count: 32, sent: Locked(0))
        let origin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: server.port)
        let body = try await CurlTransport(configuration: .init(proxies: .none)).send(Self.request(), to: origin).body
        var received = 0
        while let chunk = try await body.next() { received += chunk.count }
        #expect(received == 32 * 65536)
    }

    @Test func collectingMoreThanAllowedIsAnError() async throws {
        let server = Self.largeBody(count: 32, sent: Locked(0))
        let transport = CurlTransport(configuration: .init(proxies: .none))
        let origin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: server.port)
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(Self.request(), to: origin).collect(maxBytes: 1 << 20)
        }
        #expect(error?.code == .tooLarge)
    }

    @Test func madeUpStreamGivesItsChunksThenFails() async throws {
        let body = HTTPBodyStream(chunks: [[1], [], [2, 3]], failure: TransportError(.reset, origin: "x"))
        #expect(try await body.next() == [1])
        #expect(try await body.next() == [2, 3])
        await #expect(throws: TransportError.self) { try await body.next() }
    }
}
