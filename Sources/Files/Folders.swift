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
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, in no order, without `.` and `..`.
    ///
    /// - Throws: ``FileError`` where it cannot be read.
    public static func names(in path: String) throws(FileError) -> [String] {
        guard let folder = opendir(path) else { throw FileError(path: path, errorNumber: errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Writes a file so that at any moment the old content or the new one stands there whole.
    ///
    /// - Throws: ``FileError``
    public static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        let fresh = path + ".new"
        unlink(fresh)
        try FileAppender(path: fresh, mode: .create).append(bytes)
        guard rename(fresh, path) == 0 else { throw FileError(path: path, errorNumber: errno) }
    }

    /// Removes a file; nothing where there is none.
    ///
    /// - Throws: ``FileError``
    public static func remove(_ path: String) throws(FileError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileError(path: path, errorNumber: errno) }
    }
}
