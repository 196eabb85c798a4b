import Glibc

/// The file of an open database: which one it is, whatever stands at its path later.
struct DatabaseFile: Sendable {
    private let path: String
    private let identity: Identity

    /// Device and inode: a file that was removed or replaced has others, or none.
    private struct Identity: Sendable, Equatable {
        let device: dev_t
        let inode: ino_t

        /// What stands at a path; nil where nothing does.
        init?(of path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = status.st_dev
            inode = status.st_ino
        }
    }

    /// Remembers the file that was just opened; nil where it has gone already.
    init?(opened path: String) {
        guard let identity = Identity(of: path) else { return nil }
        self.path = path
        self.identity = identity
    }

    /// Whether the path still leads to the file that was opened.
    ///
    /// SQLite goes on writing into a file without a name, and nobody finds there what it holds.
    var isInPlace: Bool { Identity(of: path) == identity }

    /// A path that SQLite takes for a file: `:memory:`, `file:x?mode=memory` and an empty one are none to it.
    ///
    /// SQLite, "In-Memory Databases" and "Uniform Resource Identifiers".
    ///
    /// - Returns: nil where the path is empty.
    static func path(_ file: String) -> String? {
        guard !file.isEmpty else { return nil }
        return file.hasPrefix("/") ? file : "./" + file
    }
}
