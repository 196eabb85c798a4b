import Timestamps

/// Where the times of a world are moved to.
public enum ShiftTarget: Sendable, Hashable {
    /// The moment at which the world is moved.
    case now
    /// A certain moment.
    case time(Timestamp)

    /// Reads `now`, or a time such as `2026-03-04T12:00:00Z`; nil for anything else.
    public init?(_ text: String) {
        if text == "now" {
            self = .now
        } else if let time = Timestamp(iso8601: text) {
            self = .time(time)
        } else {
            return nil
        }
    }

    /// The moment, given which one it is now.
    public func moment(now: Timestamp) -> Timestamp {
        switch self {
        case .now: now
        case .time(let time): time
        }
    }
}
