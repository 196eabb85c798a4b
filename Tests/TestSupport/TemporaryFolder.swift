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

    /// Where it is, as text.
    public var path: String { url.path }

    /// The bytes of a file in it.
    ///
    /// - Throws: what Foundation throws where it cannot be read.
    public func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: url.appending(path: path)))
    }

    /// The names in a folder in it, in order.
    ///
    /// - Throws: what Foundation throws where there is none.
    public func names(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.appending(path: path).path).sorted()
    }

    /// Removes the folder and everything in it.
    public func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}
