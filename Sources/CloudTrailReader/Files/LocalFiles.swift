import CloudTrail
import Files
import Glibc

/// The log files in a folder of this machine, such as `aws s3 sync` makes.
public struct LocalFiles: Sendable {
    /// Their paths, in the order of the paths' bytes.
    public private(set) var paths: [String] = []
    /// Folders that cannot be read, and what cannot be looked at or is named as a log file and is none.
    public private(set) var problems: [TrailProblem] = []
    /// Digests, and files of other names, which are left out.
    public private(set) var foreign = 0
    /// Links to folders, which are left out: they may lead round in a circle.
    public private(set) var linkedFolders = 0
    private var firstLink = ""

    /// Where standard input is.
    static let standardInput = "/dev/stdin"

    /// Looks for files.
    ///
    /// Below a folder those are taken whose names end in `.json` or `.json.gz`, but for digests; a link to a file is
    /// followed, one to a folder is not. A file is taken whatever its name and kind, `-` is standard input.
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

    /// What is said of links to folders; nil where there is none.
    var linkNote: String? {
        guard linkedFolders > 0 else { return nil }
        return "links to folders are not followed: \(linkedFolders) left out, such as \(firstLink)"
    }

    private mutating func take(_ folder: String) {
        do throws(FileError) {
            var failures = EntryFailures()
            for name in try Folders.nameBytes(in: folder) {
                let entry = FolderEntry(name, in: folder == "/" ? "" : folder)
                switch entry.kind {
                case .failure(let reason): failures.add(entry.path, reason)
                // Its path cannot be said, nor anything below it be reached.
                case .folder where !entry.isText, .file where !entry.isText && LocalFiles.isLogFile(entry.name):
                    failures.add(entry.path, "its name is not UTF-8; rename it")
                case .folder: take(entry.path)
                case .linkedFolder:
                    if linkedFolders == 0 { firstLink = entry.path }
                    linkedFolders += 1
                case .file where LocalFiles.isLogFile(entry.name): paths.append(entry.path)
                case .other where LocalFiles.isLogFile(entry.name):
                    problems.append(
                        TrailProblem(
                            place: entry.path, cause: .refused,
                            reason: "it is a pipe or a device; give it by itself to read it"))
                case .file, .other: foreign += 1
                }
            }
            problems += failures.problems
        } catch {
            problems.append(TrailProblem(place: folder, cause: .listing, reason: error.reason))
        }
    }

    private static func isLogFile(_ name: String) -> Bool {
        [".json", ".json.gz"].contains(where: name.hasSuffix) && !isDigest(name)
    }

    /// Whether the name is that of a digest: CloudTrail User Guide, "CloudTrail digest file structure".
    private static func isDigest(_ name: String) -> Bool {
        name.split(separator: "_").dropFirst().first == "CloudTrail-Digest"
    }
}

extension FileError {
    /// What the system says.
    var reason: String { String(cString: strerror(errorNumber)) }
}
