import Gzip
import MockAWS
import TestSupport

extension BadInputTests {
    /// Servers that do not answer as AWS does.
    static let services: [CommandCase] = [
        CommandCase(
            name: "HTML instead of XML",
            server: .scripted { _, _ in .text(200, "<html><p>hello</p>", type: "text/html") },
            arguments: CommandCase.s3("a-bucket"), status: 1, errorLines: ["^error: .*ListObjectsV2"], output: []),
        CommandCase(
            name: "HTML with an error status",
            server: .scripted { _, _ in .text(502, "<html>Bad Gateway</html>", type: "text/html") },
            arguments: CommandCase.s3("a-bucket"), status: 69, errorLines: ["^error: ListObjectsV2: .*502"]),
        CommandCase(
            name: "JSON that is none", server: ScriptedAnswers.logGroup { _, _ in .json(200, "{\"events\":[") },
            arguments: CommandCase.logs("a-group"), status: 1, errorLines: ["^error: .*FilterLogEvents"], output: []),
        CommandCase(
            name: "5xx storm",
            server: .scripted { _, _ in ScriptedAnswers.s3Error(503, "SlowDown", "Please slow down") },
            arguments: CommandCase.s3("a-bucket"), environment: ["AWS_MAX_ATTEMPTS": "3"], status: 69,
            errorLines: ["^error: ListObjectsV2: SlowDown: Please slow down$"]),
        CommandCase(
            name: "5xx storm on one object",
            server: ScriptedAnswers.bucket(times: ["1000", "1005"]) { request, _ in
                request.target.contains("1000Z")
                    ? ScriptedAnswers.s3Error(500, "InternalError") : reply(Deflater.gzip(FlowLogWorld.text([4])))
            },
            arguments: CommandCase.s3("a-bucket"), status: 1,
            errorLines: ["^error: s3://a-bucket/.*T1000Z.*: GetObject: InternalError"],
            output: CommandCase.printed([4])),
        CommandCase(
            name: "throttled CloudWatch Logs",
            server: ScriptedAnswers.logGroup { _, _ in
                ScriptedAnswers.logsError(400, "ThrottlingException", "Rate exceeded")
            },
            arguments: CommandCase.logs("a-group"), status: 69,
            errorLines: ["^error: FilterLogEvents: ThrottlingException: Rate exceeded$"]),
        CommandCase(
            name: "token that repeats for ever",
            server: ScriptedAnswers.logGroup { _, _ in ScriptedAnswers.events([1], token: "again") },
            arguments: CommandCase.logs("a-group"), status: 1,
            errorLines: ["^error: log group a-group: .*the same page token twice"],
            // The page came twice, with the same event.
            output: CommandCase.printed([1])),
        CommandCase(
            name: "listing token that repeats for ever",
            server: .scripted { _, _ in .text(200, ScriptedAnswers.listing(token: "again")) },
            arguments: CommandCase.s3("a-bucket"), status: 1,
            errorLines: ["^error: ListObjectsV2: RepeatedToken: "]),
        CommandCase(
            name: "empty page with a token",
            server: ScriptedAnswers.logGroup { request, _ in
                request.body.contains("nextToken")
                    ? ScriptedAnswers.events([1, 2]) : ScriptedAnswers.events([], token: "more")
            },
            arguments: CommandCase.logs("a-group"), status: 0, output: CommandCase.printed([1, 2])),
        CommandCase(
            name: "reset in mid-body, then the rest",
            server: ScriptedAnswers.bucket { request, _ in resetOnce(request) },
            arguments: CommandCase.s3("a-bucket"), environment: ["AWS_MAX_ATTEMPTS": "3"], status: 0,
            output: CommandCase.printed(1...200)),
        CommandCase(
            name: "body that always ends too early",
            server: ScriptedAnswers.bucket { _, _ in reply(Array("version start end\n2 1 2\n".utf8), missing: 1000) },
            arguments: CommandCase.s3("a-bucket"), status: 1,
            errorLines: ["^error: s3://a-bucket/.*T1000Z.*\\(at byte 24\\)$"],
            output: ["2" + String(repeating: " -", count: 9) + " 1 2" + String(repeating: " -", count: 35)]),
        CommandCase(
            name: "object that vanished since it was listed",
            server: ScriptedAnswers.bucket(times: ["1000", "1005"]) { request, _ in
                request.target.contains("1000Z")
                    ? ScriptedAnswers.s3Error(404, "NoSuchKey", "The specified key does not exist.")
                    : reply(Deflater.gzip(FlowLogWorld.text([4])))
            },
            arguments: CommandCase.s3("a-bucket"), status: 1,
            errorLines: ["^error: s3://a-bucket/.*T1000Z.*: GetObject: NoSuchKey: "], output: CommandCase.printed([4])),
        CommandCase(
            name: "object that may not be read",
            server: ScriptedAnswers.bucket { _, _ in ScriptedAnswers.s3Error(403, "AccessDenied") },
            arguments: CommandCase.s3("a-bucket", "--verbose"), status: 1,
            errorLines: ["^error: s3://a-bucket/.*T1000Z.*: GetObject: AccessDenied: no \\(request id R1\\)$"]),
        CommandCase(
            name: "not HTTP", server: .scripted { _, _ in .init(bytes: Array("SSH-2.0-OpenSSH\r\n".utf8)) },
            arguments: CommandCase.s3("a-bucket"), status: 69, errorLines: ["^error: http://127.0.0.1:\\d+: "]),
        CommandCase(
            name: "unreachable endpoint", server: .none, arguments: CommandCase.s3("a-bucket"),
            environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:1"], status: 69,
            errorLines: ["^error: http://127.0.0.1:1: cannot connect"]),
    ]

