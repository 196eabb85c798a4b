/// Why the server could not start.
public struct MockAWSError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, and what to do about it, in one line.
    public var description: String

    init(_ description: String) {
        self.description = description
    }
}
