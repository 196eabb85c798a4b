import AWSOperations
import JSON

/// The attributes of a queue that clients set: SQS API reference, "SetQueueAttributes".
struct QueueAttributes: Sendable {
    /// What was set, by name; an attribute without a value has its default.
    private(set) var values: [String: String] = [:]

    /// Where messages go that are received too often.
    struct Redrive: Sendable, Hashable {
        var target: QueueName
        var maxReceiveCount: Int
    }

    /// Where messages go that are received too often; nil where they stay.
    private(set) var redrive: Redrive?

    private static let ranges: [String: (allowed: ClosedRange<Int>, usual: Int)] = [
        "VisibilityTimeout": (0...43_200, 30), "DelaySeconds": (0...900, 0),
        "MaximumMessageSize": (1024...1_048_576, 1_048_576), "MessageRetentionPeriod": (60...1_209_600, 345_600),
        "ReceiveMessageWaitTimeSeconds": (0...20, 0),
    ]
    private static let texts: [String: String?] = [
        "Policy": nil, "RedrivePolicy": nil, "RedriveAllowPolicy": nil, "KmsMasterKeyId": nil,
        "KmsDataKeyReusePeriodSeconds": nil, "SqsManagedSseEnabled": "true",
    ]
    private static let ofFIFO: Set<String> = [
        "FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit",
    ]

    var visibilityTimeout: Int { number("VisibilityTimeout") }
    var delaySeconds: Int { number("DelaySeconds") }
    var maximumMessageSize: Int { number("MaximumMessageSize") }
    var retentionSeconds: Int { number("MessageRetentionPeriod") }
    var waitTimeSeconds: Int { number("ReceiveMessageWaitTimeSeconds") }

    private func number(_ name: String) -> Int {
        values[name].flatMap { Int($0) } ?? QueueAttributes.ranges[name]?.usual ?? 0
    }

    /// Every attribute that has a value, its default included.
    var all: [String: String] {
        var all = values
        for (name, range) in QueueAttributes.ranges where all[name] == nil { all[name] = String(range.usual) }
        for case (let name, let value?) in QueueAttributes.texts where all[name] == nil { all[name] = value }
        return all
    }

    /// Sets attributes, all or none; an empty text takes one away.
    mutating func set(_ new: [String: String]) throws(AWSError) {
        var changed = self
        for (name, value) in new {
            if let range = QueueAttributes.ranges[name]?.allowed {
                guard let number = Int(value), range.contains(number) else {
                    throw AWSError.invalidQueueAttribute(name)
                }
                changed.values[name] = String(number)
            } else if QueueAttributes.texts.keys.contains(name) {
                changed.values[name] = value.isEmpty ? nil : value
                if ["Policy", "RedrivePolicy", "RedriveAllowPolicy"].contains(name), !value.isEmpty {
                    guard (try? JSONValue(parsing: value))?.object != nil else {
                        throw AWSError.invalidQueueAttribute(name)
                    }
                }
                if name == "RedrivePolicy" { changed.redrive = try QueueAttributes.redrive(value) }
            } else if QueueAttributes.ofFIFO.contains(name) {
                guard value == "false" else {
                    throw AWSError.sqs("UnsupportedOperation", "mock-aws has no FIFO queues.")
                }
            } else {
                throw AWSError.sqs("InvalidAttributeName", "Unknown Attribute \(name).")
            }
        }
        self = changed
    }

    /// Reads `{"deadLetterTargetArn": …, "maxReceiveCount": …}`; the count may be text.
    private static func redrive(_ text: String) throws(AWSError) -> Redrive? {
        guard !text.isEmpty else { return nil }
        let json = try? JSONValue(parsing: text)
        let count = json?["maxReceiveCount"]
        guard let target = json?["deadLetterTargetArn"]?.string.flatMap({ QueueName(arn: $0) }),
            let maximum = count?.integer ?? count?.string.flatMap({ Int64($0) }), (1...1000).contains(maximum)
        else {
            throw AWSError.invalidQueueParameter(
                "RedrivePolicy", text,
                "It must have deadLetterTargetArn, the ARN of a queue, and maxReceiveCount, 1 to 1000.")
        }
        return Redrive(target: target, maxReceiveCount: Int(maximum))
    }

    /// The names that can be asked for besides the settings.
    static let computed: Set<String> = [
        "All", "QueueArn", "CreatedTimestamp", "LastModifiedTimestamp", "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed",
    ]

    /// Whether `name` can be asked for.
    static func isKnown(_ name: String) -> Bool {
        ranges[name] != nil || texts.keys.contains(name) || ofFIFO.contains(name) || computed.contains(name)
    }
}
