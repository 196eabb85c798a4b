/// Why a store of events cannot be used.
public struct EventStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: String, Sendable, Hashable, Codable {
        /// The file is something else.
        case notAStore
        /// A newer version of this program wrote it.
        case newerVersion
        /// It cannot be read or written.
        case unusable
    }

    /// What is wrong.
    public var code: Code
    /// What, where, and what to do, in one line.
    public var description: String

    /// Creates an error.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
