import TimeShift
import Timestamps
import TrafficSynthesis

extension World {
    /// The newest time that the world's data tell: of the log events, and of the stamps in the names of objects.
    ///
    /// Where there is neither, the begin of the newest folder of a day or an hour; nil where there is none of these.
    public var newestTime: Timestamp? {
        let events = logGroups.lazy.flatMap(\.streams).compactMap { $0.events.entries.last?.timestamp }.max()
        let keys = buckets.lazy.flatMap(\.objects).map(\.key)
        // The last file's stamp is the begin of its five minutes.
        let generated = buckets.compactMap { $0.generator?.configuration }
            .map { $0.start.adding(seconds: $0.duration - 300) }.max()
        let newest = [events.map { Timestamp(milliseconds: $0) }, keys.compactMap(ShiftedKey.stamp).max(), generated]
            .compactMap { $0 }.max()
        return newest ?? keys.compactMap(ShiftedKey.folderTime).max()
    }

    /// The world with all its times moved by one span, so that it ends at `target`.
    ///
    /// The span is whole minutes. It moves the begin of the minute after ``newestTime`` to the begin of the minute in which
    /// `target` lies: the newest event or stamp comes to lie in the last whole minute before that, and a reader that reads
    /// the hour before `target` sees the newest hour of the world.
    ///
    /// - Parameters:
    ///   - target: where the world is to end.
    ///   - now: what `now` stands for.
    ///   - moment: a moment of the world that is to come to lie at the target, in place of its end.
    /// - Returns: the moved world; objects are rewritten when they are read.
    /// - Throws: ``WorldError`` where nothing in the world tells a time, and `moment` is nil; where the world would end
    ///   before 1970; where a generator would leave the years that it can make.
    public func shifted(
        to target: ShiftTarget, now: Timestamp, from moment: Timestamp? = nil
    ) throws(WorldError) -> World {
        guard let end = moment ?? newestTime?.adding(seconds: 60) else {
            throw WorldError(
                "the world", "cannot be moved in time: it has no log events, and no key tells a time; say from when")
        }
        let target = target.moment(now: now)
        let delta = ShiftDelta(from: end, to: target)
        // CloudWatch Logs has no earlier times; its events would all be of the same moment.
        guard min(target, (newestTime ?? target).shifted(by: delta)) >= World.firstTime else {
            throw WorldError("the world", "cannot be moved in time: it would end before 1970")
        }
        let moved = shifted(by: delta, until: target)
        guard zip(buckets, moved.buckets).allSatisfy({ ($0.generator == nil) == ($1.generator == nil) }) else {
            throw WorldError("the world", "cannot be moved in time: its generators know the years 2000 to 2037")
        }
        return moved
    }

    /// What the world's times are moved by for ``shifted(to:now:from:)``, and what is left alone, as lines for a log.
    ///
    /// - Parameter original: the world before it was moved.
    /// - Returns: a line for each note.
    public func shiftNotes(from original: World) -> [String] {
        var notes: [String] = []
        if let before = original.newestTime, let after = newestTime {
            notes.append("moved in time: \(before.iso8601) is now \(after.iso8601)")
        }
        let keys = original.buckets.lazy.flatMap(\.objects).map(\.key)
        let parquet = keys.count { $0.hasSuffix(".parquet") }
        if parquet > 0 {
            notes.append("\(World.count(parquet)) Parquet: keys are moved, the times of the records are not")
        }
        let timeless = keys.count { !ShiftedKey($0, by: ShiftDelta(minutes: 0)).tellsTime }
        let generated = original.buckets.filter { $0.generator != nil }.map(\.name)
        if !generated.isEmpty {
            notes.append("\(generated.joined(separator: ", ")): made up anew for the new times, by whole deliveries")
        }
        if timeless > 0 { notes.append("\(World.count(timeless)) under keys that tell no time, which stay") }
        let absent = original.buckets.lazy.flatMap(\.objects).count(where: \.isNotRecorded)
        if absent > 0 { notes.append("\(World.count(absent)) listed in the recording, and without content") }
        return notes
    }

    private static func count(_ objects: Int) -> String {
        objects == 1 ? "1 object is" : "\(objects) objects are"
    }

    /// What AWS has no times before.
    private static let firstTime = Timestamp(seconds: 0)

    /// The world with all its times moved by `delta`; nothing is created or modified before 1970, or after `limit`.
    func shifted(by delta: ShiftDelta, until limit: Timestamp) -> World {
        var world = self
        func since1970(_ time: Timestamp) -> Timestamp { max(time.shifted(by: delta), World.firstTime) }
        func past(_ time: Timestamp) -> Timestamp { min(since1970(time), limit) }
        if case .fixed(let time) = clock { world.clock = .fixed(since1970(time)) }
        for index in world.credentials.indices {
            world.credentials[index].expiration = world.credentials[index].expiration?.shifted(by: delta)
        }
        for index in world.flowLogs.indices {
            world.flowLogs[index].creationTime = past(world.flowLogs[index].creationTime)
        }
        let bodies = ObjectBodies()
        var number = 0
        world.buckets = buckets.map { bucket in
            var bucket = bucket
            bucket.creationTime = past(bucket.creationTime)
            bucket.objects = bucket.objects.map { object in
                number += 1
                return object.shifted(by: delta, lastModified: past(object.lastModified), bodies, number)
            }
            bucket.objects.sort { utf8Precedes($0.key, $1.key) }
            bucket.generator = bucket.generator?.shifted(by: delta)
            bucket.latest = limit
            return bucket
        }
        world.logGroups = logGroups.map { group in
            var group = group
            let formats = World.formats(of: group, in: flowLogs)
            group.creationTime = past(group.creationTime)
            group.streams = group.streams.map { stream in
                WorldLogStream(
                    name: stream.name, creationTime: past(stream.creationTime),
                    events: stream.events.shifted(by: delta, formats: formats))
            }
            return group
        }
        return world
    }
}

extension FlowLogSynthesis {
    /// The same networks at another time, a whole number of deliveries away; their flows are others.
    ///
    /// nil where the times would leave those that can be made.
    fileprivate func shifted(by delta: ShiftDelta) -> FlowLogSynthesis? {
        var moved = configuration
        let start = moved.start.shifted(by: delta).seconds
        let grid = max(300, moved.aggregationInterval)
        moved.start = Timestamp(seconds: start / grid * grid)
        return try? FlowLogSynthesis(moved)
    }
}

extension WorldObject {
    fileprivate func shifted(
        by delta: ShiftDelta, lastModified: Timestamp, _ bodies: ObjectBodies, _ number: Int
    ) -> WorldObject {
        var object = self
        object.key = ShiftedKey(key, by: delta).key
        object.lastModified = lastModified
        if case .notRecorded = content { return object }
        object.content = .shifted(ShiftedObject(self, by: delta, bodies: bodies, number: number))
        object.etag = nil
        return object
    }
}
