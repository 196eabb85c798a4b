import AWSOperations
import Timestamps

/// Tells which events of a page stood on a page before.
///
/// Pages come newest first. An event can come again only as long as the pages have not come to an older second, so that
/// few identifiers have to be remembered.
struct LookupRepeats {
    private var seen: [String: Timestamp] = [:]

    /// The events of the next page that have not been seen.
    mutating func removing(from page: [LookupEvents.Event]) -> [LookupEvents.Event] {
        var fresh: [LookupEvents.Event] = []
        var times: [String: Timestamp] = [:]
        for event in page {
            guard let identifier = event.eventID else {
                fresh.append(event)
                continue
            }
            let isNew = seen[identifier] == nil && times[identifier] == nil
            if isNew { fresh.append(event) }
            times[identifier] = event.eventTime ?? Timestamp(milliseconds: .min)
        }
        guard let oldest = times.values.min() else { return fresh }
        // This page's stay, whatever their times: order is what CloudTrail says, not what it promises.
        seen = seen.filter { $0.value <= oldest }.merging(times) { $1 }
        return fresh
    }
}
