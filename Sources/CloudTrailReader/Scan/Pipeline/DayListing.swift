import AWSOperations
import CloudTrail
import Timestamps

/// Compares the listing of one day with what is known of it.
struct DayListing {
    /// What the listing showed.
    struct Counts: Sendable {
        var listed = 0
        var alreadySeen = 0
        var foreign = 0
        /// Those already seen that digests are still to come for.
        var pending = 0
        /// Those already seen that digests came for.
        var settled = 0
    }

    /// What is to be read of a day that was closed before.
    struct Changes {
        var events: [WalkEvent] = []
        var note: String?
    }

    /// An object of a day that was closed before.
    private struct Listed {
        var name: String
        var lastModified: Timestamp
        /// What is to be done about it, should it be new; nil where it was read since, or is not asked for.
        var event: WalkEvent?
    }

    let day: ScanDay
    let plan: ScanPlan
    /// What digests say of the day, where they are asked.
    let cover: DayCover?
    /// Whether the listing came to its end.
    var isComplete = true
    private(set) var counts = Counts()
    /// All names of log files of the day that were listed.
    private(set) var ledger = DayLedger()
    /// When the last of those log files was delivered that should be in a digest by now.
    private(set) var newestDue: Timestamp?

    private var seen: SeenDay
    private var listedNames: Set<String> = []
    /// Everything that was listed of a day that was closed before.
    private var undecided: [Listed] = []

    /// How far the clocks of S3 and here may be apart: beyond it S3 refuses a signature, with `RequestTimeTooSkewed`.
    private static let clockSkew: Int64 = 15 * 60

    init(day: ScanDay, plan: ScanPlan, seen: SeenDay, cover: DayCover?) {
        self.day = day
        self.plan = plan
        self.seen = seen
        self.cover = cover
    }

    /// Takes an object of the listing; what is to be done about it at once.
    mutating func take(_ listed: S3Object) -> WalkEvent? {
        guard let key = listed.key, key != day.prefix else { return nil }
        guard let stamp = plan.stamp(of: key, on: day) else {
            counts.foreign += 1
            return nil
        }
        var object = ScanObject(place: TrailObject(bucket: plan.location.bucket, key: key), day: day)
        // What stands on two pages is one object.
        guard listedNames.insert(object.name).inserted else { return nil }
        ledger.add(object.name)
        // `news` is of an object that is known, `event` of one that may be new.
        var (event, news): (WalkEvent?, WalkEvent?)
        if plan.selects(stamp, on: day) {
            counts.listed += 1
            if let cover, stamp < cover.overdue { newestDue = max(newestDue ?? stamp, stamp) }
            if seen.names.contains(object.name) {
                counts.alreadySeen += 1
                news = settle(object, listed, stamp)
            } else {
                object.isLate = seen.closed != nil || isBehind(object.name)
                event = self.event(object, listed, stamp)
            }
        }
        guard seen.closed != nil else { return event ?? news }
        let lastModified = listed.lastModified ?? Timestamp(milliseconds: .max)
        undecided.append(Listed(name: object.name, lastModified: lastModified, event: event))
        return news
    }

    /// Compares what an earlier scan read before its digest came with that digest.
    ///
    /// Where it was another text, the object is read again: what was delivered was false, and the true text may be there.
    private mutating func settle(_ object: ScanObject, _ listed: S3Object, _ stamp: Timestamp) -> WalkEvent? {
        guard let cover, let hash = seen.pending[object.name] else { return nil }
        let verdict = cover.cover(of: object.place.key, stamp: stamp)
        switch verdict {
        case .notCovered:
            counts.pending += 1
            return nil
        case .hashes(let hashes) where !hashes.contains(where: { ScanObject.pendingHash(of: $0) == hash }):
            counts.settled += 1
            var object = object
            object.wasAltered = true
            return event(object, listed, stamp)
        case .hashes, .unsigned, .unlisted:
            counts.settled += 1
            return .settled(object, verdict)
        }
    }

    /// Whether objects after it were read by an earlier scan.
    private func isBehind(_ name: String) -> Bool {
        guard let watermark = seen.watermark, let first = name.utf8.first, (0x30...0x39).contains(first) else {
            return false
        }
        return name < watermark
    }

    private func event(_ object: ScanObject, _ listed: S3Object, _ stamp: Timestamp) -> WalkEvent {
        let event = WalkEvent.object(object, cover?.cover(of: object.place.key, stamp: stamp))
        // A digest that nobody can read is a finding of its own.
        guard day.kind != .digest, let storageClass = listed.storageClass,
            ["GLACIER", "DEEP_ARCHIVE"].contains(storageClass)
        else {
            return event
        }
        // Restored objects can be read for a while: Amazon S3 API Reference, RestoreStatus.
        if let status = listed.restoreStatus, status.isRestoreInProgress == false { return event }
        return .problem(.archived(object.place, storageClass: storageClass))
    }

    /// Log files of the window that digests name, and that are not there; all of the day was listed.
    ///
    /// What an earlier scan has read may have been deleted since; of a day that was closed nobody knows its names.
    func missing() -> [TrailProblem] {
        guard let cover, isComplete, seen.closed == nil else { return [] }
        return cover.named.keys.sorted().compactMap { key in
            let name = day.name(of: key)
            guard !listedNames.contains(name), !seen.names.contains(name), let stamp = plan.stamp(of: key, on: day),
                plan.selects(stamp, on: day)
            else { return nil }
            return TrailProblem(
                place: "s3://\(plan.location.bucket)/\(key)", cause: .missing,
                reason: "a digest names it, and it is not there")
        }
    }

    /// What is to be read of a day that was closed before; all of it was listed.
    ///
    /// A part that adds up to what was read is known. Else what was written after the listing by which the day was
    /// closed is new; where that does not explain the difference, the whole part is read again, except where it became
    /// smaller: then objects were deleted.
    mutating func changes() -> Changes {
        guard let closed = seen.closed, isComplete else { return Changes() }
        var changes = Changes()
        let since = closed.listedAt.adding(seconds: -DayListing.clockSkew)
        var readAgain = 0
        for (index, before) in closed.ledger.parts.enumerated() where ledger.parts[index] != before {
            let part = undecided.filter { DayLedger.place(of: $0.name).part == index }
            let fresh = part.filter { $0.lastModified >= since }
            var old = ledger
            for listed in fresh { old.remove(listed.name) }
            let isExplained = old.parts[index] == before || old.parts[index].count < before.count
            let events = (isExplained ? fresh : part).compactMap(\.event)
            if !isExplained { readAgain += events.count - fresh.count { $0.event != nil } }
            changes.events += events
        }
        counts.alreadySeen += undecided.count { $0.event != nil } - changes.events.count
        if readAgain > 0 {
            changes.note =
                "s3://\(plan.location.bucket)/\(day.prefix) changed after it was closed; \(readAgain) objects are read again"
        }
        return changes
    }
}

extension ScanReport {
    mutating func add(_ counts: DayListing.Counts) {
        listed += counts.listed
        alreadySeen += counts.alreadySeen
        integrity?.notCheckedAgain += counts.alreadySeen - counts.pending - counts.settled
        integrity?.notCovered += counts.pending
        foreign += counts.foreign
    }
}
