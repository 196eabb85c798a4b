import HTTPMessages
import SigV4
import Testing
import Timestamps

/// Signatures that cannot be read, and what is said of them.
@Suite struct MalformedSignatureTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var headers: HTTPHeaders
        var query: String?
        var location: MalformedSignature.Location = .header
        var problem: MalformedSignature.Problem
    }

    private static let credential = "Credential=AKID/20150830/us-east-1/logs/aws4_request"

    private static func header(
        _ name: String, _ authorization: String, _ problem: MalformedSignature.Problem,
        date: String? = "20150830T123600Z", hash: String? = nil
    ) -> Case {
        var headers: HTTPHeaders = ["Host": "h", "Authorization": authorization]
        headers["X-Amz-Date"] = date
        headers["X-Amz-Content-Sha256"] = hash
        return Case(testDescription: name, headers: headers, problem: problem)
    }

    private static func query(
        _ name: String, without missing: String? = nil, _ changes: [String: String] = [:],
        _ problem: MalformedSignature.Problem
    ) -> Case {
        var query = QueryString()
        for (name, value) in [
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", "AKID/20150830/us-east-1/s3/aws4_request"),
            ("X-Amz-Date", "20150830T123600Z"), ("X-Amz-Expires", "60"), ("X-Amz-SignedHeaders", "host"),
            ("X-Amz-Signature", "00"),
        ] where name != missing {
            query.append(name, changes[name] ?? value)
        }
        for (name, value) in changes where !query.contains(name) { query.append(name, value) }
        return Case(
            testDescription: name, headers: ["Host": "h"], query: query.encoded, location: .query, problem: problem)
    }

    static let cases: [Case] = [
        header("version 2", "AWS AKID:c2ln", .unsupportedAlgorithm("AWS")),
        header("basic", "Basic QQ==", .unsupportedAlgorithm("Basic")),
        header("empty", "", .unsupportedAlgorithm("")),
        header("nothing but the algorithm", "AWS4-HMAC-SHA256", .missing("Credential")),
        header("no signed headers", "AWS4-HMAC-SHA256 \(credential)", .missing("SignedHeaders")),
        header("no signature", "AWS4-HMAC-SHA256 \(credential), SignedHeaders=host", .missing("Signature")),
        header("a lonely word", "AWS4-HMAC-SHA256 \(credential), oops", .parameter("oops")),
        header(
            "four parts", "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/logs,SignedHeaders=host,Signature=0",
            .credential("AKID/20150830/us-east-1/logs")),
        header(
            "no region", "AWS4-HMAC-SHA256 Credential=AKID/20150830//logs/aws4_request,SignedHeaders=host,Signature=0",
            .credential("AKID/20150830//logs/aws4_request")),
        header(
            "another terminator",
            "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/logs/aws5,SignedHeaders=host,Signature=0",
            .terminator("aws5")),
        header(
            "no such day",
            "AWS4-HMAC-SHA256 Credential=AKID/20150231/us-east-1/logs/aws4_request,SignedHeaders=host,Signature=0",
            .scopeDay("20150231")),
        header(
            "no date", "AWS4-HMAC-SHA256 \(credential), SignedHeaders=host, Signature=0", .missing("X-Amz-Date"),
            date: nil),
        header(
            "no such date", "AWS4-HMAC-SHA256 \(credential), SignedHeaders=host, Signature=0",
            .date("2015-08-30T12:36:00Z"), date: "2015-08-30T12:36:00Z"),
        header(
            "the day before", "AWS4-HMAC-SHA256 \(credential), SignedHeaders=host, Signature=0",
            .scopeDayOfAnotherDate(day: "20150830", date: "20150831T000000Z"), date: "20150831T000000Z"),
        header(
            "no such hash", "AWS4-HMAC-SHA256 \(credential), SignedHeaders=host, Signature=0",
            .contentSHA256("abc"), hash: "abc"),
        header(
            "S3 without a hash",
            "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=0",
            .missing("x-amz-content-sha256")),
        query("no algorithm", without: "X-Amz-Algorithm", [:], .missing("X-Amz-Algorithm")),
        query("no credential", without: "X-Amz-Credential", [:], .missing("X-Amz-Credential")),
        query("no date in the query", without: "X-Amz-Date", [:], .missing("X-Amz-Date")),
        query("no lifetime", without: "X-Amz-Expires", [:], .missing("X-Amz-Expires")),
        query("no signed headers in the query", without: "X-Amz-SignedHeaders", [:], .missing("X-Amz-SignedHeaders")),
        query("no signature in the query", without: "X-Amz-Signature", [:], .missing("X-Amz-Signature")),
        query("another algorithm", ["X-Amz-Algorithm": "HS256"], .unsupportedAlgorithm("HS256")),
        query("a lifetime that is no number", ["X-Amz-Expires": "1h"], .expires("1h")),
        query("a lifetime of more than a week", ["X-Amz-Expires": "604801"], .expires("604801")),
        query("a negative lifetime", ["X-Amz-Expires": "-1"], .expires("-1")),
        query("a date that is none", ["X-Amz-Date": "now"], .date("now")),
        query("a hash that is none", ["X-Amz-Content-Sha256": "x"], .contentSHA256("x")),
        Case(
            testDescription: "two signatures", headers: ["Authorization": "AWS4-HMAC-SHA256 x"],
            query: "X-Amz-Signature=0", problem: .twoSignatures),
        Case(
            testDescription: "version 2 in the query", headers: [:], query: "AWSAccessKeyId=A&Signature=s&Expires=1",
            location: .query, problem: .unsupportedAlgorithm("AWS")),
    ]

    @Test(arguments: cases) func theProblemIsNamed(_ row: Case) {
        let request = HTTPRequest(method: "GET", path: "/", query: row.query, headers: row.headers)
        let error = #expect(throws: MalformedSignature.self) { _ = try SigV4Verifier.parse(request) }
        #expect(error == MalformedSignature(location: row.location, problem: row.problem))
        #expect(error?.description.contains("\n") == false)
    }

    @Test func spacesAndOrderOfTheHeaderDoNotMatter() throws {
        let request = HTTPRequest(
            method: "GET", path: "/",
            headers: [
                "Date": "Sun, 30 Aug 2015 12:36:00 GMT",
                "Authorization":
                    "AWS4-HMAC-SHA256  Signature=0a ,SignedHeaders=Host;Date,  \(MalformedSignatureTests.credential)",
            ])
        let claims = try #require(try SigV4Verifier.parse(request))
        #expect(claims.signature == "0a")
        #expect(claims.signedHeaders == ["host", "date"])
        #expect(claims.payload == .computed)
        #expect(claims.date.iso8601Basic == "20150830T123600Z")
    }
}
