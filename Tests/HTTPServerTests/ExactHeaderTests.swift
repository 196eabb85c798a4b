import HTTPMessages
import HTTPServer
import Testing

/// What goes out where a response asks for its header to be sent as it is.
@Suite(.timeLimit(.minutes(15)))
struct ExactHeaderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var method = "GET"
        var status = 200
        var headers: HTTPHeaders
        var body = "hello"
        /// The answer, byte for byte; `^` is the line that closes the connection.
        var expected: String
    }

    private static let close = "Connection: close\r\n"

    @Test(arguments: [
        Case(
            testDescription: "length in the middle, as S3 has it",
            headers: ["x-amz-id-2": "a", "Date": "d", "ETag": "\"e\"", "content-length": "5", "Server": "AmazonS3"],
            expected: "^x-amz-id-2: a\r\nDate: d\r\nETag: \"e\"\r\ncontent-length: 5\r\nServer: AmazonS3\r\n\r\nhello"),
        Case(
            testDescription: "length last", headers: ["B": "1", "a": "2", "B": "3", "Content-Length": "5"],
            expected: "B: 1\r\na: 2\r\nB: 3\r\nContent-Length: 5\r\n\r\nhello"),
        Case(
            testDescription: "length first, date last",
            headers: ["Content-Length": "5", "x-amzn-RequestId": "r", "Date": "Thu"],
            expected: "^Content-Length: 5\r\nx-amzn-RequestId: r\r\nDate: Thu\r\n\r\nhello"),
        Case(
            testDescription: "chunked", headers: ["A": "1", "transfer-encoding": "chunked", "Server": "s"],
            expected: "A: 1\r\ntransfer-encoding: chunked\r\nServer: s\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        Case(
            testDescription: "chunked and a length",
            headers: ["Content-Length": "5", "Transfer-Encoding": "chunked", "A": "1"],
            expected: "Content-Length: 5\r\nTransfer-Encoding: chunked\r\nA: 1\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        Case(testDescription: "no framing", headers: ["A": "1"], expected: "^A: 1\r\n\r\nhello"),
        Case(testDescription: "nothing at all", headers: [:], body: "", expected: "^\r\n"),
        Case(
            testDescription: "length too long", headers: ["Content-Length": "50", "A": "1"],
            expected: "^Content-Length: 50\r\nA: 1\r\n\r\nhello"),
        Case(
            testDescription: "length too short and last", headers: ["Content-Length": "2"],
            expected: "^Content-Length: 2\r\n\r\nhello"),
        Case(
            testDescription: "length that is none", headers: ["Content-Length": "five"],
            expected: "^Content-Length: five\r\n\r\nhello"),
        Case(
            testDescription: "connection fields are about another connection",
            headers: ["A": "1", "Connection": "keep-alive", "Keep-Alive": "timeout=5", "Content-Length": "5"],
            expected: "A: 1\r\nContent-Length: 5\r\n\r\nhello"),
        Case(
            testDescription: "connection that closes",
            headers: ["A": "1", "connection": "Close", "Content-Length": "5"],
            expected: "^A: 1\r\nContent-Length: 5\r\n\r\nhello"),
        Case(
            testDescription: "forged and empty values", headers: ["A": "1\r\nX: 2", "B": "", "Content-Length": "5"],
            expected: "B:  \r\nContent-Length: 5\r\n\r\nhello"),
        Case(
            testDescription: "HEAD with a length", method: "HEAD", headers: ["Content-Length": "12345", "A": "1"],
            expected: "^Content-Length: 12345\r\nA: 1\r\n\r\n"),
        Case(
            testDescription: "HEAD with a length last", method: "HEAD", headers: ["A": "1", "Content-Length": "12345"],
            expected: "A: 1\r\nContent-Length: 12345\r\n\r\n"),
        Case(
            testDescription: "HEAD, chunked", method: "HEAD",
            headers: ["A": "1", "Transfer-Encoding": "chunked", "Server": "s"],
            expected: "^A: 1\r\nTransfer-Encoding: chunked\r\nServer: s\r\n\r\n"),
        Case(testDescription: "HEAD without framing", method: "HEAD", headers: ["A": "1"], expected: "^A: 1\r\n\r\n"),
        Case(
            testDescription: "304 with a length", status: 304, headers: ["Content-Length": "99", "ETag": "e"],
            expected: "^Content-Length: 99\r\nETag: e\r\n\r\n"),
        Case(testDescription: "304 without", status: 304, headers: ["ETag": "e"], expected: "^ETag: e\r\n\r\n"),
        Case(testDescription: "204", status: 204, headers: ["A": "1"], expected: "A: 1\r\n\r\n"),
        Case(
            testDescription: "204 with a length", status: 204, headers: ["Content-Length": "0", "A": "1"],
            expected: "Content-Length: 0\r\nA: 1\r\n\r\n"),
    ])
    func headerIsSentAsGiven(_ item: Case) throws {
        let server = try TestServer(
            HTTPServerResponse(
                status: item.status, headers: item.headers, body: .bytes(Array(item.body.utf8)),
                headersAreExact: true))
        // The second request shows whether the connection is kept.
        let client = try server.open(method: item.method, header: "")
        try client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        let answers = String(decoding: client.receiveAll(), as: UTF8.self)
        let start = answers.firstIndex(of: "\r\n").map { answers.index(after: $0) } ?? answers.endIndex
        let expected = item.expected.replacing("^", with: Self.close)
        #expect(answers[start...].hasPrefix(expected), "\(answers)")
        let rest = answers[start...].dropFirst(expected.count)
        #expect(item.expected.hasPrefix("^") ? rest.isEmpty : rest.hasPrefix("HTTP/1.1 "), "\(answers)")
    }

    @Test func otherHeadersGetDateAndFraming() throws {
        let server = try TestServer(
            HTTPServerResponse(
                status: 200, headers: ["Content-Length": "99", "A": "1", "Transfer-Encoding": "chunked"],
                body: .bytes(Array("hello".utf8))))
        let lines = try server.open(header: "").receive(through: "hello").split(separator: "\r\n")
        #expect(lines.map { $0.prefix { $0 != ":" } } == ["HTTP/1.1 200 OK", "Date", "A", "Content-Length", "hello"])
        #expect(lines.contains("Content-Length: 5"))
    }
}
