import Foundation

/// An HTTP server on 127.0.0.1 that answers as a test says: also what no server should answer.
///
/// One request a connection. Stop it at the end of the test.
public final class ScriptedServer: Sendable {
    /// A request as it came.
    public struct Request: Sendable {
        /// The method.
        public var method: String
        /// Path and query, as on the wire.
        public var target: String
        /// The header fields; names in lower case.
        public var headers: [String: String]
        /// The body.
        public var body: String

        /// The operation: the end of `X-Amz-Target`, the form's `Action`, or the method.
        public var operation: String {
            if let target = headers["x-amz-target"] { return target.split(separator: ".").last.map(String.init) ?? "" }
            let action = body.split(separator: "&").first { $0.hasPrefix("Action=") }
            return action.map { String($0.dropFirst("Action=".count)) } ?? method
        }
    }

    /// What goes back, byte for byte, and how the connection ends.
    public struct Reply: Sendable {
        /// The bytes, from the status line on.
        public var bytes: [UInt8]
        /// Whether the connection is reset instead of closed.
        public var resets: Bool

        /// Creates a reply of raw bytes.
        public init(bytes: [UInt8], resets: Bool = false) {
            self.bytes = bytes
            self.resets = resets
        }

        /// Creates a reply from its parts.
        ///
        /// - Parameters:
        ///   - status: the status code.
        ///   - headers: further header fields.
        ///   - body: the body.
        ///   - contentLength: what `Content-Length` says; nil for the truth.
        ///   - resets: whether the connection is reset after the body.
        public init(
            _ status: Int, headers: [(String, String)] = [], body: [UInt8] = [], contentLength: Int? = nil,
            resets: Bool = false
        ) {
            var head = "HTTP/1.1 \(status) Scripted\r\nContent-Length: \(contentLength ?? body.count)\r\n"
            for (name, value) in headers { head += "\(name): \(value)\r\n" }
            head += "Connection: close\r\n\r\n"
            self.init(bytes: Array(head.utf8) + body, resets: resets)
        }

        /// Creates a reply with a text as its body.
        public static func text(_ status: Int, _ text: String, type: String = "application/xml") -> Reply {
            Reply(status, headers: [("Content-Type", type)], body: Array(text.utf8))
        }

        /// Creates a reply with a JSON body, as CloudWatch Logs answers.
        public static func json(_ status: Int, _ text: String) -> Reply {
            .text(status, text, type: "application/x-amz-json-1.1")
        }
    }

    /// The port.
    public var port: Int { server.port }
    /// `http://127.0.0.1:<port>`.
    public var endpoint: String { "http://127.0.0.1:\(port)" }

    private let server: LoopbackServer

    /// Starts a server on a free port.
    ///
    /// - Parameter answer: called for each request, on a thread of its own, with the number of the request from 0.
    public init(_ answer: @escaping @Sendable (Request, Int) -> Reply) {
        server = LoopbackServer { connection in
            guard let (head, body) = connection.readRequest(), let request = Request(head: head, body: body) else {
                return
            }
            let reply = answer(request, connection.number)
            guard connection.send(reply.bytes), reply.resets else { return }
            connection.flush()
            connection.reset()
        }
    }

    /// Takes no further connections.
    public func stop() {
        server.stop()
    }
}

extension ScriptedServer.Request {
    /// Reads the head of a request; nil where its first line is none.
    fileprivate init?(head: String, body: [UInt8]) {
        let lines = head.components(separatedBy: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        self.init(
            method: String(words[0]), target: String(words[1]), headers: headers,
            body: String(decoding: body, as: UTF8.self))
    }
}
