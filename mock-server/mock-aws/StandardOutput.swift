import Glibc

/// Standard output, in large pieces.
///
/// A reader that has seen enough and left is no error.
final class StandardOutput {
    private var waiting: [UInt8] = []
    private let closedStatus: Int32

    /// - Parameter closedStatus: the exit status where the reader has left.
    init(closedStatus: Int32 = 0) {
        self.closedStatus = closedStatus
    }

    /// Writes a line.
    func line(_ text: String) {
        waiting += Array(text.utf8)
        waiting.append(0x0A)
        if waiting.count >= 1 << 16 { finish() }
    }

    /// Writes bytes.
    func write(_ bytes: [UInt8]) {
        waiting += bytes
        if waiting.count >= 1 << 16 { finish() }
    }

    /// Writes what is waiting.
    func finish() {
        var rest = waiting[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                exit(closedStatus)
            } else if errno != EINTR {
                writeError("error: standard output: \(String(cString: strerror(errno)))")
                exit(74)
            }
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
