import AWSOperations
import Digests
import Timestamps

/// A message in a queue.
struct QueuedMessage: Sendable {
    var id: String
    var body: String
    /// The MD5 hash of the text.
    var md5: String
    var attributes: [String: SQSMessageAttribute]
    var traceHeader: String?
    var senderID: String
    var sent: Timestamp
    /// When it can be received: later than now while it is delayed or somebody has it.
    var visible: Timestamp
    var firstReceived: Timestamp?
    var receiveCount = 0
    /// The number of its last receipt; 0 before the first.
    var receipt: UInt64 = 0
    /// The queue that it could not be got rid of in.
    var deadLetterSource: String?

    init(
        id: String, body: String, attributes: [String: SQSMessageAttribute] = [:], traceHeader: String? = nil,
        senderID: String, sent: Timestamp, delaySeconds: Int
    ) {
        self.id = id
        self.body = body
        md5 = MD5.hash(Array(body.utf8)).hexString
        self.attributes = attributes
        self.traceHeader = traceHeader
        self.senderID = senderID
        self.sent = sent
        visible = sent.adding(seconds: Int64(delaySeconds))
    }

    /// The bytes that count against the largest size.
    var size: Int {
        attributes.reduce(body.utf8.count) { size, attribute in
            size + attribute.key.utf8.count + (attribute.value.dataType?.utf8.count ?? 0)
                + (attribute.value.stringValue?.utf8.count ?? 0) + (attribute.value.binaryValue?.count ?? 0)
        }
    }

    /// The system attributes as they are answered.
    var systemAttributes: [String: String] {
        var values = [
            "SenderId": senderID, "SentTimestamp": String(sent.milliseconds),
            "ApproximateReceiveCount": String(receiveCount),
        ]
        values["ApproximateFirstReceiveTimestamp"] = firstReceived.map { String($0.milliseconds) }
        values["AWSTraceHeader"] = traceHeader
        values["DeadLetterQueueSourceArn"] = deadLetterSource
        return values
    }

    /// The MD5 hash of attributes: SQS Developer Guide, "Calculating the MD5 message digest for message attributes".
    static func digest(of attributes: [String: SQSMessageAttribute]) -> String? {
        guard !attributes.isEmpty else { return nil }
        var bytes: [UInt8] = []
        func append(_ part: [UInt8]) {
            for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: part.count >> shift)) }
            bytes += part
        }
        for (name, attribute) in attributes.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            append(Array(name.utf8))
            append(Array((attribute.dataType ?? "").utf8))
            if let binary = attribute.binaryValue {
                bytes.append(2)
                append(binary)
            } else {
                bytes.append(1)
                append(Array((attribute.stringValue ?? "").utf8))
            }
        }
        return MD5.hash(bytes).hexString
    }
}
