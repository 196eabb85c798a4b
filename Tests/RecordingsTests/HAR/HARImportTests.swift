import Digests
import Foundation
import Gzip
import HTTPMessages
import Recordings
import Testing
import Timestamps

/// HAR files in the ways of Chrome, Firefox and mitmproxy.
@Suite struct HARImportTests {
    private static func har(_ entries: String, creator: String = "WebInspector") -> String {
        """
        {"log": {"version": "1.2", "creator": {"name": "\(creator)", "version": "537.36"},
          "pages": [{"id": "page_1", "title": "entries: [{]", "pageTimings": {}}],
          "entries": [\(entries)], "comment": "done"}}
        """
    }

    private static let chrome = har(
        """
        {"_connectionId": "41", "_initiator": {"type": "script", "stack": {"callFrames": []}}, "cache": {},
         "request": {"method": "POST", "url": "https://logs.eu-west-1.amazonaws.com/", "httpVersion": "http/2.0",
          "headers": [{"name": ":authority", "value": "logs.eu-west-1.amazonaws.com"}, {"name": ":method", "value": "POST"},
           {"name": "content-type", "value": "application/x-amz-json-1.1"},
           {"name": "x-amz-target", "value": "Logs_20140328.DescribeLogGroups"}, {"name": "content-length", "value": "11"}],
          "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 11,
          "postData": {"mimeType": "application/x-amz-json-1.1", "text": "{\\"limit\\":5}"}},
         "response": {"status": 200, "statusText": "", "httpVersion": "http/2.0",
          "headers": [{"name": "content-type", "value": "application/x-amz-json-1.1"},
           {"name": "content-encoding", "value": "gzip"}, {"name": "set-cookie", "value": "a=1\\nb=2"}],
          "cookies": [], "content": {"size": 16, "mimeType": "application/x-amz-json-1.1", "text": "{\\"logGroups\\":[]}"},
          "redirectURL": "", "headersSize": -1, "bodySize": -1, "_transferSize": 180, "_error": null},
         "serverIPAddress": "1.2.3.4", "startedDateTime": "2026-03-04T12:00:00.250Z", "time": 31.5,
         "timings": {"blocked": 1, "dns": -1, "ssl": -1, "connect": -1, "send": 0.1, "wait": 29, "receive": 1}},
        {"request": {"method": "GET", "url": "https://example.com/x.png", "headers": []},
         "response": {"status": 200, "headers": [], "content": {}}, "startedDateTime": "2026-03-04T12:00:01Z"},
        {"request": {"method": "GET", "url": "https://b.s3.amazonaws.com/k", "headers": []},
         "response": {"status": 0, "headers": [], "content": {"size": 0}, "_error": "net::ERR_ABORTED"},
         "startedDateTime": "2026-03-04T12:00:02Z"}
        """)

