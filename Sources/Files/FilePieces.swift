import Glibc

/// A file read piece by piece.
public final class FilePieces {
    private let path: String
    private let descriptor: Int32
    private let isOwned: Bool
    private let pieceSize: Int

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file's path; it may be removed afterwards.
    ///   - offset: the first byte to read.
    ///   - pieceSize: the most bytes of a piece.
    /// - Throws: ``FileError`` where it does not exist or cannot be read.
    public init(path: String, offset: Int64 = 0, pieceSize: Int = 64 << 10) throws(FileError) {
        self.path = path
        self.pieceSize = pieceSize
        isOwned = true
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, offset == 0 || lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw FileError(path: path, errorNumber: errno)
        }
    }

    /// Opens a file that may be a pipe without waiting for somebody to write to it; ``isReady(within:)`` tells when
    /// there is something to read.
    ///
    /// - Throws: ``FileError`` where it does not exist or cannot be read.
    public init(waitingFor path: String, pieceSize: Int = 64 << 10) throws(FileError) {
        self.path = path
        self.pieceSize = pieceSize
        isOwned = true
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(path: path, errorNumber: errno) }
    }

    /// Reads standard input from where it is; it stays open.
    public init(standardInputBy pieceSize: Int) {
        path = "standard input"
        self.pieceSize = pieceSize
        isOwned = false
        descriptor = STDIN_FILENO
    }

    deinit {
        if isOwned, descriptor >= 0 { close(descriptor) }
    }

    /// Waits until ``next()`` does not: because there is something to read, the end, or an error.
    ///
    /// - Parameter milliseconds: how long at most.
    /// - Returns: whether it is so.
    public func isReady(within milliseconds: Int32) -> Bool {
        var events = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let count = poll(&events, 1, milliseconds)
        // Of what cannot be waited for, reading tells what is wrong.
        return count > 0 || count < 0 && errno != EINTR
    }

    /// Reads the next piece.
    ///
    /// - Returns: at least one byte; nil at the end.
    /// - Throws: ``FileError``
    public func next() throws(FileError) -> [UInt8]? {
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: pieceSize) { buffer, count in
            var got = 0
            repeat {
                got = read(descriptor, buffer.baseAddress, buffer.count)
                failure = errno
            } while got < 0 && failure == EINTR
            count = max(0, got)
            if got >= 0 { failure = 0 }
        }
        guard failure == 0 else { throw FileError(path: path, errorNumber: failure) }
        return piece.isEmpty ? nil : piece
    }
}
