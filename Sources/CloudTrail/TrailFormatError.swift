/// Why something around the log files cannot be read: a location, a digest, keys, signatures.
///
/// What is wrong with the text of events is a ``CloudTrailError``.
public struct TrailFormatError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of an error.
    public enum Code: Sendable, Hashable {
        /// A location is not a bucket with an optional prefix.
        case location
        /// A file is no digest.
        case digest
        /// A list of public keys cannot be read.
        case publicKeys
        /// A list of digests' signatures cannot be read.
        case signatures
    }

    /// The kind of the error.
    public let code: Code
    /// What is wrong and what to do, in one line.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
