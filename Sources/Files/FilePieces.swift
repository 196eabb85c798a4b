import Glibc

/// A file read piece by piece.
public final class FilePieces {
    private let path: String
    private let descriptor: Int32
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
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, offset == 0 || lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw FileError(path: path, errorNumber: errno)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
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
