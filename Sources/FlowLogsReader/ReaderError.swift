/// Why a reader cannot begin, or has nothing to read.
public struct ReaderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: String, Sendable, Hashable, Codable {
        /// The location is no bucket, or no log group.
        case badLocation
        /// The number of workers is negative.
        case badThreadCount
        /// The bucket holds objects below the prefix, but no flow logs.
        case noFlowLogs
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
