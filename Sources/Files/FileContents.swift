import Glibc

/// Reads files whole: regular files, pipes and devices such as `/dev/null` alike.
///
/// Foundation's readers refuse devices, and leak a buffer for every empty file (swift-foundation 6.3).
public enum FileContents {
    /// Reads a file to its end.
    ///
    /// - Parameter path: the file's path.
    /// - Returns: its bytes.
    /// - Throws: ``FileError`` where it does not exist or cannot be read.
    public static func bytes(ofFile path: String) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, errorNumber: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var status = stat()
        var piece = 64 << 10
        if fstat(descriptor, &status) == 0, status.st_size > 0 {
            // One byte more, so that the end is met without a second piece.
            piece = min(Int(status.st_size) + 1, 1 << 30)
        }
        while true {
            var failure: Int32 = 0
            var count = 0
            bytes.append(addingCapacity: piece) { room in
                room.withUnsafeMutableBufferPointer { buffer, initialized in
                    repeat {
                        count = read(descriptor, buffer.baseAddress, buffer.count)
                        failure = errno
                    } while count < 0 && failure == EINTR
                    initialized = max(0, count)
                }
            }
            guard count >= 0 else { throw FileError(path: path, errorNumber: failure) }
            if count == 0 { return bytes }
        }
    }
}

/// Why a file cannot be read.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    public var path: String
    /// The `errno` of the call that failed.
    public var errorNumber: Int32

    /// Whether there is no such file.
    public var isAbsent: Bool { errorNumber == ENOENT || errorNumber == ENOTDIR }

    /// One line: the file, and what the system says.
    public var description: String { "\(path): \(String(cString: strerror(errorNumber)))" }
}
