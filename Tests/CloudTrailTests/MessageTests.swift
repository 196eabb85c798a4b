import CloudTrail
import JSON
import TestSupport
import Testing

/// Puts a message into SNS's envelope.
func enveloped(_ message: String, _ more: JSONValue.Member...) -> String {
    JSONValue.object(
        [
            .init("Type", "Notification"), .init("MessageId", "95df01b4-ee98-5cb9-9903-4c221d41eb5e"),
            .init("TopicArn", "arn:aws:sns:us-east-2:123456789012:trail"), .init("Message", .string(message)),
            .init("Timestamp", "2024-01-15T08:22:11.000Z"), .init("SignatureVersion", "1"),
            .init("Signature", "EXAMPLE=="),
        ] + more
    ).text()
}

/// A record of S3 with a key as S3 spells it.
func s3Record(_ key: String, bucket: String = "b", event: String = "ObjectCreated:Put", version: String = "2.1")
    -> String
{
    """
    {"eventVersion":"\(version)","eventSource":"aws:s3","awsRegion":"us-east-2","eventTime":"2024-01-15T08:22:11.000Z",\
    "eventName":"\(event)","s3":{"s3SchemaVersion":"1.0","configurationId":"x","bucket":{"name":"\(bucket)"},\
    "object":{"key":"\(key)","size":4096,"sequencer":"0C0F6F405D6ED209E1"}}}
    """
}

func s3Event(_ records: String...) -> String {
    "{\"Records\":[\(records.joined(separator: ","))]}"
}

func eventBridge(_ detailType: String, source: String = "aws.s3", detail: String) -> String {
    """
    {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"\(detailType)","source":"\(source)",\
    "account":"111122223333","time":"2021-11-12T00:00:00Z","region":"ca-central-1","resources":[],"detail":\(detail)}
    """
}

