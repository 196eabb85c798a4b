import AWSClient
import CloudTrail
import Timestamps

/// What a scan reads, and how.
public struct ScanOptions: Sendable {
    /// The delivery time, as in the names of the files, with which the window begins; nil for the first file there is.
    public var startTime: Timestamp?
    /// The delivery time before which the window ends; nil for no end.
    public var endTime: Timestamp?
    /// The accounts to read; nil for all.
    public var accounts: Set<String>?
    /// The regions to read; nil for all.
    public var regions: Set<String>?
    /// How many objects are fetched at the same time; less than one means one, more than 256 mean 256.
    public var threadCount = 4
    /// For how long after its end a day is listed again; what comes later needs ``rechecksClosedDays``.
    public var lateness: Duration = .seconds(2 * 86_400)
    /// Whether days whose lateness is over are listed as well, and compared with what is kept of them.
    public var rechecksClosedDays = false
    /// What time it is.
    public var now: @Sendable () -> Timestamp = AWSClientConfiguration.currentTime

    /// Creates options that read everything.
    public init() {}

    var workers: Int { min(max(1, threadCount), 256) }

    /// Whether a file that was delivered in the minute `stamp` is asked for: part of the minute is enough.
    func selects(_ stamp: Timestamp) -> Bool {
        if let startTime, stamp.adding(seconds: 60) <= startTime { return false }
        if let endTime, stamp >= endTime { return false }
        return true
    }

    /// Whether a digest that ends at `stamp` is asked for: one that covers the end of the window ends later than it.
    ///
    /// `aws cloudtrail validate-logs` looks for one hour more, too (awscli 1.45, `validation.py`).
    func selectsDigest(_ stamp: Timestamp) -> Bool {
        if let startTime, stamp < startTime { return false }
        if let endTime, stamp > endTime.adding(seconds: CloudTrailDigest.coveredSeconds) { return false }
        return true
    }

    /// Whether all of a day is asked for.
    func covers(_ date: ScanDate) -> Bool {
        (startTime.map { $0 <= date.start } ?? true) && (endTime.map { $0 >= date.end } ?? true)
    }

    /// Whether a part of `start..<end` is asked for.
    func overlaps(from start: Timestamp, to end: Timestamp) -> Bool {
        if let startTime, end <= startTime { return false }
        if let endTime, start >= endTime { return false }
        return true
    }

    /// Whether nothing later is expected of a day.
    func isOver(_ date: ScanDate, at now: Timestamp) -> Bool {
        now >= date.end.adding(seconds: lateness.components.seconds)
    }
}
