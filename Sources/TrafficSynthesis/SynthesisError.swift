/// Why traffic cannot be made as it was asked for.
public struct SynthesisError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the configuration.
    public enum Reason: Sendable, Hashable {
        /// Start or duration.
        case time
        /// The format of the records.
        case format
        /// An account, a region, a bucket, a prefix.
        case place
        /// How much, or how late.
        case amount
        /// A pathology that the format or the number of objects does not allow.
        case pathology
    }

    /// What is wrong.
    public var reason: Reason
    /// One line: what is wrong, and what to do.
    public var description: String

    init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
