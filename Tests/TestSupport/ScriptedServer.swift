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
    public let port: Int
    /// `http://127.0.0.1:<port>`.
    public var endpoint: String { "http://127.0.0.1:\(port)" }

    private let descriptor: Int32

    /// Starts a server on a free port.
    ///
    /// - Parameter answer: called for each request, on a thread of its own, with the number of the request from 0.
    /// - Throws: a POSIX error where there is no socket.
    public init(_ answer: @escaping @Sendable (Request, Int) -> Reply) throws {
        signal(SIGPIPE, SIG_IGN)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, size) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, pointer, &size) == 0
            }
        }
        guard bound else {
            let error = POSIXError(.init(rawValue: errno) ?? .EIO)
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            var number = 0
            while true {
                let connection = accept(descriptor, nil, nil)
                if connection < 0 {
                    if errno == EINTR { continue }
                    close(descriptor)
                    return
                }
                let index = number
                number += 1
                Thread.detachNewThread { serve(connection, index, answer) }
            }
        }
    }

    /// Takes no further connections.
    public func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }
}

/// Reads one request, answers it and ends the connection.
private func serve(
    _ connection: Int32, _ number: Int, _ answer: @Sendable (ScriptedServer.Request, Int) -> ScriptedServer.Reply
) {
    defer { close(connection) }
    guard let request = readRequest(connection) else { return }
    let reply = answer(request, number)
    var rest = reply.bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
    if reply.resets {
        // What was written has to arrive before the reset overtakes it.
        var unsent: Int32 = 1
        while unsent > 0, ioctl(connection, UInt(TIOCOUTQ), &unsent) == 0 { sched_yield() }
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }
}

private func readRequest(_ connection: Int32) -> ScriptedServer.Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    func readMore() -> Bool {
        let count = read(connection, &buffer, buffer.count)
        guard count > 0 else { return false }
        bytes += buffer[..<count]
        return true
    }
    let blankLine = Array("\r\n\r\n".utf8)
    var headEnd: Int?
    while headEnd == nil {
        guard readMore() else { return nil }
        headEnd = bytes.indices.first { bytes[$0...].starts(with: blankLine) }
    }
    guard let headEnd else { return nil }
    let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).components(separatedBy: "\r\n")
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { continue }
        headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    while bytes.count < headEnd + 4 + length { guard readMore() else { return nil } }
    return ScriptedServer.Request(
        method: String(words[0]), target: String(words[1]), headers: headers,
        body: String(decoding: bytes[(headEnd + 4)...], as: UTF8.self))
}
