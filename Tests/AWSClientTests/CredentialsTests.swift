import HTTPMessages
import HTTPTransport
import JSON
import Locking
import TestSupport
import Testing
import Timestamps

@testable import AWSClient

struct CredentialsTests {
    private func client(
        _ environment: [String: String] = [:], credentialsFile: String = "", config: String = "",
        profile: String? = nil,
        role: String? = nil, transport: FakeTransport = FakeTransport([.failure(.connect)])
    ) throws -> AWSClient {
        var configuration = TestClock().configuration(
            environment: environment,
            files: ["/home/user/.aws/credentials": credentialsFile, "/home/user/.aws/config": config], credentials: nil)
        configuration.profile = profile
        configuration.roleARN = role
        configuration.externalID = role == nil ? nil : "the-external-id"
        return try AWSClient(configuration, transport: transport)
    }

    private static let files = """
        [default]
        aws_access_key_id = DEFAULTKEY
        aws_secret_access_key = hidden-1
        [other]
        aws_access_key_id = OTHERKEY
        aws_secret_access_key = hidden-2
        aws_session_token = hidden-3
        """
    private static let environment = [
        "AWS_ACCESS_KEY_ID": "ENVKEY", "AWS_SECRET_ACCESS_KEY": "hidden-4", "AWS_SESSION_TOKEN": "hidden-5",
    ]

    @Test(
        arguments: [
            (environment, nil, "ENVKEY"), ([:], nil, "DEFAULTKEY"), (environment, "other", "OTHERKEY"),
            (["AWS_PROFILE": "other"], nil, "OTHERKEY"),
            (environment.merging(["AWS_PROFILE": "other"]) { $1 }, nil, "ENVKEY"),
            ([:], "inconfig", "CONFIGKEY"),
        ] as [([String: String], String?, String)])
    func firstProviderWithKeysWins(environment: [String: String], profile: String?, key: String) async throws {
        let config = "[profile inconfig]\naws_access_key_id = CONFIGKEY\naws_secret_access_key = hidden-6\n"
        let client = try client(environment, credentialsFile: Self.files, config: config, profile: profile)
        #expect(try await client.currentCredentials().accessKeyID == key)
    }

    @Test func nothingFoundListsWhatWasTriedInOrder() async throws {
        let client = try client(config: "[default]\nregion = us-east-1\n")
        let error = await #expect(throws: CredentialsError.self) { try await client.currentCredentials() }
        #expect(error?.code == .notFound)
        #expect(error?.tried.count == 5)
        #expect(error?.tried.first == "AWS_ACCESS_KEY_ID is not set")
        #expect(error?.description.contains("\n") == false)
    }

