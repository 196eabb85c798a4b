import Glibc

/// What stands at a path; a link is not followed, because it may lead out of the recording.
enum FileKind {
    case absent
    case regular
    case folder
    case other

    init(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            self = .absent
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: self = .regular
        case S_IFDIR: self = .folder
        default: self = .other
        }
    }
}
