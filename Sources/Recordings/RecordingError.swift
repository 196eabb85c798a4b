/// Why a recording cannot be read or written.
public struct RecordingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: String, Sendable, Hashable, Codable {
        /// There is no recording in the folder.
        case absent
        /// The recording was made by a later version of this software.
        case unknownVersion
        /// The folder, a line or a body is not as the format wants it.
        case malformed
        /// A file cannot be read or written.
        case file
    }

    /// What is wrong.
    public var code: Code
    /// Where, what and what to do, in one line.
    public var description: String

    /// Creates an error.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
