import Glibc

/// A connection to the server under test that sends exactly the bytes it is given.
struct LoopbackClient: ~Copyable {
    private let descriptor: Int32

    /// Connects to a port of 127.0.0.1.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure(call: "connect", code: errno) }
    }

    deinit { close(descriptor) }

    /// Sends `text`.
    func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    /// Sends bytes.
    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(call: "send", code: errno) }
            sent += count
        }
    }

    /// Says that nothing more will be sent.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Reads until `mark` has come, or the server closed.
    func receive(through mark: String) throws -> String {
        let mark = Array(mark.utf8)
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !bytes.suffix(mark.count).elementsEqual(mark), recv(descriptor, &byte, 1, 0) == 1 { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads until the server closes.
    func receiveAll() -> [UInt8] {
        receiveToEnd().bytes
    }

    /// Reads until the server closes, and tells how: 0 for an end of file, else the error.
    func receiveToEnd() -> (bytes: [UInt8], error: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return (bytes, count == 0 ? 0 : errno) }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// Reads `count` bytes, or less where the server closes before.
    func receive(count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < count {
            let received = recv(descriptor, &buffer, min(buffer.count, count - bytes.count), 0)
            guard received > 0 else { break }
            bytes.append(contentsOf: buffer[..<received])
        }
        return bytes
    }

    /// Sends a request with `Connection: close` in it, and reads the whole answer as text.
    static func exchange(port: Int, _ request: String) throws -> String {
        let client = try LoopbackClient(port: port)
        try client.send(request)
        return String(decoding: client.receiveAll(), as: UTF8.self)
    }

    struct Failure: Error {
        var call: String
        var code: Int32
    }
}
