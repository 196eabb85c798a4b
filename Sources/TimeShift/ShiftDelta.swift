import Timestamps

/// By how much times are moved: whole minutes.
///
/// The stamps in the names of flow log and CloudTrail files have a resolution of a minute, so only whole minutes move
/// names and contents alike.
public struct ShiftDelta: Sendable, Hashable {
    /// The minutes; negative into the past.
    public let minutes: Int64

    /// Creates a delta.
    public init(minutes: Int64) {
        self.minutes = minutes
    }

    /// Creates the delta from the minute in which `source` lies to the minute in which `target` lies.
    public init(from source: Timestamp, to target: Timestamp) {
        minutes = ShiftDelta.floor(target.seconds, 60) - ShiftDelta.floor(source.seconds, 60)
    }

    /// The delta that takes back this one.
    public static prefix func - (delta: ShiftDelta) -> ShiftDelta {
        ShiftDelta(minutes: -delta.minutes)
    }

    /// The delta in seconds.
    public var seconds: Int64 { minutes * 60 }

    /// The delta in milliseconds.
    public var milliseconds: Int64 { minutes * 60_000 }

    /// The delta in units of so many minutes, rounded to the nearest one, half a unit away from zero.
    ///
    /// It is the same for a delta and its opposite, but for the sign.
    func rounded(toMinutes unit: Int64) -> Int64 {
        let magnitude = (2 * abs(minutes) + unit) / (2 * unit)
        return minutes < 0 ? -magnitude : magnitude
    }

    /// `value / unit`, rounded down.
    static func floor(_ value: Int64, _ unit: Int64) -> Int64 {
        let quotient = value / unit
        return value % unit < 0 ? quotient - 1 : quotient
    }
}

extension Timestamp {
    /// The time moved by `delta`.
    public func shifted(by delta: ShiftDelta) -> Timestamp {
        adding(milliseconds: delta.milliseconds)
    }
}
