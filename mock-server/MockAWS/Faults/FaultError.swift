/// Why fault rules or a trace of faults cannot be used.
///
/// The description is one line: the file or preset, the rule, the member, what is wrong, and what would be right.
public struct FaultError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where, what and what to do, in one line.
    public var description: String

    init(_ description: String) {
        self.description = description
    }

    init(_ error: WorldError) {
        description = error.description
    }
}
