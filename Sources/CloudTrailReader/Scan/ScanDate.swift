import Timestamps

/// A calendar day, UTC: the folder `yyyy/mm/dd` that log files are delivered to.
public struct ScanDate: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    public let daysSince1970: Int

    /// Creates a day by its number.
    public init(daysSince1970: Int) {
        self.daysSince1970 = daysSince1970
    }

    /// The day of a moment.
    public init(_ time: Timestamp) {
        daysSince1970 = CivilTime(time).daysSince1970
    }

    /// The first moment of the day.
    public var start: Timestamp { Timestamp(seconds: Int64(daysSince1970) * 86_400) }
    /// The first moment after the day.
    public var end: Timestamp { Timestamp(seconds: Int64(daysSince1970 + 1) * 86_400) }

    /// The folder: `2026/03/04`.
    public var path: String { text(separator: "/") }
    /// As in the names of files: `20260304`.
    public var digits: String { text(separator: "") }

    /// Compares by time.
    public static func < (a: ScanDate, b: ScanDate) -> Bool { a.daysSince1970 < b.daysSince1970 }

    private func text(separator: String) -> String {
        let civil = CivilTime(start)
        return [(civil.year, 4), (civil.month, 2), (civil.day, 2)]
            .map { number, width in
                let digits = String(number)
                return String(repeating: "0", count: max(0, width - digits.count)) + digits
            }
            .joined(separator: separator)
    }
}
