import CloudTrail
import Files
import Glibc

/// The log files in a folder of this machine, such as `aws s3 sync` makes.
public struct LocalFiles: Sendable {
    /// Their paths, in the order of the paths' bytes.
    public private(set) var paths: [String] = []
    /// Folders that cannot be read.
    public private(set) var problems: [TrailProblem] = []
    /// Digests, and files of other names, which are left out.
    public private(set) var foreign = 0

    /// Where standard input is.
    static let standardInput = "/dev/stdin"

    /// Looks for files.
    ///
    /// Below a folder those are taken whose names end in `.json` or `.json.gz`, but for digests; a link to a file is
    /// followed, one to a folder is not. A file is taken whatever its name, `-` is standard input.
    ///
    /// - Throws: ``TrailReaderError`` with code `.badLocation` where there is nothing.
    public init(_ location: String) throws(TrailReaderError) {
        guard location != "-" else {
            paths = [LocalFiles.standardInput]
            return
        }
        guard access(location, F_OK) == 0 else {
            throw TrailReaderError(.badLocation, "\(location): \(String(cString: strerror(errno)))")
        }
        guard Folders.isFolder(location) else {
            paths = [location]
            return
        }
        var root = location[...]
        while root.count > 1, root.last == "/" { root = root.dropLast() }
        take(String(root))
        paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private mutating func take(_ folder: String) {
        do throws(FileError) {
            for name in try Folders.names(in: folder) {
                let path = folder == "/" ? "/" + name : folder + "/" + name
                if Folders.isFolder(path) {
                    if !LocalFiles.isLink(path) { take(path) }
                } else if [".json", ".json.gz"].contains(where: name.hasSuffix), !LocalFiles.isDigest(name) {
                    paths.append(path)
                } else {
                    foreign += 1
                }
            }
        } catch {
            problems.append(TrailProblem(place: folder, cause: .listing, reason: error.reason))
        }
    }

    /// Whether the name is that of a digest: CloudTrail User Guide, "CloudTrail digest file structure".
    private static func isDigest(_ name: String) -> Bool {
        name.split(separator: "_").dropFirst().first == "CloudTrail-Digest"
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}

extension FileError {
    /// What the system says.
    var reason: String { String(cString: strerror(errorNumber)) }
}
