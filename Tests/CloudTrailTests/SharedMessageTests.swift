import CloudTrail
import JSON
import TestSupport
import Testing

/// The envelopes under ../shared; ``CloudTrailMessageTests`` has self-contained ones of every shape.
@Suite(.enabled(if: SharedFiles.present, "\(SharedFiles.absence)")) struct SharedMessageTests {
    static let artifact = CloudTrailMessageTests.announced(
        "b21b84d653bb07b05b1e6b33684dc11b", bucket: "lambda-artifacts-deafc19498e3f2df")

    static func read(_ name: String) throws -> [UInt8] {
        try SharedFiles.bytes("samples/api/notifications/\(name).json")
    }

    @Test(arguments: [
        ("cloudtrail-rs-s3-test-event", CloudTrailMessage.test),
        ("cloudtrail-rs-s3-event-object-created", artifact),
        (
            "cloudtrail-rs-s3-event-urlencoded-key",
            CloudTrailMessageTests.announced("my file=a.json.gz", bucket: "ct-siem-sync")
        ),
        ("cloudtrail-rs-sns-s3-event", artifact),
        ("cloudtrail-rs-sns-s3-test-event", .test),
        (
            "cloudtrail-rs-eventbridge-object-created",
            CloudTrailMessageTests.announced("example-key", bucket: "amzn-s3-demo-bucket1")
        ),
        (
            "cloudtrail-rs-eventbridge-object-created-plus-key",
            CloudTrailMessageTests.announced("my+file.json.gz", bucket: "ct-siem-sync")
        ),
        (
            "cloudtrail-rs-eventbridge-object-created-unsupported-version",
            .malformed("EventBridge: version 2.0 of S3's event is not known here; 1 is")
        ),
        ("cloudtrail-rs-eventbridge-object-deleted", .foreign("EventBridge: Object Deleted of aws.s3")),
        (
            "cloudtrail-rs-eventbridge-object-restore-completed",
            .foreign("EventBridge: Object Restore Completed of aws.s3")
        ),
        (
            "cloudtrail-rs-eventbridge-object-annotation-created",
            .foreign("EventBridge: Object Annotation Created of aws.s3")
        ),
        ("cloudtrail-rs-sqs-s3-event", .foreign("a record of aws:sqs")),
    ])
    func bodyHasItsFate(name: String, fate: CloudTrailMessage) throws {
        let body = String(decoding: try SharedMessageTests.read(name), as: UTF8.self)
        #expect(CloudTrailMessage(body: body) == fate)
    }

    /// Files that hold whole messages of SQS, as a function of AWS Lambda gets them: each body on its own.
    @Test(arguments: [
        ("cloudtrail-rs-sqs-s3-event", [artifact]),
        ("cloudtrail-rs-sqs-sns-event", [artifact]),
        (
            "cloudtrail-rs-sqs-batch-partial-garbage",
            [
                artifact, .malformed("the body is not JSON at byte 0: a value was expected"),
                CloudTrailMessageTests.announced("second-sibling-object.json.gz", bucket: "ct-siem-sync"),
            ]
        ),
        ("datadog-sqs_s3", [CloudTrailMessageTests.announced("my-key.log", bucket: "my-bucket")]),
    ])
    func bodiesOfABatchHaveTheirFates(name: String, fates: [CloudTrailMessage]) throws {
        let batch = try JSONValue(parsing: try SharedMessageTests.read(name))
        let bodies = try #require(batch["Records"]?.array).compactMap { $0["body"]?.string }
        #expect(bodies.map { CloudTrailMessage(body: $0) } == fates)
    }
}
