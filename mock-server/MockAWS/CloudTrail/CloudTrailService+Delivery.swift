import AWSOperations
import Digests
import Gzip
import JSON
import Locking
import Timestamps
import TrafficSynthesis

/// Deliveries of log files.
extension CloudTrailService {
    /// Makes a delivery: its files, and their notifications.
    ///
    /// - Returns: what was done, or why it failed.
    func deliver(_ delivery: TrailDelivery, _ context: MockContext) throws(AWSError) -> JSONValue {
        var trail = try trail(delivery.trail.name, context)
        guard trail.isLogging else { throw AWSError.trail("Conflict", "The trail \(trail.name) does not log.") }
        let place = try place(of: trail, account: delivery.recordAccount, region: delivery.recordRegion)
        let now = delivery.time ?? context.now
        try delivery.checkTimes(now)
        let seed = delivery.seed ?? UInt64.random(in: .min ... .max)
        var maker = try TrailFileMaker(
            delivery, place: place, random: SeededRandom(seed: seed, stream: trail.deliveries),
            worldRecords: worldRecords, used: trail.worldRecords[delivery.recordRegion ?? ""] ?? 0)

        var outcome = TrailDeliveryOutcome()
        let isAllowed = permissions.allowBucket(trail) || !permissions.bucketExists(trail.bucket)
        for index in 0..<delivery.files {
            let spread = delivery.spreadSeconds - delivery.spreadSeconds * Int64(index) / Int64(delivery.files)
            let time = Timestamp(seconds: now.seconds - spread)
            let stamp = time.adding(seconds: -delivery.lateSeconds)
            let file = maker.next(before: stamp.adding(seconds: -delivery.lagSeconds))
            let content = Deflater.gzip(file.content, level: delivery.files > 1 ? 1 : 6)
            for _ in 0...delivery.duplicateFiles {
                let key = trail.keys.logKey(
                    account: place.account, region: place.region, stamp: stamp, suffix: maker.random.suffix())
                do throws(AWSError) {
                    guard isAllowed else { throw AWSError.s3("AccessDenied", "Access Denied", status: 403) }
                    try permissions.buckets.deliver(
                        content, as: key, in: trail.bucket, at: time, context)
                    outcome.keys.append(key)
                    if trail.settings.logFileValidationEnabled == true {
                        outcome.digested.append(
                            DigestedLogFile(
                                bucket: trail.bucket, key: key, hash: SHA256.hash(file.content).hexString,
                                times: file.times, delivered: time))
                    }
                } catch {
                    outcome.failure = error.code
                }
            }
            outcome.add(file, wantsEventIDs: delivery.wantsEventIDs)
        }
        trail.deliveries += 1
        trail.deliveryError = outcome.failure
        if outcome.failure == nil { trail.delivered = now }
        trail.worldRecords[delivery.recordRegion ?? ""] = maker.used
        let messages = announce(outcome.keys, delivery, &trail, context)
        store(trail, outcome, place)
        return outcome.answer(trail, messages: messages, wantsEventIDs: delivery.wantsEventIDs)
    }

    /// Whose records a request is about.
    func place(of trail: TrailState, account: String?, region: String?) throws(AWSError) -> TrailDigestBook.Place {
        let account = account ?? trail.account
        guard account == trail.account || trail.organization != nil else {
            throw AWSError.trail(
                "Conflict", "The trail \(trail.name) logs account \(trail.account) alone: it is no organization trail.")
        }
        let region = region ?? trail.region
        guard region == trail.region || trail.settings.isMultiRegionTrail == true else {
            throw AWSError.trail(
                "Conflict", "The trail \(trail.name) logs region \(trail.region) alone: it is no multi-region trail.")
        }
        return TrailDigestBook.Place(account: account, region: region)
    }

    /// Tells the topic of the trail which files there are.
    private func announce(
        _ keys: [String], _ delivery: TrailDelivery, _ trail: inout TrailState, _ context: MockContext
    ) -> [JSONValue] {
        guard let topic = trail.settings.snsTopicARN, !keys.isEmpty else { return [] }
        guard permissions.allowTopic(trail) else {
            trail.notificationError = permissions.topics.topic(topic) == nil ? "NotFound" : "AuthorizationError"
            return []
        }
        var messages: [JSONValue] = []
        for start in stride(from: 0, to: keys.count, by: delivery.keysPerNotification) {
            let some = keys[start..<min(start + delivery.keysPerNotification, keys.count)]
            let message: JSONValue = [
                "s3Bucket": .string(trail.bucket), "s3ObjectKey": .array(some.map { .string($0) }),
            ]
            for _ in 0...delivery.duplicateNotifications {
                if let id = permissions.topics.publish(message.text(), to: topic, now: context.now) {
                    messages.append(.string(id))
                }
            }
        }
        trail.notified = context.now
        trail.notificationError = nil
        return messages
    }

    private func store(_ trail: TrailState, _ outcome: TrailDeliveryOutcome, _ place: TrailDigestBook.Place) {
        state.withLock { state in
            // Settings may have changed meanwhile, and the trail may be gone.
            if var stored = state.trails[trail.arn] {
                stored.deliveries = trail.deliveries
                stored.worldRecords = trail.worldRecords
                stored.delivered = trail.delivered
                stored.deliveryError = trail.deliveryError
                stored.notified = trail.notified
                stored.notificationError = trail.notificationError
                state.trails[trail.arn] = stored
                state.digests[trail.arn, default: TrailDigestBook()].add(outcome.digested, at: place)
            }
            state.records += outcome.events
            let surplus = state.records.count - CloudTrailService.recordLimit
            if surplus > 0 { state.records.removeFirst(surplus) }
        }
    }
}

/// What became of a delivery.
struct TrailDeliveryOutcome: Sendable {
    var keys: [String] = []
    var digested: [DigestedLogFile] = []
    var events: [TrailEvent] = []
    var eventIDs: [JSONValue] = []
    var tally = TrailRecordTally()
    var count = 0
    var failure: String?

    mutating func add(_ file: TrailFileMaker.File, wantsEventIDs: Bool) {
        events += file.events
        tally.add(file.tally)
        count += file.count
        if wantsEventIDs { eventIDs += file.eventIDs.map { .string($0) } }
        // What is found no more need not be kept until the end of a long delivery.
        let surplus = events.count - CloudTrailService.recordLimit
        if surplus > CloudTrailService.recordLimit { events.removeFirst(surplus) }
    }

    func answer(_ trail: TrailState, messages: [JSONValue], wantsEventIDs: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("bucket", .string(trail.bucket)), .init("keys", .array(keys.map { .string($0) })),
            .init("records", .integer(Int64(count))),
            .init(
                "eventNames",
                .object(tally.eventNames.sorted { $0.key < $1.key }.map { .init($0.key, .integer(Int64($0.value))) })),
            .init("errors", .integer(Int64(tally.errors))), .init("failedLogins", .integer(Int64(tally.failedLogins))),
        ]
        if wantsEventIDs { members.append(.init("eventIDs", .array(eventIDs))) }
        members += [
            .init("messageIds", .array(messages)),
            .init("deliveryError", trail.deliveryError.map { .string($0) } ?? .null),
            .init("notificationError", trail.notificationError.map { .string($0) } ?? .null),
        ]
        return .object(members)
    }
}
