import HTTPMessages
import Recordings
import Testing

@testable import MockAWS

/// What is known of a request already is not found out again, and makes no difference.
@Suite struct RoutedIdentityTests {
    private static let scopes = ["", "s3", "s3express", "logs", "sqs"]

    private static let requests: [HTTPRequest] = [
        HTTPRequest(method: "GET", path: "/bucket/a%20key", headers: ["Host": "127.0.0.1:4566"]),
        HTTPRequest(method: "GET", path: "/key", headers: ["Host": "bucket.s3.eu-west-1.amazonaws.com"]),
        HTTPRequest(method: "GET", path: "/bucket/key", headers: ["Host": "s3.amazonaws.com", "Range": "bytes=0-1"]),
        HTTPRequest(method: "GET", path: "/bucket", query: "list-type=2&prefix=a", headers: ["Host": "localhost"]),
        HTTPRequest(method: "PUT", path: "/bucket/key", headers: ["Host": "bucket.localhost"], body: [1, 2]),
        HTTPRequest(method: "PATCH", path: "/bucket/key", headers: ["Host": "127.0.0.1"]),
        HTTPRequest(
            method: "POST", path: "/", headers: ["Host": "127.0.0.1", "X-Amz-Target": "Logs_20140328.FilterLogEvents"],
            body: Array(#"{"logGroupName":"g"}"#.utf8)),
        HTTPRequest(
            method: "POST", path: "/",
            headers: ["Host": "127.0.0.1", "Content-Type": "application/x-www-form-urlencoded"],
            body: Array("Action=GetCallerIdentity&Version=2011-06-15".utf8)),
        HTTPRequest(
            method: "GET", path: "/bucket/key",
            query: "X-Amz-Credential=AKIA%2F20260304%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Signature=00",
            headers: ["Host": "127.0.0.1"]),
    ]

    @Test(arguments: requests.indices, scopes)
    func identityIsThatOfTheRequestAlone(index: Int, scope: String) {
        var request = Self.requests[index]
        if !scope.isEmpty {
            request.headers["Authorization"] =
                "AWS4-HMAC-SHA256 Credential=AKIA/20260304/eu-west-1/\(scope)/aws4_request, SignedHeaders=host, Signature=0"
        }
        let routed = RoutedRequest(request, servedHost: "127.0.0.1")
        #expect(
            routed.identity(of: request, servedHost: "127.0.0.1") == RequestIdentity(request, servedHost: "127.0.0.1"))
    }
}
