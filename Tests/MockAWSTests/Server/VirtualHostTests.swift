import AWSOperations
import HTTPMessages
import Testing

@testable import MockAWS

@Suite struct VirtualHostTests {
    @Test(
        arguments: [
            ("logs.s3.eu-west-1.amazonaws.com", "logs"), ("my.logs.s3.amazonaws.com", "my.logs"),
            ("logs.s3-eu-west-1.amazonaws.com", "logs"), ("logs.s3.localhost:4566", "logs"),
            ("LOGS.localhost:80", "logs"),
            ("logs.localhost", "logs"), ("logs.mock.test:99", "logs"),
            ("s3.eu-west-1.amazonaws.com", nil), ("s3.localhost:4566", nil), ("s3-eu-west-1.amazonaws.com", nil),
            ("localhost:4566", nil), ("127.0.0.1:4566", nil), ("[::1]:80", nil), ("mock.test", nil),
            ("other.example", nil),
            ("", nil), (":", nil), (".localhost", ""),
        ] as [(String, String?)])
    func bucketOfAHost(host: String, bucket: String?) {
        #expect(VirtualHost.bucket(host: host, servedHost: "mock.test") == bucket)
    }

    @Test(arguments: [
        ("/", "/logs"), ("/a%2Fb/c", "/logs/a%2Fb/c"), ("//x", "/logs//x"),
    ])
    func bucketMovesIntoThePath(path: String, expected: String) {
        let request = HTTPRequest(method: "GET", path: path, headers: ["Host": "logs.s3.amazonaws.com"])
        #expect(VirtualHost.pathStyle(request, servedHost: "127.0.0.1").path == expected)
    }

    @Test func bothStylesReachTheSameObject() throws {
        let client = InProcessClient()
        _ = try client.send(CreateBucket(bucket: "logs-a"))
        _ = try client.send(PutObject(bucket: "logs-a", key: "k", body: [7]))
        let request = HTTPRequest(method: "GET", path: "/k", headers: ["Host": "logs-a.localhost:1"])
        #expect(client.respond(to: request).body == [7])
    }

    @Test func otherServicesKeepTheirPath() {
        let request = HTTPRequest(
            method: "POST", path: "/",
            headers: ["Host": "logs.localhost", "X-Amz-Target": "Logs_20140328.DescribeLogGroups"])
        let asked = RoutedRequest(request, servedHost: "127.0.0.1")
        #expect(asked.request == request)
        #expect(asked.operationName == "DescribeLogGroups")
    }
}
