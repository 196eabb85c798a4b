import HTTPMessages
import Recordings
import Testing

@Suite struct RequestIdentityTests {
    private static func signed(_ service: String, _ region: String = "eu-west-1") -> String {
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260304/\(region)/\(service)/aws4_request, "
            + "SignedHeaders=host;x-amz-date, Signature=00ff"
    }

    @Test func jsonParametersAreNamedAndOrdered() {
        let identity = RequestIdentity(
            HTTPRequest(
                method: "POST", path: "/",
                headers: [
                    "X-Amz-Target": "Logs_20140328.FilterLogEvents", "Authorization": Self.signed("logs"),
                    "X-Amz-Date": "20260304T120000Z", "User-Agent": "x", "amz-sdk-request": "attempt=2",
                ],
                body: Array(
                    #"{"startTime": 5, "logGroupName": "/vpc/a b", "logStreamNames": ["x", "y"], "n": null}"#.utf8)))
        #expect(identity.service == "logs")
        #expect(identity.operation == "FilterLogEvents")
        #expect(identity.region == "eu-west-1")
        #expect(
            identity.key.text
                == "logs:FilterLogEvents %40region=eu-west-1&logGroupName=/vpc/a%20b&logStreamNames.0=x"
                + "&logStreamNames.1=y&startTime=5"
        )
        #expect(MatchKey(text: identity.key.text) == identity.key)
    }

    @Test(arguments: [
        ("flow", "", "/flow/a%2Fb/c.gz", "GetObject", "s3:GetObject Bucket=flow&Key=a/b/c.gz"),
        (
            "virtual", "flow.s3.eu-west-1.amazonaws.com", "/a/b/c.gz", "GetObject",
            "s3:GetObject Bucket=flow&Key=a/b/c.gz"
        ),
        (
            "list", "",
            "/flow?list-type=2&prefix=AWSLogs%2F&delimiter=%2F&encoding-type=url&max-keys=1000&start-after=",
            "ListObjectsV2", "s3:ListObjectsV2 Bucket=flow&delimiter=/&list-type=2&prefix=AWSLogs/"
        ),
        (
            "presigned", "",
            "/flow/k?X-Amz-Credential=AKIA%2F20260304%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Signature=0&x-id=GetObject",
            "GetObject", "s3:GetObject Bucket=flow&Key=k"
        ),
    ])
    func bucketsOfBothStylesAreOne(
        name: String, host: String, target: String, operation: String, key: String
    ) {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        var headers: HTTPHeaders = ["Host": host.isEmpty ? "127.0.0.1:4566" : host]
        if name != "presigned" { headers.append("Authorization", Self.signed("s3")) }
        let identity = RequestIdentity(
            HTTPRequest(method: "GET", path: parts[0], query: parts.dropFirst().first, headers: headers))
        #expect(identity.operation == operation)
        #expect(identity.key.text == key)
    }

    @Test func formsAreReadWithoutActionAndVersion() {
        let identity = RequestIdentity(
            HTTPRequest(
                method: "POST", path: "/",
                headers: [
                    "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
                    "Authorization": Self.signed("ec2"),
                ], body: Array("Action=DescribeFlowLogs&Version=2016-11-15&Filter.1.Name=a&Filter.1.Value.1=b+c".utf8)))
        #expect(
            identity.key.text == "ec2:DescribeFlowLogs %40region=eu-west-1&Filter.1.Name=a&Filter.1.Value.1=b%20c")
    }

    @Test(arguments: [
        ("Range", "bytes=0-9", true), ("If-Match", "\"x\"", true), ("x-amz-acl", "private", true),
        ("x-amz-date", "1", false), ("x-amz-security-token", "t", false), ("x-amz-checksum-mode", "ENABLED", false),
        ("User-Agent", "u", false), ("amz-sdk-invocation-id", "i", false), ("Accept-Encoding", "identity", false),
    ])
    func headersCountWhereTheyChangeTheAnswer(name: String, value: String, counts: Bool) {
        let plain = HTTPRequest(method: "GET", path: "/b/k", headers: ["Authorization": Self.signed("s3")])
        var other = plain
        other.headers.append(name, value)
        #expect((RequestIdentity(plain).key != RequestIdentity(other).key) == counts)
    }

    @Test func servicesUnknownHereAreToldApartToo() {
        let lambda = RequestIdentity(
            HTTPRequest(
                method: "POST", path: "/2015-03-31/functions/f/invocations", query: "Qualifier=1",
                headers: ["Authorization": Self.signed("lambda")], body: Array(#"{"a":1}"#.utf8)))
        #expect(lambda.service == "lambda")
        #expect(
            lambda.key.text
                == "lambda:POST %40region=eu-west-1&Qualifier=1&a=1&path=/2015-03-31/functions/f/invocations")
        let sqs = RequestIdentity(
            HTTPRequest(
                method: "POST", path: "/",
                headers: ["X-Amz-Target": "AmazonSQS.ReceiveMessage", "Authorization": Self.signed("sqs")],
                body: Array(#"{"QueueUrl":"q"}"#.utf8)))
        #expect(sqs.key.text == "sqs:ReceiveMessage %40region=eu-west-1&QueueUrl=q")
    }

    @Test func longValuesAreToldByTheirDigest() {
        func key(_ text: String) -> MatchKey {
            RequestIdentity(
                HTTPRequest(
                    method: "POST", path: "/",
                    headers: ["X-Amz-Target": "Logs_20140328.PutLogEvents"],
                    body: Array(#"{"message":"\#(text)"}"#.utf8))
            ).key
        }
        let long = String(repeating: "x", count: 1100)
        #expect(key(long)["message"]?.hasPrefix("sha256:") == true)
        #expect(key(long) != key(long + "y"))
    }
}
