import Glibc
import HTTPMessages
import HTTPServer

extension MockResponse.Body {
    /// The bytes in memory; nil where a file cannot be read.
    func bytes() -> [UInt8]? {
        switch self {
        case .bytes(let bytes): return bytes
        case .slice(let bytes, let range): return Array(bytes[range.clamped(to: 0..<bytes.count)])
        case .stream: return nil
        case .file(let path, let offset, let count):
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            var bytes = [UInt8](repeating: 0, count: Int(count))
            var filled = 0
            while filled < bytes.count {
                let got = bytes.withUnsafeMutableBytes {
                    pread(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled, off_t(offset) + filled)
                }
                if got < 0 && errno == EINTR { continue }
                guard got > 0 else { break }
                filled += got
            }
            return Array(bytes[..<filled])
        }
    }

    /// The first `count` bytes; nothing is copied.
    func prefix(_ count: Int64) -> MockResponse.Body {
        switch self {
        case .bytes(let bytes): .slice(bytes, 0..<min(Int(count), bytes.count))
        case .slice(let bytes, let range): .slice(bytes, range.prefix(Int(count)))
        case .file(let path, let offset, let length): .file(path: path, offset: offset, count: min(count, length))
        case .stream: self  // no service answers with one
        }
    }
}

extension MockResponse {
    /// The length of the body in bytes.
    var bodyCount: Int64 { body.count ?? 0 }

    /// Puts another body in; a `Content-Length` that was recorded goes out as it is, so it is made right.
    mutating func setBody(_ body: Body) {
        self.body = body
        if headers["Content-Length"] != nil { headers["Content-Length"] = String(bodyCount) }
    }
}
