import Glibc

/// What is done to folders and to whole files.
public enum Folders {
    /// Makes a folder and those above it; nothing where it exists.
    ///
    /// - Throws: ``FileError``
    public static func make(_ path: String) throws(FileError) {
        guard mkdir(path, 0o755) != 0 else { return }
        let failure = errno
        if failure == EEXIST && isFolder(path) { return }
        guard failure == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw FileError(path: path, errorNumber: failure)
        }
        try make(String(path[..<slash]))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST && isFolder(path) else {
            throw FileError(path: path, errorNumber: errno)
        }
    }

    /// Whether there is a folder at `path`.
    public static func isFolder(_ path: String) -> Bool {
        targetKind(path) == S_IFDIR
    }

    /// Whether there is a file at `path`, or where a link at `path` leads: neither a folder nor a device or a pipe.
    public static func isFile(_ path: String) -> Bool {
        targetKind(path) == S_IFREG
    }

    /// The names in a folder, in no order, without `.` and `..`.
    ///
    /// - Throws: ``FileError`` where it cannot be read.
    public static func names(in path: String) throws(FileError) -> [String] {
        try nameBytes(in: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The names in a folder as they are, for they need not be UTF-8; in no order, without `.` and `..`.
    ///
    /// - Throws: ``FileError`` where it cannot be read, or not to its end.
    public static func nameBytes(in path: String) throws(FileError) -> [[UInt8]] {
        guard let folder = opendir(path) else { throw FileError(path: path, errorNumber: errno) }
        defer { closedir(folder) }
        var names: [[UInt8]] = []
        errno = 0
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in Array(bytes.prefix { $0 != 0 }) }
            if name != [0x2E] && name != [0x2E, 0x2E] { names.append(name) }
            errno = 0
        }
        // The end and a failure look alike but for this.
        guard errno == 0 else { throw FileError(path: path, errorNumber: errno) }
        return names
    }

    /// Writes a file so that at any moment the old content or the new one stands there whole.
    ///
    /// A link stays, and what it leads to is replaced. A device or a pipe is written to, for no file can take its place.
    ///
    /// - Throws: ``FileError``
    public static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        if let kind = targetKind(path), kind != S_IFREG && kind != S_IFDIR {
            return try FileAppender(path: path, mode: .append).append(bytes)
        }
        let target = linkTarget(path)
        let fresh = target + ".new"
        unlink(fresh)
        do throws(FileError) {
            try FileAppender(path: fresh, mode: .create).append(bytes)
            guard rename(fresh, target) == 0 else { throw FileError(path: path, errorNumber: errno) }
        } catch {
            unlink(fresh)
            throw FileError(path: path, errorNumber: error.errorNumber)
        }
    }

    /// `S_IFREG` and the like; nil where there is nothing.
    private static func targetKind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Where a link leads in the end; the path itself where it is none.
    private static func linkTarget(_ path: String) -> String {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, let resolved = realpath(path, nil) else {
            return path
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Removes a file; nothing where there is none.
    ///
    /// - Throws: ``FileError``
    public static func remove(_ path: String) throws(FileError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileError(path: path, errorNumber: errno) }
    }
}
