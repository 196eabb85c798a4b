import HTTPMessages
import HTTPTransport
import Locking
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15)))
struct CurlTransportTests {
    private let transport = CurlTransport(configuration: .init(connectTimeout: .seconds(5), proxies: .none))

    private func origin(_ server: LoopbackServer) -> HTTPOrigin {
        HTTPOrigin(scheme: "http", host: "127.0.0.1", port: server.port)
    }

    private func get(_ path: String = "/", query: String? = nil) -> HTTPRequest {
        HTTPRequest(method: "GET", path: path, query: query, headers: ["Host": "example"])
    }

    /// Runs a closure that must fail with a transport error.
    private func failure(_ body: () async throws -> Void) async -> TransportError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? TransportError
        }
    }

    @Test func statusHeadersAndBodyComeAsSent() async throws {
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            connection.send(
                "HTTP/1.1 404 Nope\r\nX-Two: a\r\nx-two:  b \r\nEmpty:\r\nContent-Length: 5\r\n\r\nhello")
        }
        let response = try await transport.send(get(), to: origin(server)).collect()
        #expect(response.status == 404)
        #expect(
            response.headers.fields.map { "\($0.name)=\($0.value)" }
                == ["X-Two=a", "x-two=b", "Empty=", "Content-Length=5"])
        #expect(response.body == Array("hello".utf8))
    }

    @Test(
        arguments: [
            ("/a/../b//c/./d", nil), ("/%zz%2f%2F%c3%a9", "prefix=a%20b&x&y=%"), ("/", "list-type=2"),
        ] as [(String, String?)])
    func targetGoesOutByteForByte(path: String, query: String?) async throws {
        let server = LoopbackServer { connection in
            guard let (head, _) = connection.readRequest() else { return }
            let line = head.split(whereSeparator: \.isNewline).first ?? ""
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(line.utf8.count)\r\n\r\n\(line)")
        }
        let response = try await transport.send(get(path, query: query), to: origin(server)).collect()
        let target = path + (query.map { "?" + $0 } ?? "")
        #expect(String(decoding: response.body, as: UTF8.self) == "GET \(target) HTTP/1.1")
    }

    @Test(arguments: ["hidden\r\nX-Injected: 1", "hidden\n", "a\rhidden", "hidden\0", "hidden\u{7F}"])
    func headerThatWouldBreakTheRequestIsNotSent(value: String) async throws {
        let isAsked = Locked(false)
        let server = LoopbackServer { _ in isAsked.withLock { $0 = true } }
        var request = get()
        request.headers.append("X-Amz-Security-Token", value)
        let error = await failure { _ = try await transport.send(request, to: origin(server)) }
        #expect(error?.code == .unsupported)
        #expect(error?.description.contains("X-Amz-Security-Token") == true)
        #expect(error?.description.contains("hidden") == false)
        #expect(isAsked.withLock { $0 } == false)
    }

    @Test func headersGoOutAsGivenAndNoOthers() async throws {
        let seen = Locked("")
        let server = LoopbackServer { connection in
            guard let (head, body) = connection.readRequest() else { return }
            seen.withLock { $0 = head }
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n")
            connection.send(body)
        }
        let body = [UInt8](repeating: 7, count: 100_000)
        let request = HTTPRequest(
            method: "PUT", path: "/b/k", headers: ["Host": "bucket.example", "X-Amz-Meta-A": "ü", "X-Empty": ""],
            body: body)
        let response = try await transport.send(request, to: origin(server)).collect()
        #expect(response.body == body)
        let lines = seen.withLock { $0 }.split(separator: "\r\n").map(String.init)
        #expect(lines.first == "PUT /b/k HTTP/1.1")
        #expect(
            Set(lines.dropFirst())
                == ["Host: bucket.example", "X-Amz-Meta-A: ü", "X-Empty:", "Content-Length: 100000"])
    }

    @Test func headHasNoBodyWhateverItsLengthSays() async throws {
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            connection.waitForClose()
        }
        var request = get()
        request.method = "HEAD"
        let response = try await transport.send(request, to: origin(server)).collect()
        #expect(response.headers["content-length"] == "1000")
        #expect(response.body.isEmpty)
    }

    @Test(arguments: [
        ("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n"),
        ("interim", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde"),
        ("until close", "HTTP/1.1 200 OK\r\n\r\nabcde"),
        ("gzip stays", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde"),
        ("no redirect", "HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\nContent-Length: 5\r\n\r\nabcde"),
    ])
    func framingDoesNotMatter(name: String, answer: String) async throws {
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            connection.send(answer)
        }
        let response = try await transport.send(get(), to: origin(server)).collect()
        #expect(response.body == Array("abcde".utf8))
        #expect(response.headers["X-T"] == nil)
    }

    @Test(arguments: [
        ("no answer", "", TransportError.Code.reset, 0),
        ("reset in the headers", "HTTP/1.1 200 OK\r\nX-A", .reset, 0),
        ("short body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", .shortBody, 3),
        ("short chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", .shortBody, 3),
        ("not HTTP", "220 ftp ready\r\n\r\n", .notHTTP, 0),
    ])
    func brokenAnswersAreErrors(name: String, answer: String, code: TransportError.Code, bytes: Int) async throws {
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            connection.send(answer)
        }
        let origin = origin(server)
        let error = await failure {
            _ = try await transport.send(get(), to: origin).collect()
        }
        #expect(error?.code == code, "\(String(describing: error))")
        #expect(error?.receivedBytes == bytes)
        #expect(error?.description.hasPrefix("http://127.0.0.1:\(server.port): ") == true)
        #expect(error?.description.contains("\n") == false)
    }

    @Test func cancelledStreamThrowsAfterWhatItGave() async throws {
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
            connection.waitForClose()
        }
        let body = try await transport.send(get(), to: origin(server)).body
        #expect(try await body.next() == Array("abc".utf8))
        body.cancel()
        let error = await failure { _ = try await body.next() }
        #expect(error?.code == .cancelled)
    }

    @Test func resetInMidBodyIsAnError() async throws {
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nabc")
            connection.reset()
        }
        let origin = origin(server)
        let error = await failure { _ = try await transport.send(get(), to: origin).collect() }
        #expect(error?.code == .reset)
    }

    @Test func refusedConnectionIsAnError() async throws {
        let server = LoopbackServer { _ in }
        let origin = origin(server)
        server.stop()
        let error = await failure { _ = try await transport.send(get(), to: origin) }
        #expect(error?.code == .connect || error?.code == .reset)
    }

    @Test func unknownHostIsAnError() async throws {
        let origin = HTTPOrigin(scheme: "http", host: "no-such-host.invalid")
        let error = await failure { _ = try await transport.send(get(), to: origin) }
        #expect(error?.code == .nameResolution)
    }

    @Test func plainServerBehindHTTPSIsATLSError() async throws {
        let server = LoopbackServer { connection in
            connection.send("HTTP/1.1 400 Bad\r\n\r\n")
            connection.waitForClose()
        }
        let origin = HTTPOrigin(scheme: "https", host: "127.0.0.1", port: server.port)
        let error = await failure { _ = try await transport.send(get(), to: origin) }
        #expect(error?.code == .tls)
    }

    @Test func connectionIsUsedAgain() async throws {
        let server = LoopbackServer { connection in
            while connection.readRequest() != nil {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n\(connection.number)")
            }
        }
        for _ in 0..<5 {
            #expect(try await transport.send(get(), to: origin(server)).collect().body == Array("0".utf8))
        }
        #expect(server.connectionCount == 1)
    }

    @Test func manyTransfersRunAtOnce() async throws {
        let server = LoopbackServer { connection in
            while let (head, _) = connection.readRequest() {
                let path = head.split(separator: " ")[1].dropFirst()
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(path.utf8.count)\r\n\r\n\(path)")
            }
        }
        let origin = origin(server)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let response = try await transport.send(get("/\(number)"), to: origin).collect()
                    return response.body == Array("\(number)".utf8)
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
