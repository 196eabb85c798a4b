import JSON

/// One step of a set-up: a call of AWS, and what it is for.
public struct SetupStep: Sendable, Hashable {
    /// What became of a step.
    public enum Outcome: String, Sendable, Hashable {
        /// It was there as it should be.
        case unchanged
        /// It was made.
        case created
        /// It was there, and was changed.
        case changed
        /// It was removed.
        case removed
        /// It was left alone.
        case kept
        /// It is tried again until AWS has seen what was done before.
        case waiting
    }

    /// What it is for, such as `bucket policy`.
    public var title: String
    /// The call, `service:Operation`; nil for a remark on what somebody else has to do.
    public var call: String?
    /// The call's parameters; policies as documents rather than as text.
    public var parameters: JSONValue

    /// Creates a step.
    public init(_ title: String, _ call: String?, _ parameters: JSONValue) {
        self.title = title
        self.call = call
        self.parameters = parameters
    }
}
