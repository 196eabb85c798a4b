import Timestamps

/// Whose log file a key is, and when it was delivered, also where only the folders tell.
///
/// Whoever forges a log file chooses its name. A reader of the bucket reads it all the same, so it counts for the account,
/// region and day of its folders where its name tells nothing.
struct DeliveredLogFile: Hashable {
    /// The account and the region.
    let owner: [String]
    /// The minute of its name; nil where that tells none.
    let stamp: Timestamp?
    /// The first moment of the day of its folder; where there is none, of its name.
    let dayStart: Timestamp

    /// Reads a key, or the path of a copy; nil where it is no log file of events.
    init?(_ key: String) {
        if let key = CloudTrailKey(key), key.kind == .log, let stamp = key.stamp {
            owner = [key.account, key.region]
            self.stamp = stamp
            dayStart = key.day?.timestamp ?? stamp
            return
        }
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, CloudTrailFileName.jsonStem(name) != nil,
            let folders = CloudTrailFolders(parts.dropLast()), folders.kind == .log
        else { return nil }
        owner = [folders.account, folders.region]
        stamp = nil
        dayStart = folders.day.timestamp
    }

    /// When it counts as delivered, where digests begin at `start`: a day that they cover in part is covered.
    func time(from start: Timestamp) -> Timestamp {
        stamp ?? (start < dayStart.adding(seconds: 86_400) ? max(dayStart, start) : dayStart)
    }
}
