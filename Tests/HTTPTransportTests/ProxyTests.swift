import HTTPMessages
import HTTPTransport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ProxyTests {
    @Test(
        arguments: [
            ([:], nil, nil, nil),
            (["http_proxy": "a", "HTTP_PROXY": "b", "HTTPS_PROXY": "c", "NO_PROXY": "d"], "a", "c", "d"),
            (["https_proxy": "a", "HTTPS_PROXY": "b", "no_proxy": "c", "NO_PROXY": "d"], nil, "a", "c"),
            (["all_proxy": "a", "ALL_PROXY": "b", "HTTP_PROXY": "c"], "c", "a", nil),
            (["ALL_PROXY": "b"], "b", "b", nil),
            (["HTTP_PROXY": "a", "REQUEST_METHOD": "GET"], nil, nil, nil),
        ] as [([String: String], String?, String?, String?)])
    func settingsComeFromTheEnvironment(
        variables: [String: String], http: String?, https: String?, exceptions: String?
    ) {
        #expect(
            ProxySettings(environment: { variables[$0] })
                == ProxySettings(http: http, https: https, exceptions: exceptions))
    }

    /// A server that answers with the first line and the `Host` of what it is asked.
    private func echo() -> LoopbackServer {
        LoopbackServer { connection in
            guard let (head, _) = connection.readRequest() else { return }
            let lines = head.split(whereSeparator: \.isNewline)
            let host = lines.first { $0.lowercased().hasPrefix("host:") } ?? ""
            let answer = "\(lines.first ?? "") \(host)"
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(answer.utf8.count)\r\n\r\n\(answer)")
        }
    }

    private func get(_ origin: HTTPOrigin, _ settings: ProxySettings) async throws -> String {
        let transport = CurlTransport(configuration: .init(proxies: .these(settings)))
        let request = HTTPRequest(
            method: "GET", path: "/a/../%zz", query: "b=%20", headers: ["Host": origin.hostHeader])
        return String(decoding: try await transport.send(request, to: origin).collect().body, as: UTF8.self)
    }

    @Test(arguments: ["logs.us-east-1.amazonaws.com", "127.0.0.1", "localhost"])
    func anHTTPProxyIsAskedForTheWholeURL(host: String) async throws {
        let proxy = echo()
        defer { proxy.stop() }
        let origin = HTTPOrigin(scheme: "http", host: host, port: 9)
        let answer = try await get(origin, ProxySettings(http: "http://127.0.0.1:\(proxy.port)"))
        #expect(answer == "GET http://\(host):9/a/../%zz?b=%20 HTTP/1.1 Host: \(host):9")
    }

    @Test(arguments: ["127.0.0.1", "127.0.0.0/8", "*", "example.com,127.0.0.1"])
    func exceptionsAreAskedDirectly(exceptions: String) async throws {
        let server = echo()
        defer { server.stop() }
        let origin = HTTPOrigin(scheme: "http", host: "127.0.0.1", port: server.port)
        let answer = try await get(origin, ProxySettings(http: "http://127.0.0.1:9", exceptions: exceptions))
        #expect(answer == "GET /a/../%zz?b=%20 HTTP/1.1 Host: 127.0.0.1:\(server.port)")
    }

    @Test func anHTTPSRequestGoesThroughATunnel() async throws {
        let proxy = LoopbackServer { connection in
            guard let (head, _) = connection.readRequest() else { return }
            let isTunnel = head.hasPrefix("CONNECT s3.us-east-1.amazonaws.com:443 HTTP/1.1\r\n")
            connection.send("HTTP/1.1 \(isTunnel ? 403 : 500) No\r\nContent-Length: 0\r\n\r\n")
        }
        defer { proxy.stop() }
        let origin = HTTPOrigin(scheme: "https", host: "s3.us-east-1.amazonaws.com")
        let settings = ProxySettings(https: "http://127.0.0.1:\(proxy.port)")
        let failure = await #expect(throws: TransportError.self) { _ = try await get(origin, settings) }
        #expect(failure?.code == .proxy)
        #expect(failure?.message.contains("403") == true, "\(failure?.message ?? "")")
        #expect(proxy.connectionCount == 1)
    }
}
