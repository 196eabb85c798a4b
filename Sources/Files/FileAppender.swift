import Glibc

/// A file that bytes are appended to.
///
/// For one task at a time; what is appended in one call goes out in one `write` as far as the system takes it.
public final class FileAppender: Sendable {
    /// How a file is opened.
    public enum Mode: Sendable {
        /// A new file; one that exists is an error.
        case create
        /// A new file, or the end of one that exists.
        case append
    }

    /// The file's path.
    public let path: String
    private let descriptor: Int32

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: where.
    ///   - mode: whether it may exist.
    /// - Throws: ``FileError`` where it cannot be opened.
    public init(path: String, mode: Mode) throws(FileError) {
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (mode == .create ? O_EXCL : O_APPEND)
        descriptor = open(path, flags, 0o644)
        self.path = path
        guard descriptor >= 0 else { throw FileError(path: path, errorNumber: errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Appends bytes: all of them, or none.
    ///
    /// - Throws: ``FileError`` where the disk is full or broken; what was written of them is cut off again, so that what
    ///   is appended later does not stand behind half a line.
    public func append(_ bytes: [UInt8]) throws(FileError) {
        var failure: Int32 = 0
        var written = 0
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                    written += count
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        guard failure == 0 else {
            var status = stat()
            if written > 0, fstat(descriptor, &status) == 0 { ftruncate(descriptor, status.st_size - off_t(written)) }
            throw FileError(path: path, errorNumber: failure)
        }
    }

    /// Takes the lock of the file, which another process may hold.
    ///
    /// - Returns: whether it was free.
    public func lock() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// Gives the lock back.
    public func unlock() {
        flock(descriptor, LOCK_UN)
    }

    /// Cuts the file off after `count` bytes.
    ///
    /// - Throws: ``FileError``
    public func truncate(to count: Int64) throws(FileError) {
        guard ftruncate(descriptor, off_t(count)) == 0 else { throw FileError(path: path, errorNumber: errno) }
    }
}
