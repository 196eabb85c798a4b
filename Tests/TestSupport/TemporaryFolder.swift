import Foundation

/// An empty folder for one test.
public struct TemporaryFolder: Sendable {
    /// Where it is.
    public let url: URL

    /// Creates a folder of its own name.
    ///
    /// - Throws: what Foundation throws where it cannot be made.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "flowlogs-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// Writes a file, and the folders above it.
    ///
    /// - Throws: what Foundation throws where it cannot be written.
    public func write(_ path: String, _ bytes: [UInt8]) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// Removes the folder and everything in it.
    public func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}
