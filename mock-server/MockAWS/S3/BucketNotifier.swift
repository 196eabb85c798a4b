import AWSOperations
import Digests
import HTTPMessages
import JSON
import Locking
import Timestamps

/// Tells queues and topics of this server what happens in buckets.
///
/// Source: S3 User Guide, "Event message structure".
final class BucketNotifier: Sendable {
    private let queues: SQSService
    private let topics: SNSService
    private let sequence = Locked<UInt64>(0)

    init(queues: SQSService, topics: SNSService) {
        self.queues = queues
        self.topics = topics
    }

    /// What happened to an object.
    struct Event: Sendable {
        /// The name without `s3:`, such as `ObjectCreated:Put`.
        var name: String
        var key: String
        /// Absent for an object that was removed.
        var size: Int64?
        var etag: String?
        /// Who did it, as in `AWS:AIDA…`.
        var principal: String
        var requestID: String
        var time: Timestamp
    }

    /// A queue or a topic that a configuration names.
    struct Target: Sendable {
        var id: String
        var arn: String
        var events: [String]
        var filter: S3NotificationConfiguration.Filter?

        /// Whether the target is told of `event`.
        func wants(_ event: Event) -> Bool {
            guard events.contains(where: { PolicyDocument.matches($0, "s3:" + event.name) }) else { return false }
            return (filter?.key?.filterRules ?? []).allSatisfy { rule in
                let value = rule.value ?? ""
                return rule.name?.lowercased() == "suffix" ? event.key.hasSuffix(value) : event.key.hasPrefix(value)
            }
        }
    }

    /// Tells the targets that want to hear of it.
    func tell(_ targets: [Target], of event: Event, in bucket: S3Store.Bucket) {
        for target in targets where target.wants(event) {
            send(record(of: event, in: bucket, for: target).text(), to: target.arn, now: event.time)
        }
    }

    /// Sends the message that AWS sends when a target is configured.
    func test(_ targets: [Target], of bucket: S3Store.Bucket, _ context: MockContext) {
        let message: JSONValue = [
            "Service": "Amazon S3", "Event": "s3:TestEvent", "Time": .string(context.now.iso8601Milliseconds),
            "Bucket": .string(bucket.name), "RequestId": .string(context.requestID),
            "HostId": .string(Base64.encode(Array(context.requestID.utf8))),
        ]
        for target in targets { send(message.text(), to: target.arn, now: context.now) }
    }

    /// Whether there is a queue or topic with this ARN.
    func exists(_ arn: String) -> Bool {
        queues.exists(arn) || topics.topic(arn) != nil
    }

    private func send(_ message: String, to arn: String, now: Timestamp) {
        if QueueName(arn: arn) != nil {
            _ = queues.deliver(message, to: arn, sender: "AIDAMOCKAWSS3EXAMPLE", now: now)
        } else {
            topics.publish(message, subject: "Amazon S3 Notification", to: arn, now: now)
        }
    }

    private func record(of event: Event, in bucket: S3Store.Bucket, for target: Target) -> JSONValue {
        let number = sequence.withLock { sequence in
            sequence += 1
            return sequence
        }
        let digits = String(UInt64(max(0, event.time.milliseconds)) << 16 | number & 0xFFFF, radix: 16).uppercased()
        var object: [JSONValue.Member] = [.init("key", .string(BucketNotifier.encoded(event.key)))]
        if let size = event.size { object.append(.init("size", .integer(size))) }
        if let etag = event.etag { object.append(.init("eTag", .string(etag))) }
        object.append(.init("sequencer", .string("00" + digits)))
        let owner: JSONValue = ["principalId": .string(S3Store.owner(account: bucket.account).id ?? "")]
        let entity: JSONValue = [
            "s3SchemaVersion": "1.0", "configurationId": .string(target.id),
            "bucket": [
                "name": .string(bucket.name), "ownerIdentity": owner,
                "arn": .string("arn:\(ARNPartition.of(region: bucket.region)):s3:::\(bucket.name)"),
            ],
            "object": .object(object),
        ]
        return [
            "Records": [
                [
                    "eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": .string(bucket.region),
                    "eventTime": .string(event.time.iso8601Milliseconds), "eventName": .string(event.name),
                    "userIdentity": ["principalId": .string(event.principal)],
                    "requestParameters": ["sourceIPAddress": "127.0.0.1"],
                    "responseElements": [
                        "x-amz-request-id": .string(event.requestID),
                        "x-amz-id-2": .string(Base64.encode(Array(event.requestID.utf8))),
                    ],
                    "s3": entity,
                ]
            ]
        ]
    }

    /// A key as events name it: as in a form, but with its slashes.
    static func encoded(_ key: String) -> String {
        var text = ""
        for byte in key.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 42, 47: text.append(Character(UnicodeScalar(byte)))
            case 32: text.append("+")
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += byte < 16 ? "%0" + digits : "%" + digits
            }
        }
        return text
    }
}
