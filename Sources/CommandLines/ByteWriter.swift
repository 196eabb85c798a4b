import Glibc

/// Why standard output could not be written.
package struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The `errno` of `write(2)`.
    package var errorNumber: Int32

    /// Whether whoever read the output has gone, as `head` does: no error to the user.
    package var isClosedPipe: Bool { errorNumber == EPIPE }

    package var description: String {
        "standard output could not be written: " + String(cString: strerror(errorNumber))
    }
}

/// Standard output through one buffer: `write(2)` is called with large pieces.
///
/// Writing blocks while the reader of a pipe is slow, so it is the main actor's, which is no thread of the pool.
@MainActor
package final class ByteWriter {
    private let descriptor: Int32
    private let capacity: Int
    /// Whether each piece is written at once, because somebody watches.
    private let isPrompt: Bool
    /// Whether the first byte is to begin a line.
    private var beginsLine: Bool
    private var buffer: [UInt8] = []

    /// Creates a writer to an open file.
    ///
    /// - Parameters:
    ///   - descriptor: where the bytes go.
    ///   - capacity: how many are kept back at most.
    ///   - beginsLine: whether half a line at the end of a file, as of a process that was killed, is ended first.
    package init(descriptor: Int32, capacity: Int = 256 * 1024, beginsLine: Bool = false) {
        self.descriptor = descriptor
        self.capacity = capacity
        self.beginsLine = beginsLine
        isPrompt = isatty(descriptor) == 1
        buffer.reserveCapacity(capacity)
    }

    /// Writes `bytes`, now or with what follows.
    package func write(_ bytes: some Collection<UInt8>) throws(OutputError) {
        if buffer.count + bytes.count > capacity { try flush() }
        buffer.append(contentsOf: bytes)
        if isPrompt || buffer.count >= capacity { try flush() }
    }

    /// Writes a text and a line end.
    package func writeLine(_ text: String) throws(OutputError) {
        try write(Array(text.utf8) + [UInt8(ascii: "\n")])
    }

    /// Writes everything that was kept back.
    package func flush() throws(OutputError) {
        var written = 0
        if beginsLine, !buffer.isEmpty {
            beginsLine = false
            if LineStart.isWithinLine(descriptor) { buffer.insert(UInt8(ascii: "\n"), at: 0) }
        }
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EAGAIN {
                waitUntilWritable()
            } else if errno != EINTR {
                let error = OutputError(errorNumber: errno)
                buffer.removeAll(keepingCapacity: true)
                throw error
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Waits where the other side of the descriptor made it non-blocking.
    private func waitUntilWritable() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, -1)
    }
}
