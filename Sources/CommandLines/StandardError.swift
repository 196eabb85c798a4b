import Glibc

/// Standard error, line by line.
package enum StandardError {
    /// Writes one line in one piece; what would break it stays visible as a blank.
    package static func line(_ text: String) {
        let oneLine = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        var bytes = Array((oneLine + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes.removeFirst(count)
            } else if count == 0 || errno != EINTR {
                return
            }
        }
    }
}