    /// Credentials that AWS does not take, and things that are not there.
    static let refusals: [CommandCase] = [
        CommandCase(
            name: "no credentials", arguments: CommandCase.s3("good-bucket"),
            environment: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""], status: 69,
            errorLines: ["^error: no AWS credentials: "]),
        CommandCase(
            name: "wrong signature", server: .world(.strict), arguments: CommandCase.s3("good-bucket"),
            environment: ["AWS_SECRET_ACCESS_KEY": "wrong"], status: 69,
            errorLines: ["^error: ListObjectsV2: SignatureDoesNotMatch: "]),
        CommandCase(
            name: "unknown access key", server: .world(.strict), arguments: CommandCase.logs("good-group"),
            environment: ["AWS_ACCESS_KEY_ID": "AKIAUNKNOWNEXAMPLE01"], status: 69, errorLines: ["^error: Describe"]),
        CommandCase(
            name: "expired token", server: .scripted { _, _ in ScriptedAnswers.s3Error(400, "ExpiredToken") },
            arguments: CommandCase.s3("a-bucket"), status: 69, errorLines: ["^error: ListObjectsV2: ExpiredToken"]),
        CommandCase(
            name: "expired token, CloudWatch Logs",
            server: ScriptedAnswers.logGroup { _, _ in ScriptedAnswers.logsError(400, "ExpiredTokenException") },
            arguments: CommandCase.logs("a-group"), status: 69,
            errorLines: ["^error: FilterLogEvents: ExpiredTokenException"]),
        CommandCase(
            name: "access denied", server: .scripted { _, _ in ScriptedAnswers.s3Error(403, "AccessDenied") },
            arguments: CommandCase.s3("a-bucket"), status: 69, errorLines: ["^error: ListObjectsV2: AccessDenied"]),
        CommandCase(
            name: "token that expires between objects",
            server: ScriptedAnswers.bucket(times: ["1000", "1005"]) { request, _ in
                request.target.contains("1005Z")
                    ? ScriptedAnswers.s3Error(400, "ExpiredToken") : reply(Deflater.gzip(FlowLogWorld.text([1])))
            },
            arguments: CommandCase.s3("a-bucket"), status: 69, errorLines: ["^error: GetObject: ExpiredToken"],
            output: CommandCase.printed([1])),
        CommandCase(
            name: "missing bucket", arguments: CommandCase.s3("missing-bucket"), status: 1,
            errorLines: ["^error: ListObjectsV2: NoSuchBucket: "]),
        CommandCase(
            name: "missing group", arguments: CommandCase.logs("missing-group"), status: 1,
            errorLines: ["^error: FilterLogEvents: ResourceNotFoundException: "]),
        CommandCase(
            name: "missing group, by stream", arguments: CommandCase.logs("missing-group", "--thread-count", "2"),
            status: 1, errorLines: ["^error: DescribeLogStreams: ResourceNotFoundException: "]),
        CommandCase(
            name: "missing profile", arguments: CommandCase.s3("good-bucket", "--profile", "nobody"), status: 64,
            errorLines: ["^error: .*nobody"]),
        CommandCase(
            name: "malformed config file", arguments: CommandCase.s3("good-bucket"),
            files: [".aws/config": "[default\nregion = us-east-1\n"], status: 64, errorLines: ["^error: .*config:1"]),
        CommandCase(
            name: "role that may not be assumed",
            arguments: CommandCase.s3("good-bucket", "--role-arn", "arn:aws:iam::123456789012:role/reader"), status: 69,
            errorLines: ["^error: .*role/reader"]),
    ]

    /// A complete object, or one that says it is longer.
    static func reply(_ body: [UInt8], missing: Int = 0) -> ScriptedServer.Reply {
        ScriptedServer.Reply(
            200, headers: [("ETag", "\"e\"")], body: body, contentLength: missing > 0 ? body.count + missing : nil)
    }

    /// An object whose first transfer is reset half-way; the rest comes when it is asked for.
    private static func resetOnce(_ request: ScriptedServer.Request) -> ScriptedServer.Reply {
        let body = Deflater.gzip(FlowLogWorld.text(1...200))
        guard let range = request.headers["range"], let first = Int(range.dropFirst(6).prefix { $0 != "-" }) else {
            return ScriptedServer.Reply(
                200, headers: [("ETag", "\"e\"")], body: Array(body.prefix(body.count / 2)), contentLength: body.count,
                resets: true)
        }
        return ScriptedServer.Reply(
            206, headers: [("ETag", "\"e\""), ("Content-Range", "bytes \(first)-\(body.count - 1)/\(body.count)")],
            body: Array(body[first...]))
    }
}
