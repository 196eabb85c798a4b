import AWSClient
import AWSOperations
import HTTPMessages
import HTTPTransport
import Locking
import Testing

/// What a user sees never holds the secret key, the session token or a signature, whatever a service sends back.
struct SecretsTests {
    private static let secretKey = "hidden-secret-access-key"
    private static let token = "hidden-session-token//+=="

    /// A service that answers an error with all it knows of the request.
    private static func echoing(_ status: Int, _ body: @escaping @Sendable (String) -> String) -> FakeTransport {
        FakeTransport { _, sent in
            let headers = sent.request.headers.fields.map { "\($0.name):\($0.value)" }.joined(separator: " ")
            return .response(status, [:], body(headers + " key:" + secretKey))
        }
    }

    private func check(_ transport: FakeTransport, _ call: (AWSClient) async throws -> Void) async throws {
        let clock = TestClock()
        let configuration = clock.configuration(
            credentials: AWSCredentials(
                accessKeyID: "AKIDEXAMPLE", secretAccessKey: Self.secretKey, sessionToken: Self.token))
        let client = try AWSClient(configuration, transport: transport)
        let error = await #expect(throws: AWSError.self) { try await call(client) }
        let authorization = try #require(transport.sent.last?.request.headers["Authorization"])
        let signature = String(authorization.suffix(64))
        var seen = "\(String(describing: error)) \(error?.details ?? [:])"
        seen += clock.retries.withLock { $0 }.map(\.description).joined()
        #expect(seen.contains("AKIDEXAMPLE"), "the answer is told, but for the secrets")
        #expect(!seen.contains("hidden-"), "\(seen)")
        #expect(!seen.contains(signature), "\(seen)")
    }

    @Test(arguments: [400, 500]) func errorInJSONIsToldWithoutSecrets(status: Int) async throws {
        let transport = Self.echoing(status) {
            #"{"__type":"InvalidSignatureException","message":"it should have been '\#($0)'"}"#
        }
        try await check(transport) { _ = try await $0.send(DescribeLogGroups()) }
    }

    @Test(arguments: [403, 503, 200]) func errorInXMLIsToldWithoutSecrets(status: Int) async throws {
        let transport = Self.echoing(status) {
            "<Error><Code>SignatureDoesNotMatch</Code><Message>\($0)</Message>"
                + "<CanonicalRequest>\($0)</CanonicalRequest></Error>"
        }
        try await check(transport) { _ = try await $0.send(ListObjectsV2(bucket: "bkt")) }
    }

    @Test func refusedRoleIsToldWithoutSecrets() async throws {
        let transport = Self.echoing(403) {
            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>\($0)</Message></Error></ErrorResponse>"
        }
        var configuration = TestClock().configuration(
            credentials: AWSCredentials(
                accessKeyID: "AKIDEXAMPLE", secretAccessKey: Self.secretKey, sessionToken: Self.token))
        configuration.roleARN = "arn:aws:iam::1:role/r"
        configuration.externalID = "hidden-external-id"
        let client = try AWSClient(configuration, transport: transport)
        let error = await #expect(throws: CredentialsError.self) { try await client.currentCredentials() }
        #expect(error?.description.contains("AccessDenied") == true)
        #expect(error?.description.contains("hidden-") == false)
    }

    @Test(arguments: [
        "[default]\naws_access_key_id = A\naws_secret_access_key hidden-1\n", "[default\nhidden-1\n",
        "aws_secret_access_key = hidden-1\n", "[default]\n= hidden-1\n", "[default]\nx =\n hidden-1\n",
    ])
    func brokenCredentialsFileIsToldWithoutItsText(text: String) {
        let configuration = TestClock().configuration(
            files: ["/home/user/.aws/credentials": text], credentials: nil)
        let error = #expect(throws: AWSConfigurationError.self) { try AWSClient(configuration) }
        #expect(error?.code == .syntax)
        #expect(error?.description.contains("hidden") == false)
    }
}
