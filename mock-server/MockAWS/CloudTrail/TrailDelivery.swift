import AWSOperations
import Digests
import Gzip
import JSON
import Locking
import Timestamps

/// What a delivery is to be: the body of `POST /_mock/cloudtrail/deliver`.
struct TrailDelivery: Sendable {
    /// The trail's name or ARN.
    var trail: String
    var account: String?
    var region: String?
    /// The region that the records are of; the trail's own by default.
    var recordRegion: String?
    var records: [JSONValue]?
    var count = 1
    var seed: UInt64?
    /// How many seconds before now the file's stamp lies, so that it comes out of order.
    var lateSeconds: Int64 = 0
    /// How often the same records are delivered in a further file.
    var duplicateFiles = 0
    /// How often the same notification is sent again.
    var duplicateNotifications = 0

    /// Reads a request.
    ///
    /// - Throws: what is wrong, for people.
    init(_ json: JSONValue) throws(MockAWSError) {
        guard let trail = json["trail"]?.string else { throw MockAWSError("trail must name a trail") }
        self.trail = trail
        for member in json.object ?? [] where !TrailDelivery.members.contains(member.name) {
            throw MockAWSError("\(member.name) is unknown; there are \(TrailDelivery.members.joined(separator: ", "))")
        }
        account = json["account"]?.string
        region = json["region"]?.string
        recordRegion = json["recordRegion"]?.string
        records = json["records"]?.array
        if let value = json["count"] {
            guard let number = value.integer, (0...100_000).contains(number) else {
                throw MockAWSError("count must be 0 to 100000")
            }
            count = Int(number)
        }
        seed = json["seed"]?.integer.map { UInt64(bitPattern: $0) }
        lateSeconds = json["late"]?.integer ?? 0
        switch json["duplicate"] {
        case nil, .some(.null), .some(.boolean(false)): break
        case .some(.boolean(true)), .some(.string("file")): duplicateFiles = 1
        case .some(.string("notification")): duplicateNotifications = 1
        default: throw MockAWSError("duplicate must be true, \"file\" or \"notification\"")
        }
    }

    private static let members = [
        "trail", "account", "region", "recordRegion", "records", "count", "seed", "late", "duplicate",
    ]
}

extension CloudTrailService {
    /// Makes a delivery: one file or more, and their notification.
    ///
    /// - Returns: what was done, or why it failed.
    func deliver(_ delivery: TrailDelivery, _ context: MockContext) throws(AWSError) -> JSONValue {
        var trail = try trail(delivery.trail, context)
        guard trail.isLogging else { throw AWSError.trail("Conflict", "The trail \(trail.name) does not log.") }
        let region = delivery.recordRegion ?? trail.region
        let stamp = context.now.adding(seconds: -delivery.lateSeconds)
        var random = SeededRandom(
            seed: (delivery.seed ?? UInt64.random(in: .min ... .max)) &+ trail.deliveries &* 0x9E37_79B9_7F4A_7C15)
        let generator = TrailRecords(account: trail.account, region: region, before: stamp)
        let records = delivery.records ?? generator.make(delivery.count, &random)
        let content = Deflater.gzip(JSONValue.object([.init("Records", .array(records))]).encoded())

        var keys: [String] = []
        var failure: String?
        for _ in 0...delivery.duplicateFiles {
            let key = TrailDelivery.key(trail, region: region, stamp: stamp, suffix: random.suffix())
            do throws(AWSError) {
                guard permissions.allowBucket(trail) || !permissions.bucketExists(trail.bucket) else {
                    throw AWSError.s3("AccessDenied", "Access Denied", status: 403)
                }
                try permissions.buckets.deliver(
                    content, as: key, in: trail.bucket, contentType: "application/json", contentEncoding: "gzip",
                    context)
                keys.append(key)
            } catch {
                failure = error.code
            }
        }
        trail.deliveries += 1
        trail.deliveryError = failure
        if failure == nil { trail.delivered = context.now }
        var messages: [JSONValue] = []
        if let topic = trail.settings.snsTopicARN, !keys.isEmpty {
            let message: JSONValue = [
                "s3Bucket": .string(trail.bucket), "s3ObjectKey": .array(keys.map { .string($0) }),
            ]
            if permissions.allowTopic(trail) {
                for _ in 0...delivery.duplicateNotifications {
                    if let id = permissions.topics.publish(message.text(), to: topic, now: context.now) {
                        messages.append(.string(id))
                    }
                }
                trail.notified = context.now
                trail.notificationError = nil
            } else {
                trail.notificationError = permissions.topics.topic(topic) == nil ? "NotFound" : "AuthorizationError"
            }
        }
        let outcome = trail
        state.withLock { state in
            // Settings may have changed meanwhile, and the trail may be gone.
            if var stored = state.trails[outcome.arn] {
                stored.deliveries = outcome.deliveries
                stored.delivered = outcome.delivered
                stored.deliveryError = outcome.deliveryError
                stored.notified = outcome.notified
                stored.notificationError = outcome.notificationError
                state.trails[outcome.arn] = stored
            }
            state.records += records
            let surplus = state.records.count - CloudTrailService.recordLimit
            if surplus > 0 { state.records.removeFirst(surplus) }
        }
        return [
            "bucket": .string(trail.bucket), "keys": .array(keys.map { .string($0) }),
            "records": .integer(Int64(records.count)), "messageIds": .array(messages),
            "deliveryError": trail.deliveryError.map { .string($0) } ?? .null,
            "notificationError": trail.notificationError.map { .string($0) } ?? .null,
        ]
    }
}

extension TrailDelivery {
    /// The key of a log file: CloudTrail User Guide, "CloudTrail log file name format".
    static func key(_ trail: TrailState, region: String, stamp: Timestamp, suffix: String) -> String {
        let basic = stamp.iso8601Basic
        let day = basic.prefix(8)
        let folder = "\(day.prefix(4))/\(day.dropFirst(4).prefix(2))/\(day.dropFirst(6))"
        let prefix = trail.settings.s3KeyPrefix.map { $0 + "/" } ?? ""
        return "\(prefix)AWSLogs/\(trail.account)/CloudTrail/\(region)/\(folder)/"
            + "\(trail.account)_CloudTrail_\(region)_\(basic.prefix(13))Z_\(suffix).json.gz"
    }
}
