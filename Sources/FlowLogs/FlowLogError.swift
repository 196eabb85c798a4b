/// Why something cannot be read as part of a flow log.
public struct FlowLogError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of an error.
    public enum Code: Sendable, Hashable {
        /// A message or a dictionary is no record; the cause is the one a parser would count.
        case notARecord(FlowLogSkipCause?)
        /// A location is not a bucket with an optional prefix.
        case location
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