@Suite struct CloudTrailMessageTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let body: String
        let fate: CloudTrailMessage
        var testDescription: String { name }

        init(_ name: String, _ body: String, _ fate: CloudTrailMessage) {
            self.name = name
            self.body = body
            self.fate = fate
        }
    }

    static let folder = "AWSLogs/111122223333/CloudTrail/us-east-2/2015/08/17/"
    static let log = folder + "111122223333_CloudTrail_us-east-2_20150817T1445Z_9nYN7gp2eWAJHIfT.json.gz"
    static let log2 = folder + "111122223333_CloudTrail_us-east-2_20150817T1450Z_aaaaaaaaaaaaaaaa.json.gz"
    static let digest = CloudTrailKeyTests.digests + CloudTrailKeyTests.digest + ".json.gz"
    static let insight = "AWSLogs/111122223333/CloudTrail-Insight/us-east-2/2015/08/17/x.json.gz"
    static let validation = "CloudTrail validation message."
    static let test = """
        {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2014-10-13T15:57:02.089Z","Bucket":"bucketname",\
        "RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmw1TItRi"}
        """

    static func announced(_ keys: String..., bucket: String = "b") -> CloudTrailMessage {
        .objects(keys.map { AnnouncedObject(bucket: bucket, key: $0) })
    }

    static func notification(_ keys: String) -> String { "{\"s3Bucket\":\"b\",\"s3ObjectKey\":\(keys)}" }

    static let cloudTrail = [
        Row("one key through SNS", enveloped(notification("[\"\(log)\"]")), announced(log)),
        Row("two keys through SNS", enveloped(notification("[\"\(log)\",\"\(log2)\"]")), announced(log, log2)),
        Row("a bare string through SNS", enveloped(notification("\"\(log)\"")), announced(log)),
        Row("raw delivery", notification("[\"\(log)\"]"), announced(log)),
        Row("raw delivery, bare string, white space", "\n \(notification("\"\(log)\"")) \r\n", announced(log)),
        Row("one key twice", notification("[\"\(log)\",\"\(log)\"]"), announced(log)),
        Row("plus and percent are themselves", notification("[\"a+b%20c/\(log)\"]"), announced("a+b%20c/" + log)),
        Row("a digest", notification("[\"\(digest)\"]"), announced(digest)),
        Row("an Insights file", enveloped(notification("[\"\(insight)\"]")), announced(insight)),
        Row("a key of nobody's", notification("[\"x/y.txt\"]"), announced("x/y.txt")),
        Row("an unknown member beside", "{\"s3Bucket\":\"b\",\"s3ObjectKey\":[\"\(log)\"],\"new\":{}}", announced(log)),
        Row("a byte order mark", "\u{FEFF}" + notification("[\"\(log)\"]"), announced(log)),
        Row("no key", notification("[]"), .malformed("s3ObjectKey names no object")),
        Row("a key that is a number", notification("[\"\(log)\",7]"), .malformed("s3ObjectKey holds what is no key")),
        Row("an empty key", notification("[\"\"]"), .malformed("s3ObjectKey holds what is no key")),
        Row("keys in an object", notification("{}"), .malformed("s3ObjectKey is neither a text nor an array")),
        Row("a bucket alone", "{\"s3Bucket\":\"b\"}", .malformed("s3Bucket without s3ObjectKey")),
        Row("keys alone", "{\"s3ObjectKey\":[\"k\"]}", .malformed("s3ObjectKey without a text as s3Bucket")),
        Row("the validation text, raw", validation, .validation),
        Row("the validation text through SNS", enveloped(validation), .validation),
        Row("the validation text with a newline", validation + "\n", .validation),
        Row("the validation text as JSON", "\"\(validation)\"", .validation),
    ]

    static let s3 = [
        Row("direct", s3Event(s3Record(log)), announced(log)),
        Row(
            "through SNS", enveloped(s3Event(s3Record(log)), .init("Subject", "Amazon S3 Notification")), announced(log)
        ),
        Row("two records", s3Event(s3Record(log), s3Record(log2)), announced(log, log2)),
        Row(
            "two buckets", s3Event(s3Record("k"), s3Record("k", bucket: "c")),
            .objects([AnnouncedObject(bucket: "b", key: "k"), AnnouncedObject(bucket: "c", key: "k")])),
        Row("an encoded key", s3Event(s3Record("a+b%2B%C3%A9/\(log)")), announced("a b+é/" + log)),
        Row("a digest", s3Event(s3Record(digest)), announced(digest)),
        Row(
            "a multipart upload",
            s3Event(s3Record(log, event: "ObjectCreated:CompleteMultipartUpload", version: "2.5")),
            announced(log)),
        Row("a removal", s3Event(s3Record(log, event: "ObjectRemoved:Delete")), .foreign("S3: ObjectRemoved:Delete")),
        Row(
            "a removal beside a creation", s3Event(s3Record(log2, event: "ObjectRemoved:Delete"), s3Record(log)),
            announced(log)),
        Row(
            "another major version", s3Event(s3Record(log, version: "3.0")),
            .malformed("version 3.0 of S3's record is not known here; 2 is")),
        Row(
            "a key that is not encoded", s3Event(s3Record("100%")),
            .malformed("a record of S3 whose key is not percent-encoded: 100%")),
        Row(
            "a record without key",
            s3Event("{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"b\"}}}"),
            .malformed("a record of S3 without bucket and key")),
        Row(
            "one bad record spoils all", s3Event(s3Record(log), "{\"s3\":{}}"),
            .malformed("a record of S3 without eventName")),
        Row("no records", "{\"Records\":[]}", .malformed("Records is empty")),
        Row("records that are none", "{\"Records\":{}}", .malformed("Records is no array")),
        Row("a record that is none", "{\"Records\":[1]}", .malformed("a record is no object")),
        Row(
            "a log file as body", "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventSource\":\"sts.amazonaws.com\"}]}",
            .foreign("a record of sts.amazonaws.com")),
        Row("a test", test, .test),
        Row("a test through SNS", enveloped(test), .test),
        Row("a trial of another name", "{\"Service\":\"Amazon S3\",\"Event\":\"s3:Other\"}", .foreign("S3: s3:Other")),
        Row(
            "as a function gets it",
            "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":\(enveloped(s3Event(s3Record(log))))}]}",
            announced(log)),
    ]

    static let others = [
        Row(
            "EventBridge",
            eventBridge(
                "Object Created", detail: "{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"a+b%20/\(log)\"}}"),
            announced("a+b%20/" + log)),
        Row(
            "EventBridge through SNS",
            enveloped(
                eventBridge("Object Created", detail: "{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"\(log)\"}}")),
            announced(log)),
        Row(
            "EventBridge without key", eventBridge("Object Created", detail: "{\"bucket\":{\"name\":\"b\"}}"),
            .malformed("EventBridge: Object Created without bucket and key")),
        Row(
            "EventBridge, deleted", eventBridge("Object Deleted", detail: "{}"),
            .foreign("EventBridge: Object Deleted of aws.s3")),
        Row(
            "EventBridge, an API call",
            eventBridge("AWS API Call via CloudTrail", source: "aws.ec2", detail: "{\"eventVersion\":\"1.08\"}"),
            .foreign("EventBridge: AWS API Call via CloudTrail of aws.ec2")),
        Row(
            "AWS Config, a history file",
            enveloped(
                """
                {"s3ObjectKey":"AWSLogs/111122223333/Config/us-east-2/2015/8/17/ConfigHistory/x.json.gz","s3Bucket":"b",\
                "notificationCreationTime":"2015-08-17T14:45:00.000Z",\
                "messageType":"ConfigurationHistoryDeliveryCompleted","recordVersion":"1.1"}
                """), .foreign("AWS Config: ConfigurationHistoryDeliveryCompleted")),
        Row(
            "AWS Config, a change",
            enveloped("{\"configurationItem\":{},\"messageType\":\"ConfigurationItemChangeNotification\"}"),
            .foreign("AWS Config: ConfigurationItemChangeNotification")),
        Row(
            "a confirmation of SNS",
            "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"arn:aws:sns:us-east-2:123456789012:t\",\"Token\":\"2\"}",
            .foreign("SNS: SubscriptionConfirmation")),
        Row(
            "an alarm of CloudWatch", enveloped("{\"AlarmName\":\"x\",\"NewStateValue\":\"ALARM\"}"),
            .foreign("an object with AlarmName, NewStateValue")),
        Row("an empty object", "{}", .foreign("an empty object")),
        Row("empty", "", .malformed("the body is empty")),
        Row("blank", " \n\t", .malformed("the body is empty")),
        Row("an empty Message", enveloped(""), .malformed("the Message of the SNS envelope is empty")),
        Row(
            "an envelope without Message", "{\"Type\":\"Notification\",\"TopicArn\":\"x\"}",
            .malformed("the SNS envelope has no text as its Message")),
        Row(
            "a Message that is an object", "{\"Type\":\"Notification\",\"Message\":{}}",
            .malformed("the SNS envelope has no text as its Message")),
        Row("text", "this is not json at all {{{", .malformed("the body is not JSON at byte 0: a value was expected")),
        Row(
            "text through SNS", enveloped("hello"),
            .malformed("the Message of the SNS envelope is not JSON at byte 0: a value was expected")),
        Row(
            "cut off", String(notification("[\"\(log)\"]").dropLast()),
            .malformed("the body is not JSON at byte 160: ',' or '}' was expected")),
        Row("an array", "[]", .malformed("JSON, but no object")),
        Row("a number", "12", .malformed("JSON, but no object")),
        Row("null", "null", .malformed("JSON, but no object")),
        Row("two envelopes", enveloped(enveloped(notification("[\"\(log)\"]"))), announced(log)),
        Row("four envelopes", nested(4), announced(log)),
        Row("five envelopes", nested(5), .malformed("SNS envelopes within each other, too many")),
        Row(
            "too deep", String(repeating: "[", count: 100_000),
            .malformed("the body is not JSON at byte 64: nested too deep")),
        Row(
            "too deep inside", "{\"s3Bucket\":" + String(repeating: "{\"a\":", count: 70) + "1",
            .malformed("the body is not JSON at byte 327: nested too deep")),
        Row(
            "huge", notification("[\"\(String(repeating: "x", count: 1 << 20))\"]"),
            .malformed("the body is longer than SQS carries: 1048611 bytes")),
        Row(
            "as large as may be", notification("[\"\(String(repeating: "x", count: 1_000_000))\"]"),
            announced(String(repeating: "x", count: 1_000_000))),
        Row(
            "a stranger's control characters", "{\"messageType\":\"a\\u001b[2J\\nb\"}", .foreign("AWS Config: a?[2J?b")),
    ]

    static func nested(_ count: Int) -> String {
        (0..<count).reduce(notification("[\"\(log)\"]")) { message, _ in enveloped(message) }
    }

    @Test(arguments: cloudTrail) func ofCloudTrailHasItsFate(_ row: Row) {
        #expect(CloudTrailMessage(body: row.body) == row.fate)
    }
    @Test(arguments: s3) func ofS3HasItsFate(_ row: Row) { #expect(CloudTrailMessage(body: row.body) == row.fate) }
    @Test(arguments: others) func ofOthersHasItsFate(_ row: Row) {
        #expect(CloudTrailMessage(body: row.body) == row.fate)
    }

    @Test func kindsAreTold() {
        let kinds = [Self.log, Self.digest, Self.insight, "x/y.txt"].map { AnnouncedObject(bucket: "b", key: $0).kind }
        #expect(kinds == [.log, .digest, .insight, nil])
        #expect("\(AnnouncedObject(bucket: "b", key: "k"))" == "s3://b/k")
    }

    /// Property: whatever bytes become others, a message has a fate, and what it announces has a bucket and a key.
    @Test func alteredMessagesHaveAFate() {
        var generator = SeededGenerator(seed: 5)
        let rows = (Self.cloudTrail + Self.s3 + Self.others).filter { $0.body.utf8.count < 10_000 }
        for row in rows where !row.body.isEmpty {
            for _ in 0..<20 {
                var bytes = Array(row.body.utf8)
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let index = Int.random(in: 0..<bytes.count, using: &generator)
                    bytes[index] = UInt8.random(in: 0...255, using: &generator)
                }
                guard case .objects(let objects) = CloudTrailMessage(body: String(decoding: bytes, as: UTF8.self))
                else {
                    continue
                }
                #expect(!objects.isEmpty && objects.allSatisfy { !$0.bucket.isEmpty && !$0.key.isEmpty })
            }
        }
    }

    /// Every prefix of an envelope has a fate, and none announces what the whole does not.
    @Test func aCutMessageAnnouncesNothing() {
        let whole = enveloped(Self.notification("[\"\(Self.log)\",\"\(Self.log2)\"]"))
        for count in 0..<whole.count {
            guard case .malformed = CloudTrailMessage(body: whole.prefix(count)) else {
                Issue.record("\(count) characters are not malformed")
                return
            }
        }
    }
}
