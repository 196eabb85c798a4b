import TestSupport
import Testing

/// Proxies of the environment, and what the command tells of secrets.
@Suite(.timeLimit(.minutes(15)))
struct ProxyTests {
    /// Runs the command against a server that is given to `environment`.
    private func run(
        _ environment: [String: String],
        answer: @escaping @Sendable (ScriptedServer.Request, Int) -> ScriptedServer.Reply
    ) async throws -> ProgramRun {
        let server = ScriptedServer(answer)
        defer { server.stop() }
        var variables = [
            "AWS_ACCESS_KEY_ID": "AKIAMOCKAWSEXAMPLE01", "AWS_SECRET_ACCESS_KEY": "hidden-secret-key",
            "AWS_SESSION_TOKEN": "hidden-session-token", "AWS_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "2",
            "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        ]
        for (name, value) in environment { variables[name] = value.replacing("SERVER", with: server.endpoint) }
        return try await ProgramRun.run(
            "flowlogs_reader", ["--verbose", "--fields", "version", "a-group"], environment: variables)
    }

    @Test func requestsGoThroughTheProxyOfTheEnvironment() async throws {
        let run = try await run(["http_proxy": "SERVER", "AWS_ENDPOINT_URL": "http://aws.invalid:81"]) { request, _ in
            request.target == "http://aws.invalid:81/" ? ScriptedAnswers.events([]) : .json(400, "{}")
        }
        #expect(run.status == 0, "\(run.errorText)")
    }

    @Test func ownMachineIsReachedThroughTheProxyToo() async throws {
        let run = try await run(["HTTP_PROXY": "SERVER", "AWS_ENDPOINT_URL": "http://127.0.0.1:1"]) { request, _ in
            request.target == "http://127.0.0.1:1/" ? ScriptedAnswers.events([]) : .json(400, "{}")
        }
        #expect(run.status == 0, "\(run.errorText)")
    }

    @Test(arguments: ["NO_PROXY", "no_proxy"]) func exceptionsAreReachedWithoutTheProxy(name: String) async throws {
        let run = try await run([
            "http_proxy": "http://127.0.0.1:1", name: "localhost,127.0.0.1", "AWS_ENDPOINT_URL": "SERVER",
        ]) { request, _ in
            request.target == "/" ? ScriptedAnswers.events([]) : .json(400, "{}")
        }
        #expect(run.status == 0, "\(run.errorText)")
    }

    @Test(arguments: [
        "http://me:hidden-word@127.0.0.1:1", "nonsense://me:hidden-word@127.0.0.1:1", "me:hidden-word@[::",
    ])
    func passwordOfAProxyIsNotTold(proxy: String) async throws {
        let run = try await run(["http_proxy": proxy, "AWS_ENDPOINT_URL": "http://aws.invalid"]) { _, _ in
            .json(400, "{}")
        }
        #expect(run.status == 69, "\(run.errorText)")
        #expect(!run.errorText.isEmpty)
        #expect(!run.errorText.contains("hidden-"), "\(run.errorText)")
    }

    @Test(arguments: [400, 503]) func answerThatRepeatsTheRequestIsToldWithoutSecrets(status: Int) async throws {
        let run = try await run(["AWS_ENDPOINT_URL": "SERVER"]) { request, _ in
            let headers = request.headers.map { "\($0.key):\($0.value)" }.sorted().joined(separator: " ")
            return .json(
                status, #"{"__type":"InvalidSignatureException","message":"the canonical string was \#(headers)"}"#)
        }
        #expect(run.status == 69, "\(run.errorText)")
        #expect(run.errorText.contains("InvalidSignatureException"))
        #expect(!run.errorText.contains("hidden-"), "\(run.errorText)")
        let signature = run.errorText.firstRange(of: "Signature=").map { run.errorText[$0.upperBound...].prefix(64) }
        #expect(signature?.contains { !$0.isHexDigit } ?? true, "\(run.errorText)")
    }
}
