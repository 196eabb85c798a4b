import Glibc
import Locking

/// A server for tests that says on each connection exactly what a script tells it to, and may misbehave.
///
/// It listens on 127.0.0.1, port 0; one thread accepts, each connection has a thread of its own.
public final class LoopbackServer: Sendable {
    /// One connection, in the hands of a script.
    public final class Connection: Sendable {
        private let descriptor: Int32
        /// The number of the connection, from 0.
        public let number: Int

        fileprivate init(descriptor: Int32, number: Int) {
            self.descriptor = descriptor
            self.number = number
        }

        /// Reads a request's head and its body by Content-Length; nil where the peer has closed.
        public func readRequest() -> (head: String, body: [UInt8])? {
            var bytes: [UInt8] = []
            while true {
                if let end = endOfHead(bytes) {
                    let head = String(decoding: bytes[..<end], as: UTF8.self)
                    let length =
                        head.split(whereSeparator: \.isNewline)
                        .first { $0.lowercased().hasPrefix("content-length:") }
                        .flatMap { Int($0.dropFirst(15).filter(\.isNumber)) } ?? 0
                    while bytes.count < end + length { guard readMore(&bytes) else { return nil } }
                    return (head, Array(bytes[end..<(end + length)]))
                }
                guard readMore(&bytes) else { return nil }
            }
        }

        /// Waits until the peer closes.
        public func waitForClose() {
            var bytes: [UInt8] = []
            while readMore(&bytes) { bytes = [] }
        }

        /// Sends text; false where the peer has gone.
        @discardableResult
        public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        /// Sends bytes; false where the peer has gone.
        @discardableResult
        public func send(_ bytes: [UInt8]) -> Bool {
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }

        /// Waits until the peer's system has everything that was sent.
        public func flush() {
            var unsent: Int32 = 1
            while unsent > 0, ioctl(descriptor, UInt(TIOCOUTQ), &unsent) == 0 { sched_yield() }
        }

        /// Closes with a reset instead of an end of file; the reset overtakes what was not flushed.
        public func reset() {
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        }

        fileprivate func close() { Glibc.close(descriptor) }

        private func readMore(_ bytes: inout [UInt8]) -> Bool {
            var buffer = [UInt8](repeating: 0, count: 16 << 10)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return false }
            bytes += buffer[..<count]
            return true
        }

        private func endOfHead(_ bytes: [UInt8]) -> Int? {
            guard bytes.count >= 4 else { return nil }
            return (0...(bytes.count - 4)).first { bytes[$0..<($0 + 4)].elementsEqual("\r\n\r\n".utf8) }.map { $0 + 4 }
        }
    }

    /// The port.
    public let port: Int
    private let descriptor: Int32
    private let accepted = Locked(0)

    /// Starts the server.
    ///
    /// - Parameter script: what happens on a connection; it is closed when the script returns.
    public init(_ script: @escaping @Sendable (Connection) -> Void) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> Int32 in
                guard bind(descriptor, address, length) == 0, listen(descriptor, 256) == 0 else { return -1 }
                return getsockname(descriptor, address, &length)
            }
        }
        precondition(status == 0, "cannot listen on 127.0.0.1: errno \(errno)")
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        let accepted = accepted
        inThread {
            while true {
                let peer = accept(descriptor, nil, nil)
                guard peer >= 0 else {
                    if errno == EINTR { continue }
                    // Only here: a number closed elsewhere could already be another server's, and accepted from.
                    close(descriptor)
                    return
                }
                let number = accepted.withLock { count in
                    defer { count += 1 }
                    return count
                }
                inThread {
                    let connection = Connection(descriptor: peer, number: number)
                    script(connection)
                    connection.close()
                }
            }
        }
    }

    /// Stops listening; what waits to be accepted is reset.
    ///
    /// A server that is not stopped lives as long as the process: it must not go just because a test is done with its
    /// port number.
    public func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// How many connections came.
    public var connectionCount: Int { accepted.withLock { $0 } }
}

/// Runs a closure on a detached thread.
private func inThread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let status = pthread_create(
        &thread, nil,
        { context in
            guard let context else { return nil }
            Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
            return nil
        }, Unmanaged.passRetained(Box(body)).toOpaque())
    precondition(status == 0, "pthread_create: \(status)")
    pthread_detach(thread)
}
