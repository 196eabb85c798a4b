import Locking

/// Remembers as long as the process lives: for scans without a state file, and for tests.
public final class MemoryScanState: ScanStateStore {
    private struct Day: Sendable {
        var seen = SeenDay()
        var isReopened = false
    }

    private let days = Locked<[String: [ScanDate: Day]]>([:])

    /// Creates an empty memory.
    public init() {}

    /// The days of a region's folder that are closed and need not be listed.
    public func closedDates(in folder: String) -> Set<ScanDate> {
        days.withLock { days in
            Set((days[folder] ?? [:]).filter { $0.value.seen.closed != nil && !$0.value.isReopened }.map(\.key))
        }
    }

    /// What is known of a day.
    public func seen(on day: ScanDay) -> SeenDay {
        days.withLock { $0[day.folder]?[day.date]?.seen ?? SeenDay() }
    }

    /// Records objects as read.
    public func record(_ objects: [ScanObject]) {
        days.withLock { days in
            for object in objects {
                var day = days[object.day.folder]?[object.day.date] ?? Day()
                // Not a copy of the whole set for each name.
                days[object.day.folder, default: [:]][object.day.date] = nil
                day.seen.names.insert(object.name)
                day.seen.pending[object.name] = object.pendingHash
                day.seen.watermark = max(day.seen.watermark ?? "", object.name)
                days[object.day.folder, default: [:]][object.day.date] = day
            }
        }
    }

    /// Closes a day.
    public func close(_ day: ScanDay, as closed: ClosedDay) {
        days.withLock { days in
            var known = days[day.folder]?[day.date] ?? Day()
            known.seen.names = []
            known.seen.pending = [:]
            known.seen.closed = closed
            known.isReopened = false
            days[day.folder, default: [:]][day.date] = known
        }
    }

    /// Has a closed day listed again.
    public func reopen(_ day: ScanDay) {
        days.withLock { $0[day.folder]?[day.date]?.isReopened = true }
    }
}
