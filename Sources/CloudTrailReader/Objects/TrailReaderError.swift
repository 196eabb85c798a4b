/// Why reading cannot begin, or cannot go on.
public struct TrailReaderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: String, Sendable, Hashable, Codable {
        /// The location names no bucket, or no queue.
        case badLocation
        /// An option makes no sense.
        case badOption
        /// The bucket holds objects below the prefix, but no CloudTrail log files.
        case noLogFiles
        /// A temporary file cannot be written or read.
        case temporaryFile
        /// A message cannot be written to the quarantine folder.
        case quarantine
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
