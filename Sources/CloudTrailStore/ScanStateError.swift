/// Why a state file cannot be used.
public struct ScanStateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: String, Sendable, Hashable, Codable {
        /// Another process scans with it.
        case locked
        /// It belongs to another bucket or prefix.
        case otherLocation
        /// It is no state file of ours.
        case notAState
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
