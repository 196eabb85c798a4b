import Glibc

/// Whether what is appended to a file begins a line.
enum LineStart {
    /// Whether the byte before the next one that is written is there, and no line end.
    ///
    /// Only a regular file can be asked; a writer that was killed may have left half a line there.
    static func isWithinLine(_ descriptor: Int32) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        let appends = fcntl(descriptor, F_GETFL) & O_APPEND != 0
        let end = appends ? status.st_size : lseek(descriptor, 0, SEEK_CUR)
        guard end > 0 else { return false }
        // `>>` gives a descriptor that cannot read.
        let reader = open("/proc/self/fd/\(descriptor)", O_RDONLY | O_CLOEXEC)
        guard reader >= 0 else { return false }
        defer { close(reader) }
        var last: UInt8 = 0
        return pread(reader, &last, 1, end - 1) == 1 && last != UInt8(ascii: "\n")
    }
}
