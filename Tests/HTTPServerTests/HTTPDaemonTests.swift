import Foundation
import HTTPMessages
import HTTPServer
import Locking
import Testing

@Suite struct HTTPDaemonTests {
    /// Starts a daemon that remembers its requests and answers by `answer`.
    private func withDaemon(
        _ configuration: HTTPDaemon.Configuration = HTTPDaemon.Configuration(),
        answer: @escaping @Sendable (HTTPRequest, Bool) -> HTTPServerResponse = { _, _ in
            HTTPServerResponse(status: 200)
        },
        _ body: (Int, Locked<[HTTPRequest]>) throws -> Void
    ) throws {
        let seen = Locked<[HTTPRequest]>([])
        let daemon = try HTTPDaemon(configuration) { request, tooLarge in
            seen.withLock { $0.append(request) }
            return .now(answer(request, tooLarge))
        }
        defer { daemon.stop() }
        try body(daemon.port, seen)
    }

    @Test(arguments: [
        ("/a%2Fb%20c?x=%2B&y", "/a%2Fb%20c", "x=%2B&y"), ("/", "/", nil), ("/?", "/", ""),
        ("/a+b//c/../d", "/a+b//c/../d", nil),
        ("/%zz%", "/%zz%", nil), ("http://bucket.example:80/k?q", "/k", "q"), ("/k?a=?b", "/k", "a=?b"),
    ])
    func targetIsKeptAsSent(target: String, path: String, query: String?) throws {
        try withDaemon { port, seen in
            _ = try LoopbackClient.exchange(
                port: port, "GET \(target) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            let request = try #require(seen.withLock { $0.first })
            #expect(request.path == path)
            #expect(request.query == query)
        }
    }

    @Test func headersKeepOrderSpellingAndRepetition() throws {
        try withDaemon { port, seen in
            _ = try LoopbackClient.exchange(
                port: port,
                "GET / HTTP/1.1\r\nHost: h\r\nX-B: 1\r\nx-a:  two words \r\nX-B: 3\r\nConnection: close\r\n\r\n")
            let request = try #require(seen.withLock { $0.first })
            #expect(
                request.headers.fields.map { $0.name + "=" + $0.value } == [
                    "Host=h", "X-B=1", "x-a=two words", "X-B=3", "Connection=close",
                ])
        }
    }

