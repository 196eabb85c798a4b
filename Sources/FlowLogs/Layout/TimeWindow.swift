import Timestamps

/// A span of time: from `start` on, before `end`.
public struct TimeWindow: Sendable, Hashable, Codable {
    /// The first moment.
    public var start: Timestamp
    /// The first moment after the window.
    public var end: Timestamp

    /// Creates a window; it is empty where `end` is not after `start`.
    public init(start: Timestamp, end: Timestamp) {
        self.start = start
        self.end = end
    }

    /// The hour before a moment: what is read where no window was asked for.
    public static func lastHour(before now: Timestamp) -> TimeWindow {
        TimeWindow(start: now.adding(seconds: -3600), end: now)
    }

    /// Whether a moment is in the window.
    public func contains(_ time: Timestamp) -> Bool {
        start <= time && time < end
    }

    /// Whether nothing is in the window.
    public var isEmpty: Bool { end <= start }

    /// Whether a part of `start..<end` is in the window.
    func overlaps(from other: Timestamp, to otherEnd: Timestamp) -> Bool {
        !isEmpty && other < end && start < otherEnd
    }
}
