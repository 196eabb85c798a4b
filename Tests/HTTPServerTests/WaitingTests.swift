import FoundationEssentials
import HTTPMessages
import HTTPServer
import Locking
import Testing

/// Handlers that wait, and what may happen meanwhile.
@Suite(.timeLimit(.minutes(15)))
struct WaitingTests {
    private static let ok = HTTPServerResponse(status: 200, body: .bytes(Array("done".utf8)))

    private static func threadCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
    }

    @Test func thousandDelayedRequestsHoldNoThreads() throws {
        let server = try TestServer { _ in
            try? await HandlerThreads.shared.sleep(for: .seconds(1))
            return Self.ok
        }
        let before = try Self.threadCount()
        let start = ContinuousClock.now
        let clients = try Clients(count: 1000) { try server.open() }
        // Other tests run besides, which have threads of their own.
        #expect(try Self.threadCount() < before + 300)
        #expect(clients.receiveAll().allSatisfy { $0.ends(with: "done") })
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test func handlersThatWaitForEachOtherRunAtOnce() async throws {
        let gate = Gate()
        let server = try TestServer { _ in
            await gate.pass()
            return Self.ok
        }
        let clients = try Clients(count: 200) { try server.open() }
        await gate.arrivals(200)
        gate.open()
        #expect(clients.receiveAll().allSatisfy { $0.ends(with: "done") })
    }

    @Test func connectionsBeyondTheLimitAreClosedWhileOthersWait() async throws {
        let gate = Gate()
        var configuration = HTTPDaemon.Configuration()
        configuration.maxConnections = 5
        let server = try TestServer(configuration: configuration) { _ in
            await gate.pass()
            return Self.ok
        }
        let waiting = try Clients(count: 5) { try server.open() }
        await gate.arrivals(5)
        #expect(try server.open().receiveAll().isEmpty)
        gate.open()
        #expect(waiting.receiveAll().allSatisfy { $0.ends(with: "done") })
    }

    @Test func idleTimeoutSparesThoseWhoWaitForTheirHandler() throws {
        var configuration = HTTPDaemon.Configuration()
        configuration.idleSeconds = 1
        let server = try TestServer(configuration: configuration) { _ in
            try? await HandlerThreads.shared.sleep(for: .milliseconds(2500))
            return Self.ok
        }
        let waiting = try server.open()
        let silent = try LoopbackClient(port: server.daemon.port)
        #expect(silent.receiveAll().isEmpty)
        #expect(waiting.receiveAll().ends(with: "done"))
    }

    @Test func stopCancelsHandlersAndWaitsForThem() async throws {
        let gate = Gate()
        gate.open()
        let ended = Locked(0)
        let server = try TestServer { _ in
            await gate.pass()
            try? await HandlerThreads.shared.sleep(for: .seconds(3600))
            ended.withLock { $0 += 1 }
            return Self.ok
        }
        let clients = try Clients(count: 100) { try server.open() }
        await gate.arrivals(100)
        server.daemon.stop()
        #expect(ended.withLock { $0 } == 100)
        server.daemon.stop()
        _ = clients.receiveAll()
    }

    @Test func stopEndsStreamsAndSlowAnswers() async throws {
        let gate = Gate()
        gate.open()
        let server = try TestServer { request in
            if request.path == "/slow" {
                return HTTPServerResponse(
                    status: 200, body: .bytes(Array(repeating: 0, count: 1 << 20)), bytesPerSecond: 1)
            }
            return HTTPServerResponse(
                status: 200,
                body: .stream(length: nil) {
                    await gate.pass()
                    try await Task.sleep(for: .seconds(3600))
                    return nil
                })
        }
        let streams = try Clients(count: 20) { try server.open() }
        let slow = try Clients(count: 20) { try server.open("/slow") }
        let unread = try server.open("/slow")
        await gate.arrivals(20)
        server.daemon.stop()
        #expect(streams.receiveAll().allSatisfy { !$0.ends(with: "0\r\n\r\n") })
        #expect(slow.receiveAll().allSatisfy { $0.count < 1 << 20 })
        _ = unread
    }

    @Test func droppedServerStops() async throws {
        let gate = Gate()
        gate.open()
        let client: LoopbackClient
        do {
            let server = try TestServer { _ in
                await gate.pass()
                try? await HandlerThreads.shared.sleep(for: .seconds(3600))
                return Self.ok
            }
            client = try server.open()
            await gate.arrivals(1)
        }
        _ = client.receiveAll()
    }

    @Test func clientThatGoesAwayLeavesNothingBehind() async throws {
        let gate = Gate()
        let held = WeakSet()
        let server = try TestServer { request in
            guard request.path == "/wait" else { return Self.ok }
            let token = held.make()
            await gate.pass()
            return HTTPServerResponse(
                status: 200,
                body: .stream(length: nil) {
                    _ = token
                    return [1]
                })
        }
        do { _ = try Clients(count: 50) { try server.open("/wait") } }
        await gate.arrivals(50)
        gate.open()
        #expect(try server.get().hasSuffix("done"))
        server.daemon.stop()
        #expect(held.count == 0)
    }

    @Test func handlerSeesThatItsClientHasGone() async throws {
        let gate = Gate()
        let seen = Locked(0)
        let server = try TestServer { request in
            guard request.path == "/wait" else { return Self.ok }
            if WaitingClient.current.isGone { return Self.ok }
            await gate.pass()
            // The system needs a moment for it.
            while !WaitingClient.current.isGone {
                guard (try? await HandlerThreads.shared.sleep(for: .milliseconds(1))) != nil else { return Self.ok }
            }
            seen.withLock { $0 += 1 }
            return Self.ok
        }
        do {
            let client = try server.open("/wait")
            await gate.arrivals(1)
            _ = client
        }
        gate.open()
        while seen.withLock({ $0 }) == 0 { await Task.yield() }
        #expect(try server.get().hasSuffix("done"))
    }

    @Test func clientThatHasFinishedSendingIsAnswered() throws {
        let server = try TestServer { _ in
            try? await HandlerThreads.shared.sleep(for: .milliseconds(50))
            return Self.ok
        }
        let client = try server.open(header: "")
        client.finishSending()
        #expect(client.receiveAll().ends(with: "done"))
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() throws {
        let server = try TestServer { request in
            try? await HandlerThreads.shared.sleep(for: .milliseconds(request.path == "/1" ? 50 : 0))
            return HTTPServerResponse(status: 200, body: .bytes(Array(request.path.utf8)))
        }
        let client = try server.open("/1", header: "")
        try client.send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\nGET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        let bodies = String(decoding: client.receiveAll(), as: UTF8.self).split(separator: "HTTP/1.1 200 OK")
        #expect(bodies.map { $0.suffix(2) } == ["/1", "/2", "/3"])
    }
}

/// Objects that somebody else should have let go.
private final class WeakSet: Sendable {
    final class Token: Sendable {
        let count: Locked<Int>

        init(_ count: Locked<Int>) {
            self.count = count
            count.withLock { $0 += 1 }
        }

        deinit { count.withLock { $0 -= 1 } }
    }

    private let living = Locked(0)

    func make() -> Token { Token(living) }

    var count: Int { living.withLock { $0 } }
}

extension [UInt8] {
    func ends(with text: String) -> Bool {
        suffix(text.utf8.count).elementsEqual(text.utf8)
    }
}
