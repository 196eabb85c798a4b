import Files
import FoundationEssentials
import Glibc
import Timestamps

/// A walk over a folder of a world.
struct WorldFolder {
    /// A file or a folder.
    struct Entry {
        var name: String
        var path: String
        var isFolder: Bool
        var size: Int64
        var modified: Timestamp
    }

    /// How deep folders may nest, so that a link to a folder above ends.
    static let maximumDepth = 64

    /// Files that are no data: they keep folders in git, describe them, or come from a desktop.
    static let ignoredNames: Set<String> = [".gitkeep", ".DS_Store"]

    /// What a path names, links followed; nil where there is nothing.
    static func entry(_ path: String, name: String) -> Entry? {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        let modified = Int64(info.st_mtim.tv_sec) * 1000 + Int64(info.st_mtim.tv_nsec) / 1_000_000
        return Entry(
            name: name, path: path, isFolder: info.st_mode & S_IFMT == S_IFDIR, size: Int64(info.st_size),
            modified: Timestamp(milliseconds: modified))
    }

    /// What a folder holds, by name in the order of UTF-8 bytes.
    static func entries(_ folder: String) throws(WorldError) -> [Entry] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw WorldError(folder, "the folder cannot be read")
        }
        var entries: [Entry] = []
        for name in names.sorted(by: utf8Precedes) where !ignoredNames.contains(name) {
            let path = folder + "/" + name
            guard let entry = entry(path, name: name) else { throw WorldError(path, "a link to nothing") }
            entries.append(entry)
        }
        return entries
    }

    /// The bytes of a file.
    static func bytes(_ path: String) throws(WorldError) -> [UInt8] {
        do {
            return try FileContents.bytes(ofFile: path)
        } catch {
            throw WorldError(path, "the file cannot be read")
        }
    }
}

/// Whether `a` comes before `b` in the order of their UTF-8 bytes.
func utf8Precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
}