    @Test func bodiesComeWholeBySizeAndByChunks() throws {
        let body = String(repeating: "0123456789", count: 30_000)
        let chunks = "3e8\r\n" + body.prefix(1000) + "\r\n" + "5\r\nabcde\r\n0\r\n\r\n"
        try withDaemon { port, seen in
            _ = try LoopbackClient.exchange(
                port: port,
                "PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n" + body)
            _ = try LoopbackClient.exchange(
                port: port,
                "PUT /k HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks)
            let bodies = seen.withLock { $0.map(\.body) }
            #expect(bodies == [Array(body.utf8), Array((body.prefix(1000) + "abcde").utf8)])
        }
    }

    @Test func clientThatExpectsItIsToldToContinue() throws {
        try withDaemon { port, seen in
            let client = try LoopbackClient(port: port)
            try client.send(
                "PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
            #expect(try client.receive(through: "\r\n\r\n").hasPrefix("HTTP/1.1 100 "))
            try client.send("abc")
            #expect(String(decoding: client.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 200 "))
            #expect(seen.withLock { $0.first?.body } == Array("abc".utf8))
        }
    }

    @Test(arguments: [
        HostileRequest("by size", "Content-Length: 11\r\n\r\nabcdefghijk"),
        HostileRequest("by chunks", "Transfer-Encoding: chunked\r\n\r\nb\r\nabcdefghijk\r\n0\r\n\r\n"),
        HostileRequest("before it is sent", "Content-Length: 11\r\nExpect: 100-continue\r\n\r\n"),
    ])
    func bodyOverTheLimitIsDropped(rest: HostileRequest) throws {
        var configuration = HTTPDaemon.Configuration()
        configuration.maxBodyBytes = 10
        try withDaemon(
            configuration,
            answer: { request, tooLarge in HTTPServerResponse(status: tooLarge && request.body.isEmpty ? 400 : 200) }
        ) { port, _ in
            let answer = try LoopbackClient.exchange(
                port: port, "PUT /k HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + rest.text)
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test func headTellsTheLengthAndSendsNothing() throws {
        try withDaemon(answer: { _, _ in HTTPServerResponse(status: 200, body: .bytes(Array("hello".utf8))) }) {
            port, _ in
            let answer = try LoopbackClient.exchange(
                port: port, "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            #expect(answer.contains("\r\nContent-Length: 5\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test func largeBodiesAndFilesComeWhole() throws {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let file = FileManager.default.temporaryDirectory.appending(path: "daemon-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let bodies: [String: HTTPServerResponse.Body] = [
            "/bytes": .bytes(bytes), "/slice": .slice(bytes, 100..<200_000),
            "/file": .file(path: file.path, offset: 5, count: 250_000),
        ]
        let answer: @Sendable (HTTPRequest, Bool) -> HTTPServerResponse = { request, _ in
            HTTPServerResponse(status: 200, body: bodies[request.path] ?? .bytes([]))
        }
        try withDaemon(answer: answer) { port, _ in
            for (path, expected) in [
                ("/bytes", bytes[...]), ("/slice", bytes[100..<200_000]), ("/file", bytes[5..<250_005]),
            ] {
                let client = try LoopbackClient(port: port)
                try client.send("GET \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                let answer = client.receiveAll()
                #expect(answer.suffix(expected.count).elementsEqual(expected), "\(path)")
                #expect(
                    String(decoding: answer.prefix(400), as: UTF8.self).contains(
                        "Content-Length: \(expected.count)\r\n"))
            }
        }
    }

    struct HostileRequest: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String

        init(_ testDescription: String, _ text: String) {
            self.testDescription = testDescription
            self.text = text
        }
    }

    @Test(arguments: [
        HostileRequest("garbage", "GARBAGE\r\n\r\n"),
        HostileRequest("no target", "GET\r\n\r\n"),
        HostileRequest("no host", "GET / HTTP/1.1\r\n\r\n"),
        HostileRequest("unknown version", "GET / HTTP/9.9\r\n\r\n"),
        HostileRequest("control characters", "\u{0}\u{1}\u{2}\r\n\r\n"),
        HostileRequest("zero in the target", "GET /\u{0}x HTTP/1.1\r\nHost: h\r\n\r\n"),
        HostileRequest("negative length", "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\n"),
        HostileRequest("giant length", "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n"),
        HostileRequest("broken chunk", "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        HostileRequest("broken header", "GET / HTTP/1.1\r\nHost: h\r\nBroken header line\r\n\r\n"),
        HostileRequest("giant header", "GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 600_000) + "\r\n\r\n"),
        HostileRequest("cut in the header", "GET / HTTP/1.1\r\nHos"),
    ])
    func hostileRequestLeavesTheServerAlive(request: HostileRequest) throws {
        try withDaemon { port, _ in
            let client = try LoopbackClient(port: port)
            try? client.send(request.text)
            client.finishSending()
            _ = client.receiveAll()
            let answer = try LoopbackClient.exchange(
                port: port, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func lineBreaksInHeaderValuesAreNotSent() throws {
        try withDaemon(answer: { _, _ in
            HTTPServerResponse(status: 200, headers: ["X-A": "b\r\nX-Forged: c", "X-D": "e"])
        }) {
            port, _ in
            let answer = try LoopbackClient.exchange(
                port: port, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            #expect(!answer.contains("X-Forged"))
            #expect(answer.contains("X-D: e\r\n"))
        }
    }

    @Test func stopEndsOpenConnectionsAndFreesThePort() throws {
        let daemon = try HTTPDaemon(HTTPDaemon.Configuration()) { _, _ in .now(HTTPServerResponse(status: 200)) }
        let idle = try LoopbackClient(port: daemon.port)
        try idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(try idle.receive(through: "\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
        daemon.stop()
        daemon.stop()
        #expect(idle.receiveAll().isEmpty)
        #expect(throws: (any Error).self) { _ = try LoopbackClient(port: daemon.port) }
    }

    @Test func takenPortAndUnknownHostAreErrors() throws {
        try withDaemon { port, _ in
            var configuration = HTTPDaemon.Configuration()
            configuration.port = port
            #expect(throws: HTTPServerError.self) {
                try HTTPDaemon(configuration) { _, _ in .now(HTTPServerResponse(status: 200)) }
            }
            configuration.port = 70_000
            #expect(throws: HTTPServerError.self) {
                try HTTPDaemon(configuration) { _, _ in .now(HTTPServerResponse(status: 200)) }
            }
        }
    }
}
