import Glibc

/// What is done to whole trees of files.
extension Folders {
    /// Gives a file a second name; copies it where the file system knows no links.
    ///
    /// - Parameters:
    ///   - path: a file.
    ///   - other: its new name, which does not exist.
    /// - Throws: ``FileError``
    public static func link(_ path: String, to other: String) throws(FileError) {
        if Glibc.link(path, other) == 0 { return }
        guard [EPERM, EXDEV, EMLINK, ENOTSUP, ENOSYS].contains(errno) else {
            throw FileError(path: path, errorNumber: errno)
        }
        let pieces = try FilePieces(path: path, pieceSize: 1 << 20)
        let copy = try FileAppender(path: other, mode: .create)
        while let piece = try pieces.next() { try copy.append(piece) }
    }

    /// Gives a file, or everything in a folder, a second name.
    ///
    /// - Parameters:
    ///   - path: a file or folder; links are left out.
    ///   - other: its new name, which does not exist.
    /// - Throws: ``FileError``
    public static func linkTree(_ path: String, to other: String) throws(FileError) {
        switch try kind(path) {
        case S_IFREG: try link(path, to: other)
        case S_IFDIR:
            try make(other)
            for name in try names(in: path) { try linkTree(path + "/" + name, to: other + "/" + name) }
        default: break
        }
    }

    /// Removes a file, or a folder with everything in it; nothing where there is none.
    ///
    /// - Throws: ``FileError``
    public static func removeTree(_ path: String) throws(FileError) {
        do throws(FileError) {
            guard try kind(path) == S_IFDIR else { return try remove(path) }
        } catch {
            if error.isAbsent { return }
            throw error
        }
        for name in try names(in: path) { try removeTree(path + "/" + name) }
        guard rmdir(path) == 0 else { throw FileError(path: path, errorNumber: errno) }
    }

    /// Puts a folder in the place of another one of the same file system, and removes that.
    ///
    /// Between two renames nothing stands at `other`; both folders stand whole beside it then, the old one at `aside`.
    ///
    /// - Parameters:
    ///   - path: the new folder.
    ///   - other: the folder that it replaces.
    ///   - aside: where that one goes until it is removed; what stands there is removed.
    /// - Throws: ``FileError``
    public static func substitute(_ path: String, for other: String, aside: String) throws(FileError) {
        try removeTree(aside)
        try move(other, to: aside)
        do throws(FileError) {
            try move(path, to: other)
        } catch {
            try move(aside, to: other)
            throw error
        }
        try removeTree(aside)
    }

    /// Gives a file another name; what stood there is replaced at once.
    ///
    /// - Throws: ``FileError``
    public static func move(_ path: String, to other: String) throws(FileError) {
        guard Glibc.rename(path, other) == 0 else { throw FileError(path: other, errorNumber: errno) }
    }

    /// Waits until a folder, and the files in it, are on the disk; not what is in its folders.
    ///
    /// - Throws: ``FileError``
    public static func synchronize(_ path: String) throws(FileError) {
        for name in try names(in: path) + ["."] {
            let descriptor = open(path + "/" + name, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileError(path: path + "/" + name, errorNumber: errno) }
            defer { close(descriptor) }
            // Not every file system can do this for folders.
            guard fsync(descriptor) == 0 || errno == EINVAL else {
                throw FileError(path: path + "/" + name, errorNumber: errno)
            }
        }
    }

    private static func kind(_ path: String) throws(FileError) -> mode_t {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw FileError(path: path, errorNumber: errno) }
        return status.st_mode & S_IFMT
    }
}
