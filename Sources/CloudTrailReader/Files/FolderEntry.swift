import Glibc

/// What stands in a folder under a name.
struct FolderEntry {
    /// What it is.
    enum Kind {
        /// A file, or a link to one, or to nothing.
        case file
        case folder
        /// A link to a folder.
        case linkedFolder
        /// A pipe, a socket or a device.
        case other
        /// It cannot be said, for this reason.
        case failure(String)
    }

    /// The name; with replacement characters where it is no text.
    let name: String
    /// The path, likewise.
    let path: String
    /// Whether name and path are what the system knows.
    let isText: Bool
    /// What it is.
    let kind: Kind

    /// Looks at an entry.
    init(_ bytes: [UInt8], in folder: String) {
        name = String(decoding: bytes, as: UTF8.self)
        path = folder + "/" + name
        isText = name.utf8.elementsEqual(bytes)
        kind = FolderEntry.kind((Array(folder.utf8) + [0x2F] + bytes + [0]).map { CChar(bitPattern: $0) })
    }

    private static func kind(_ path: [CChar]) -> Kind {
        var link = stat()
        guard lstat(path, &link) == 0 else { return .failure(String(cString: strerror(errno))) }
        let isLink = link.st_mode & S_IFMT == S_IFLNK
        var target = stat()
        guard stat(path, &target) == 0 else {
            // Who reads it hears that it leads nowhere.
            if isLink, errno == ENOENT { return .file }
            return .failure(String(cString: strerror(errno)))
        }
        switch target.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return isLink ? .linkedFolder : .folder
        default: return .other
        }
    }
}

/// What could not be looked at in one folder: a problem for each reason, however many entries have it.
struct EntryFailures {
    private var failures: [(reason: String, first: String, count: Int)] = []

    /// Counts an entry.
    mutating func add(_ path: String, _ reason: String) {
        if let index = failures.firstIndex(where: { $0.reason == reason }) {
            failures[index].count += 1
        } else {
            failures.append((reason, path, 1))
        }
    }

    /// What is told.
    var problems: [TrailProblem] {
        failures.map { failure in
            let more = failure.count > 1 ? " (and \(failure.count - 1) more in this folder)" : ""
            return TrailProblem(place: failure.first, cause: .listing, reason: failure.reason + more)
        }
    }
}
