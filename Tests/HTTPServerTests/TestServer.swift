import HTTPMessages
import HTTPServer
import Locking

/// A server under test, stopped when nobody holds it any more.
final class TestServer: Sendable {
    let daemon: HTTPDaemon

    init(
        configuration: HTTPDaemon.Configuration = HTTPDaemon.Configuration(),
        _ handler: @escaping @Sendable (HTTPRequest) async -> HTTPServerResponse
    ) throws {
        FileLimit.raise()
        daemon = try HTTPDaemon(configuration) { request, _ in .later { await handler(request) } }
    }

    /// A server that always answers the same.
    convenience init(_ response: HTTPServerResponse) throws {
        try self.init { _ in response }
    }

    /// Sends a request that closes the connection, and reads the whole answer.
    func get(_ path: String = "/", method: String = "GET") throws -> String {
        let client = try open(path, method: method)
        return String(decoding: client.receiveAll(), as: UTF8.self)
    }

    /// Sends a request and reads nothing.
    func open(_ path: String = "/", method: String = "GET", header: String = "Connection: close\r\n") throws
        -> LoopbackClient
    {
        let client = try LoopbackClient(port: daemon.port)
        try client.send("\(method) \(path) HTTP/1.1\r\nHost: h\r\n\(header)\r\n")
        return client
    }
}

/// A gate that tasks wait at without holding a thread.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var arrived = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Locked(State())

    /// Waits until the gate is open, whether or not the task is cancelled.
    func pass() async {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> [CheckedContinuation<Void, Never>] in
                state.arrived += 1
                var ready = state.watchers.filter { $0.count <= state.arrived }.map(\.continuation)
                state.watchers.removeAll { $0.count <= state.arrived }
                if state.isOpen { ready.append(continuation) } else { state.waiting.append(continuation) }
                return ready
            }
            for continuation in ready { continuation.resume() }
        }
    }

    /// Waits until `count` tasks have come.
    func arrivals(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.arrived < count { state.watchers.append((count, continuation)) }
                return state.arrived >= count
            }
            if isThere { continuation.resume() }
        }
    }

    /// Lets everybody through.
    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