    @Test(
        arguments: [
            (["AWS_ACCESS_KEY_ID": "A"], "", "set both"),
            ([:], "[default]\naws_access_key_id = A", "no aws_secret_access_key"),
            ([:], "[default]\ncredential_process = /bin/x", "credential_process"),
            ([:], "[default]\nsso_session = x", "sso_session"),
            ([:], "[default]\nrole_arn = r", "neither source_profile nor credential_source"),
            ([:], "[default]\nrole_arn = r\nsource_profile = gone", "\"gone\", which does not exist"),
            ([:], "[default]\nrole_arn = r\ncredential_source = Environment", "AWS_ACCESS_KEY_ID is not set"),
            ([:], "[default]\nrole_arn = r\ncredential_source = EcsContainer", "EcsContainer"),
            ([:], "[default]\nrole_arn = r\nmfa_serial = m\nsource_profile = default", "MFA"),
        ] as [([String: String], String, String)])
    func wrongConfigurationEndsTheSearch(
        environment: [String: String], credentialsFile: String, message: String
    ) async throws {
        let client = try client(environment, credentialsFile: credentialsFile)
        let error = await #expect(throws: CredentialsError.self) { try await client.currentCredentials() }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }

    @Test func secretsNeverShow() {
        let credentials = AWSCredentials(accessKeyID: "AKID", secretAccessKey: "hidden-1", sessionToken: "hidden-2")
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), dumped, "\([credentials])"] {
            #expect(!text.contains("hidden"))
        }
    }

    private static func assumed(_ key: String, expires: String = "2026-01-01T13:00:00Z") -> String {
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>\(key)</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
        <Expiration>\(expires)</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
        """
    }

    @Test func roleIsAssumedWithTheChainsKeysInTheClientsRegion() async throws {
        let transport = FakeTransport([.response(200, [:], Self.assumed("ASIAROLE"))])
        let client = try client(Self.environment, role: "arn:aws:iam::1:role/r", transport: transport)
        let credentials = try await client.currentCredentials()
        #expect(credentials.accessKeyID == "ASIAROLE")
        #expect(credentials.sessionToken == "t")
        let sent = try #require(transport.sent.first)
        #expect(sent.origin.host == "sts.us-east-1.amazonaws.com")
        #expect(sent.request.headers["Authorization"]?.contains("ENVKEY/20260101/us-east-1/sts/") == true)
        let form = QueryString(parsing: String(decoding: sent.request.body, as: UTF8.self))
        #expect(form["RoleArn"] == "arn:aws:iam::1:role/r")
        #expect(form["ExternalId"] == "the-external-id")
        #expect(form["RoleSessionName"] == "flowlogs-reader-1767268800")
    }

    @Test func rolesOfProfilesAreAssumedInTurn() async throws {
        let transport = FakeTransport { number, _ in .response(200, [:], Self.assumed("ASIA\(number)")) }
        let config = """
            [profile a]
            role_arn = arn:a
            source_profile = b
            role_session_name = mine
            [profile b]
            role_arn = arn:b
            source_profile = other
            """
        let client = try client(credentialsFile: Self.files, config: config, profile: "a", transport: transport)
        #expect(try await client.currentCredentials().accessKeyID == "ASIA1")
        let forms = transport.sent.map { QueryString(parsing: String(decoding: $0.request.body, as: UTF8.self)) }
        #expect(forms.map { $0["RoleArn"] } == ["arn:b", "arn:a"])
        #expect(forms.map { $0["RoleSessionName"] } == ["flowlogs-reader-1767268800", "mine"])
        let keys = transport.sent.map { $0.request.headers["Authorization"]?.split(separator: "/").first }
        #expect(keys == ["AWS4-HMAC-SHA256 Credential=OTHERKEY", "AWS4-HMAC-SHA256 Credential=ASIA0"])
    }

    @Test func refusedRoleIsOneClearError() async throws {
        let body = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you</Message></Error></ErrorResponse>"
        let transport = FakeTransport([.response(403, [:], body)])
        let client = try client(Self.environment, role: "arn:aws:iam::1:role/r", transport: transport)
        let error = await #expect(throws: CredentialsError.self) { try await client.currentCredentials() }
        #expect(error?.code == .roleNotAssumed)
        #expect(error?.description.contains("not you") == true)
    }

    @Test(.enabled(if: SharedFiles.present, "\(SharedFiles.absence)"))
    func sharedAssumeRoleSuitePasses() throws {
        let tests = try #require(
            JSONValue(parsing: SharedFiles.bytes("vectors/config/assume-role-tests.json")).array)
        var seen = 0
        for test in tests {
            let name = test["docs"]?.string ?? "?"
            let selected = try #require(test["input"]?["selected_profile"]?.string)
            var text = ""
            for profile in test["input"]?["profiles"]?.object ?? [] {
                text += "[\(profile.name)]\n"
                for property in profile.value.object ?? [] {
                    text += "\(property.name) = \(property.value.string ?? "")\n"
                }
            }
            let profiles = try AWSProfiles(config: "", credentials: text)
            guard let chain = test["output"]?["ProfileChain"]?.array else { continue }
            let roles = chain.compactMap { $0["AssumeRole"] }
            let plan = try RolePlan(profile: selected, in: profiles)
            #expect((plan == nil) == roles.isEmpty, "\(name)")
            guard let plan else { continue }
            seen += 1
            #expect(plan.roles.map(\.roleARN) == roles.map { $0["role_arn"]?.string }, "\(name)")
            #expect(plan.roles.map(\.externalID) == roles.map { $0["external_id"]?.string }, "\(name)")
            #expect(plan.roles.map(\.sessionName) == roles.map { $0["role_session_name"]?.string }, "\(name)")
            if let key = chain.first?["AccessKey"]?["access_key_id"]?.string {
                guard case .profileKeys(let source) = plan.base else {
                    Issue.record("\(name): \(plan.base)")
                    continue
                }
                #expect(profiles.profiles[source]?["aws_access_key_id"] == key, "\(name)")
            }
        }
        #expect(seen >= 8)
    }

    @Test func loopOfSourcesIsAnError() throws {
        let profiles = try AWSProfiles(
            config: "",
            credentials: "[a]\nrole_arn = x\nsource_profile = b\n[b]\nrole_arn = y\nsource_profile = a\n")
        let error = #expect(throws: CredentialsError.self) { try RolePlan(profile: "a", in: profiles) }
        #expect(error?.description.contains("a → b → a") == true)
    }
}

struct CredentialsCacheTests {
    /// A provider that counts how often it is asked, and answers from a script.
    private struct Counting: CredentialsProvider {
        let count = Locked(0)
        let answer: @Sendable (Int) throws -> AWSCredentials

        func load() async throws -> CredentialsLookup {
            let number = count.withLock { count in
                defer { count += 1 }
                return count
            }
            await Task.yield()
            return .found(try answer(number))
        }
    }

    private struct Broken: Error {}

    fileprivate static func credentials(_ number: Int, until seconds: Int64?) -> AWSCredentials {
        AWSCredentials(
            accessKeyID: "K\(number)", secretAccessKey: "s", expiration: seconds.map { Timestamp(seconds: $0) })
    }

    @Test func manyWaitersShareOneSearch() async throws {
        let provider = Counting { Self.credentials($0, until: nil) }
        let cache = CredentialsCache(provider: provider)
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await cache.credentials(at: Timestamp(seconds: 0)).accessKeyID } }
            for try await key in group { #expect(key == "K0") }
        }
        #expect(provider.count.withLock { $0 } == 1)
    }

    @Test(arguments: [(0, "K0"), (699, "K0"), (700, "K1"), (2000, "K1")] as [(Int64, String)])
    func temporaryCredentialsAreRenewedFiveMinutesBeforeTheirEnd(at seconds: Int64, key: String) async throws {
        let cache = CredentialsCache(provider: Counting { Self.credentials($0, until: $0 == 0 ? 1000 : 9000) })
        _ = try await cache.credentials(at: Timestamp(seconds: 0))
        #expect(try await cache.credentials(at: Timestamp(seconds: seconds)).accessKeyID == key)
    }

    @Test func failureIsNotKept() async throws {
        let cache = CredentialsCache(
            provider: Counting {
                if $0 == 0 { throw Broken() }
                return Self.credentials($0, until: nil)
            })
        await #expect(throws: Broken.self) { try await cache.credentials(at: Timestamp(seconds: 0)) }
        #expect(try await cache.credentials(at: Timestamp(seconds: 0)).accessKeyID == "K1")
    }

    @Test func failedRenewalKeepsCredentialsThatStillHold() async throws {
        let cache = CredentialsCache(
            provider: Counting {
                if $0 > 0 { throw Broken() }
                return Self.credentials($0, until: 1000)
            })
        _ = try await cache.credentials(at: Timestamp(seconds: 0))
        #expect(try await cache.credentials(at: Timestamp(seconds: 900)).accessKeyID == "K0")
        await #expect(throws: Broken.self) { try await cache.credentials(at: Timestamp(seconds: 1000)) }
    }

    @Test func endThatIsFarAwayIsNoTrap() async throws {
        for milliseconds in [Int64.min, .max] {
            let cache = CredentialsCache(
                provider: Counting {
                    AWSCredentials(
                        accessKeyID: "K\($0)", secretAccessKey: "s", expiration: Timestamp(milliseconds: milliseconds))
                })
            _ = try await cache.credentials(at: Timestamp(seconds: 1_767_268_800))
            let again = try await cache.credentials(at: Timestamp(seconds: 1_767_268_800))
            #expect(again.accessKeyID == (milliseconds < 0 ? "K1" : "K0"))
        }
    }

    /// A provider that looks until its task is cancelled, or for good where it is asked again.
    private struct Endless: CredentialsProvider {
        let count = Locked(0)
        let begun: AsyncStream<Void>.Continuation

        func load() async throws -> CredentialsLookup {
            let isFirst = count.withLock { count in
                count += 1
                return count == 1
            }
            begun.yield()
            if isFirst { try await Task.sleep(for: .seconds(3600)) }
            return .found(CredentialsCacheTests.credentials(1, until: nil))
        }
    }

    @Test(.timeLimit(.minutes(15))) func searchThatNobodyWaitsForIsCancelled() async throws {
        let (beginnings, begun) = AsyncStream.makeStream(of: Void.self)
        let provider = Endless(begun: begun)
        let cache = CredentialsCache(provider: provider)
        let waiter = Task { try await cache.credentials(at: Timestamp(seconds: 0)) }
        for await _ in beginnings { break }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
        #expect(try await cache.credentials(at: Timestamp(seconds: 0)).accessKeyID == "K1")
        #expect(provider.count.withLock { $0 } == 2)
    }
}
