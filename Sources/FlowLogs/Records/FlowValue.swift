import Timestamps

/// The value of a field.
public enum FlowValue: Sendable, Hashable {
    /// A number.
    case integer(Int64)
    /// Text, an address included.
    case string(String)
    /// A start or end time.
    case timestamp(Timestamp)
}

extension FlowValue: CustomStringConvertible {
    /// The value as Python's `str()` writes it: times as `2015-08-12 13:47:44`.
    public var description: String {
        switch self {
        case .integer(let value): String(value)
        case .string(let value): value
        case .timestamp(let value): value.pythonDescription
        }
    }
}
