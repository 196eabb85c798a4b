import Files

/// The folder that a world is written to: it is there whole, or as it was before.
struct WorldTarget {
    private let folder: String
    private let replaces: Bool
    /// Where the world is written until it is whole.
    let fresh: String

    /// - Parameters:
    ///   - folder: where the world is to be.
    ///   - force: whether a generated world that is there may go.
    /// - Throws: ``Failure`` where something else is there, and `FileError`.
    init(_ folder: String, force: Bool) throws {
        var path = folder
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.folder = path
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        guard !name.isEmpty, name != ".", name != ".." else {
            throw Failure("\(folder): a world needs a folder with a name of its own")
        }
        fresh = path.dropLast(name.count) + ".\(name).generating"
        let names = Folders.isFolder(path) ? try Folders.names(in: path) : []
        replaces = !names.isEmpty
        if replaces {
            guard force else { throw Failure("\(folder): the folder is not empty; --force replaces a generated world") }
            guard names.contains("truth.json") else {
                throw Failure("\(folder): --force replaces generated worlds, and there is no truth.json in this folder")
            }
        }
        guard !Folders.isFile(path) else { throw Failure("\(folder): this is a file") }
        try Folders.removeTree(fresh)
        try Folders.make(fresh)
    }

    /// Puts the world in its place.
    func finish() throws {
        if replaces {
            try Folders.substitute(fresh, for: folder, aside: fresh + ".old")
        } else {
            try Folders.move(fresh, to: folder)
        }
    }

    /// Removes what was written of a world that will not be whole.
    func abandon() {
        try? Folders.removeTree(fresh)
    }
}
