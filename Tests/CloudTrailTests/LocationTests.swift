import CloudTrail
import Testing

@Suite struct LocationTests {
    @Test(arguments: [
        ("bucket", "bucket", ""), ("bucket/", "bucket", ""), ("bucket/p/q/", "bucket", "p/q"),
        ("s3://bucket//p", "bucket", "p"), ("s3://bucket/a//b/", "bucket", "a/b"),
        ("arn:aws:s3:::bucket/p", "bucket", "p"), ("arn:aws-cn:s3:::bucket", "bucket", ""),
        ("bucket/AWSLogs/", "bucket", ""), ("bucket/p/AWSLogs", "bucket", "p"),
    ])
    func locationIsRead(text: String, bucket: String, prefix: String) throws {
        let location = try CloudTrailLocation(text)
        #expect(location == CloudTrailLocation(bucket: bucket, prefix: prefix))
        #expect(location.logsPrefix == (prefix.isEmpty ? "" : prefix + "/") + "AWSLogs/")
        #expect("\(location)" == (prefix.isEmpty ? bucket : "\(bucket)/\(prefix)"))
    }

    @Test(arguments: [
        "", "/bucket", "bu", "s3://", "with blank/x", "arn:aws:sns:us-east-1:1:bucket", "arn:aws:s3", "arn:aws:s3:::",
    ])
    func locationWithoutABucketIsRefused(text: String) {
        #expect(throws: TrailFormatError.self) { try CloudTrailLocation(text) }
    }
}
