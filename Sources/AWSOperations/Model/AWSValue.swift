import Timestamps

/// A value as the wire protocols see it, without the type it has in Swift.
public enum AWSValue: Sendable, Hashable {
    /// Text.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// A decimal, infinities and NaN included.
    case double(Double)
    /// A truth value.
    case boolean(Bool)
    /// Bytes.
    case blob([UInt8])
    /// A point in time.
    case timestamp(Timestamp)
    /// Values in order.
    case list([AWSValue])
    /// Values by keys that are data.
    case map([String: AWSValue])
    /// A member that is written already, as the protocol has it in the body: its JSON, or its XML elements.
    case written([UInt8])
    /// Values by the names of members; members without a value are left out.
    case structure(AWSMembers)

    /// The value of the member or key `name`; nil where there is none.
    public subscript(name: String) -> AWSValue? {
        switch self {
        case .structure(let members): members[name]
        case .map(let entries): entries[name]
        default: nil
        }
    }

    /// What kind of value this is, for messages.
    var kindName: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .double: "a number"
        case .boolean: "a boolean"
        case .blob: "bytes"
        case .timestamp: "a timestamp"
        case .written: "what is written already"
        case .list: "a list"
        case .map: "a map"
        case .structure: "a structure"
        }
    }
}
