import JSON

/// Messages as they come into a trail's queue, and what has to become of them.
struct FollowEnvelope: Sendable {
    /// What becomes of a message.
    enum Fate: Sendable { case read, deleted, left }

    var name: String
    var fate: Fate
    /// The body, where the message announces `key` or `second`.
    var body: @Sendable (_ key: String, _ second: String) -> String

    init(_ name: String, _ fate: Fate, _ body: @escaping @Sendable (String, String) -> String) {
        self.name = name
        self.fate = fate
        self.body = body
    }

    /// A message within SNS's envelope.
    static func sns(_ message: String, type: String = "Notification") -> String {
        JSONValue.object([
            .init("Type", .string(type)), .init("MessageId", "95df01b4-ee98-5cb9-9903-4c221d41eb5e"),
            .init("TopicArn", "arn:aws:sns:us-east-1:123456789012:trail"), .init("Message", .string(message)),
            .init("Timestamp", "2026-03-04T10:00:11.000Z"), .init("SignatureVersion", "1"),
        ]).text()
    }

    /// Events of S3 with a record for each key.
    static func s3(
        _ keys: String..., event: String = "ObjectCreated:Put", version: String = "2.1",
        bucket: String = FollowWorld.bucket
    ) -> String {
        let records = keys.map { key in
            """
            {"eventVersion":"\(version)","eventSource":"aws:s3","eventName":"\(event)","s3":{"s3SchemaVersion":"1.0",\
            "bucket":{"name":"\(bucket)"},"object":{"key":"\(key)","size":1}}}
            """
        }
        return "{\"Records\":[\(records.joined(separator: ","))]}"
    }

    static func eventBridge(_ key: String, detailType: String = "Object Created") -> String {
        """
        {"version":"0","id":"1","detail-type":"\(detailType)","source":"aws.s3","account":"123456789012","detail":\
        {"bucket":{"name":"\(FollowWorld.bucket)"},"object":{"key":"\(key)"}}}
        """
    }

    private static func one(_ key: String) -> String { FollowWorld.notification(key) }

    static let all: [FollowEnvelope] = [
        .init("through SNS", .read) { key, _ in sns(one(key)) },
        .init("two keys through SNS", .read) { sns(FollowWorld.notification($0, $1)) },
        .init("a bare string", .read) { key, _ in
            sns("{\"s3Bucket\":\"\(FollowWorld.bucket)\",\"s3ObjectKey\":\"\(key)\"}")
        },
        .init("raw delivery", .read) { key, _ in one(key) },
        .init("raw delivery with white space", .read) { key, _ in "\n " + one(key) + " \r\n" },
        .init("one key twice", .read) { key, _ in FollowWorld.notification(key, key) },
        .init("a digest beside", .read) { key, _ in FollowWorld.notification(digest, key) },
        .init("a stranger's key beside", .read) { key, _ in FollowWorld.notification("x/y.txt", key) },
        .init("S3", .read) { key, _ in s3(key) },
        .init("S3, two records", .read) { s3($0, $1) },
        .init("S3, an encoded key", .read) { key, _ in s3(key.replacing("_", with: "%5F")) },
        .init("S3, a multipart upload", .read) { key, _ in s3(key, event: "ObjectCreated:CompleteMultipartUpload") },
        .init("S3, version 2.9", .read) { key, _ in s3(key, version: "2.9") },
        .init("S3 through SNS", .read) { key, _ in sns(s3(key)) },
        .init("S3 through SNS as a function gets it", .read) { key, _ in
            "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":\(sns(s3(key)))}]}"
        },
        .init("EventBridge", .read) { key, _ in eventBridge(key) },
        .init("EventBridge through SNS", .read) { key, _ in sns(eventBridge(key)) },
        .init("two envelopes", .read) { key, _ in sns(sns(one(key))) },
        .init("a byte order mark", .read) { key, _ in "\u{FEFF}" + one(key) },
        .init("a digest", .deleted) { _, _ in sns(FollowWorld.notification(digest)) },
        .init("a key of nobody's", .deleted) { _, _ in FollowWorld.notification("x/y.txt") },
        .init("validation, raw", .deleted) { _, _ in "CloudTrail validation message." },
        .init("validation through SNS", .deleted) { _, _ in sns("CloudTrail validation message.") },
        .init("a test of S3", .deleted) { _, _ in test },
        .init("a test of S3 through SNS", .deleted) { _, _ in sns(test) },
        .init("S3, removed", .left) { key, _ in s3(key, event: "ObjectRemoved:Delete") },
        .init("S3, version 3", .left) { key, _ in s3(key, version: "3.0") },
        .init("S3, a bad record", .left) { key, _ in s3("100%" + key) },
        .init("EventBridge, deleted", .left) { key, _ in eventBridge(key, detailType: "Object Deleted") },
        .init("AWS Config", .left) { _, _ in
            sns("{\"s3Bucket\":\"b\",\"s3ObjectKey\":\"k\",\"messageType\":\"ConfigurationHistoryDeliveryCompleted\"}")
        },
        .init("a confirmation of SNS", .left) { _, _ in sns("x", type: "SubscriptionConfirmation") },
        .init("an alarm", .left) { _, _ in sns("{\"AlarmName\":\"x\"}") },
        .init("an empty object", .left) { _, _ in "{}" },
        .init("no key", .left) { _, _ in "{\"s3Bucket\":\"b\",\"s3ObjectKey\":[]}" },
        .init("no bucket", .left) { key, _ in "{\"s3ObjectKey\":[\"\(key)\"]}" },
        .init("no records", .left) { _, _ in "{\"Records\":[]}" },
        .init("no JSON", .left) { _, _ in "this is not json at all {{{" },
        .init("cut off", .left) { key, _ in String(one(key).dropLast()) },
        .init("too deep", .left) { _, _ in String(repeating: "[", count: 1000) },
        .init("an array", .left) { _, _ in "[]" },
        .init("five envelopes", .left) { key, _ in (0..<5).reduce(one(key)) { text, _ in sns(text) } },
        .init("a missing object", .left) { key, _ in FollowWorld.notification(key + ".gone.json.gz", key) },
        .init("a bucket that is not there", .left) { key, _ in s3(key, bucket: "no-such-bucket-anywhere") },
    ]

    private static let digest =
        "AWSLogs/123456789012/CloudTrail-Digest/us-east-1/2026/03/04/"
        + "123456789012_CloudTrail-Digest_us-east-1_trail_us-east-1_20260304T101010Z.json.gz"
    private static let test = """
        {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-03-04T10:00:00.000Z","Bucket":"trail-logs",\
        "RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmw1TItRi"}
        """
}