    @Test func chromeIsRead() throws {
        let (exchanges, notes, outcome) = try MemorySink.importing(Self.chrome)
        #expect(outcome == HARImport.Outcome(entries: 3, imported: 1, foreign: 1))
        #expect(
            notes == [
                "entry 1: the response's body was written down decoded (gzip); it is served so",
                "entry 3: left out: there is no response (net::ERR_ABORTED)",
            ])
        let exchange = try #require(exchanges.first)
        #expect(exchange.startedAt.iso8601 == "2026-03-04T12:00:00.250Z")
        #expect(exchange.identity.operation == "DescribeLogGroups")
        #expect(
            exchange.request.headers == [
                "Host": "logs.eu-west-1.amazonaws.com", "content-type": "application/x-amz-json-1.1",
                "x-amz-target": "Logs_20140328.DescribeLogGroups", "content-length": "11",
            ])
        #expect(exchange.request.body == Array("{\"limit\":5}".utf8))
        #expect(
            exchange.response.headers == [
                "content-type": "application/x-amz-json-1.1", "set-cookie": "a=1", "set-cookie": "b=2",
                "Content-Length": "16",
            ])
        #expect(exchange.response.body == Array("{\"logGroups\":[]}".utf8))
        #expect(exchange.framing == .length)
    }

    @Test func everyEntryIsTakenOnDemand() throws {
        let (exchanges, _, outcome) = try MemorySink.importing(Self.chrome, all: true)
        #expect(outcome.imported == 2)
        #expect(exchanges.last?.request.target == "/x.png")
    }

    @Test func firefoxIsRead() throws {
        let object = Deflater.gzip(Array("2 123456789012 eni-1 - - - - - - - 1 2 - NODATA\n".utf8))
        let text = Self.har(
            """
            {"startedDateTime": "2026-03-04T13:00:00.000+01:00",
             "request": {"bodySize": 0, "method": "GET",
              "url": "https://flow.s3.eu-west-1.amazonaws.com/AWSLogs/a%20b.log.gz?x-id=GetObject", "httpVersion": "HTTP/1.1",
              "headers": [{"name": "Host", "value": "flow.s3.eu-west-1.amazonaws.com"}], "queryString": []},
             "response": {"status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1",
              "headers": [{"name": "Content-Type", "value": "application/x-gzip"},
               {"name": "Content-Length", "value": "\(object.count)"}],
              "content": {"mimeType": "application/x-gzip", "size": \(object.count), "encoding": "base64",
               "text": "\(Base64.encode(object))"}, "redirectURL": "", "bodySize": \(object.count)},
             "cache": {}, "timings": {}, "time": 12, "_securityState": "secure", "pageref": "page_1"},
            {"startedDateTime": "2026-03-04T13:00:01.000+01:00",
             "request": {"bodySize": 34, "method": "POST", "url": "https://ec2.eu-west-1.amazonaws.com/",
              "headers": [{"name": "Content-Type", "value": "application/x-www-form-urlencoded"}],
              "postData": {"mimeType": "application/x-www-form-urlencoded", "params":
               [{"name": "Action", "value": "DescribeFlowLogs"}, {"name": "Version", "value": "2016-11-15"}]}},
             "response": {"status": 200, "headers": [{"name": "Transfer-Encoding", "value": "chunked"}],
              "content": {"mimeType": "text/xml", "size": 5120}}, "cache": {}, "timings": {}}
            """, creator: "Firefox")
        let (exchanges, notes, _) = try MemorySink.importing(text)
        #expect(exchanges.count == 2)
        #expect(exchanges[0].response.body == object)
        #expect(exchanges[0].startedAt.iso8601 == "2026-03-04T12:00:00Z")
        #expect(exchanges[0].identity.key.text == "s3:GetObject Bucket=flow&Key=AWSLogs/a%20b.log.gz")
        #expect(exchanges[1].identity.operation == "DescribeFlowLogs")
        #expect(exchanges[1].framing == .chunked)
        #expect(
            notes == [
                "entry 2: the request's body is made of its parameters; their spelling may have been another",
                "entry 2: the response's body is missing (5120 bytes)",
            ])
    }

    @Test func mitmproxyIsRead() throws {
        let text = Self.har(
            """
            {"startedDateTime": "2026-03-04T12:00:00.123456+00:00", "time": 80.2,
             "request": {"method": "GET", "url": "https://s3.amazonaws.com/flow?list-type=2", "httpVersion": "HTTP/1.1",
              "cookies": [], "headers": [{"name": "Host", "value": "s3.amazonaws.com"},
               {"name": "Authorization", "value": "AWS4-HMAC-SHA256 Credential=AKIASCRUBBED/20260304/us-east-1/s3/aws4_request"}],
              "queryString": [{"name": "list-type", "value": "2"}], "headersSize": 120, "bodySize": 0},
             "response": {"status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1", "cookies": [],
              "headers": [{"name": "Content-Type", "value": "application/xml"}, {"name": "Content-Encoding", "value": "br"},
               {"name": "Transfer-Encoding", "value": "chunked"}],
              "content": {"size": 9, "compression": -5, "mimeType": "application/xml", "text": "<List/>é"},
              "redirectURL": "", "headersSize": 90, "bodySize": 9},
             "cache": {}, "timings": {"connect": 12.0, "ssl": null, "send": 2, "receive": 1, "wait": 65.2},
             "serverIPAddress": "52.216.0.1"},
            {"startedDateTime": "2026-03-04T12:00:01+00:00", "request": {"method": "HEAD",
              "url": "https://s3.amazonaws.com/flow/k", "headers": []},
             "response": {"status": 200, "headers": [{"name": "Content-Length", "value": "700"}],
              "content": {"size": 0, "text": ""}}},
            {"startedDateTime": "2026-03-04T12:00:02+00:00", "request": {"method": "GET",
              "url": "https://s3.amazonaws.com/flow/k", "headers": []},
             "response": {"status": 200, "headers": [], "content": {"encoding": "base64", "text": "not base64"}}}
            """, creator: "mitmproxy exporthar")
        let (exchanges, notes, _) = try MemorySink.importing(text)
        #expect(exchanges.count == 2)
        #expect(exchanges[0].startedAt.milliseconds % 1000 == 123)
        #expect(exchanges[0].identity.region == "us-east-1")
        #expect(exchanges[0].response.body == Array("<List/>é".utf8))
        #expect(exchanges[0].response.headers == ["Content-Type": "application/xml", "Content-Length": "9"])
        #expect(exchanges[1].framing == .none)
        #expect(exchanges[1].response.headers["Content-Length"] == "700")
        #expect(
            notes == [
                "entry 1: the response's body was written down decoded (br); it is served so",
                "entry 3: left out: the body is no Base64",
            ])
    }

    @Test(arguments: [
        "", "[]", "{}", "{\"log\": {}}", "{\"entries\": [{}]}", "{\"log\": {\"pages\": {\"entries\": [{}]}}}",
    ])
    func otherFilesAreRefused(_ text: String) {
        #expect(throws: RecordingError.self) { try MemorySink.importing(text) }
    }

    @Test func aFileThatBreaksOffGivesWhatIsWhole() throws {
        let whole = Self.chrome
        let cut = try #require(whole.range(of: "net::ERR_ABORTED"))
        let (exchanges, notes, _) = try MemorySink.importing(String(whole[..<cut.lowerBound]))
        #expect(exchanges.count == 1)
        #expect(notes.last == "the file breaks off after entry 2")
    }

    @Test func anAbsentFileIsAnError() {
        var sink = MemorySink()
        #expect(throws: RecordingError.self) {
            try HARImport(path: "/nonexistent/x.har") { _ in }.run(into: &sink)
        }
    }
}
