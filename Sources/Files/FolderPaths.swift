import Glibc

extension Folders {
    /// The files below a folder, in no order, each by its path from there, with slashes between the parts.
    ///
    /// A link to a file counts as a file; a link to a folder is left out, for it may lead round in a circle.
    ///
    /// - Throws: ``FileError`` where a folder cannot be read.
    public static func paths(below folder: String) throws(FileError) -> [String] {
        var paths: [String] = []
        var pending = [""]
        while let parent = pending.popLast() {
            for name in try names(in: parent.isEmpty ? folder : folder + "/" + parent) {
                let path = parent.isEmpty ? name : parent + "/" + name
                var status = stat()
                guard lstat(folder + "/" + path, &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: pending.append(path)
                case S_IFREG: paths.append(path)
                case S_IFLNK: if isFile(folder + "/" + path) { paths.append(path) }
                default: break
                }
            }
        }
        return paths
    }
}
