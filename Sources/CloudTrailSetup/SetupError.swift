/// What is in the way of a set-up.
public struct SetupError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What, and what to do, in one line.
    public var description: String

    init(_ description: String) {
        self.description = description
    }
}
