import Foundation

/// Files of the folder `shared` beside the checkout: published vectors and real samples that are not part of the project.
///
/// A test that needs them is enabled by `SharedFiles.present` and has a sibling that needs nothing but the clone.
public enum SharedFiles {
    /// The folder, found by the environment variable `FLOWLOGS_SHARED` or as `../shared` beside the package.
    public static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["FLOWLOGS_SHARED"] { return URL(filePath: path) }
        return packageFolder.deletingLastPathComponent().appending(path: "shared")
    }()

    /// The package's own folder.
    public static let packageFolder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Whether the folder is there.
    public static let present = FileManager.default.fileExists(atPath: folder.path + "/vectors")

    /// What a skipped test says.
    public static let absence = "the folder ../shared with vectors and samples is absent"

    /// The bytes of a file, named by its path inside the folder.
    ///
    /// - Throws: what Foundation throws where it cannot be read.
    public static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }
}
