import AWSOperations
import Testing
import Timestamps

@testable import MockAWS

@Suite struct STSServiceTests {
    static let role = "arn:aws:iam::210987654321:role/team/reader"

    private func service(_ roles: [WorldRole] = []) -> (STSService, CredentialBook) {
        var world = World()
        world.roles = roles
        let book = CredentialBook(world: world)
        return (STSService(world: world, credentials: book), book)
    }

    private func assume(externalID: String? = nil, seconds: Int? = nil, session: String = "me") -> AssumeRole {
        var input = AssumeRole()
        input.roleARN = STSServiceTests.role
        input.roleSessionName = session
        input.externalID = externalID
        input.durationSeconds = seconds
        return input
    }

    @Test func withoutRolesAnyRoleCanBeAssumed() throws {
        let (service, book) = service()
        let output = try service.assumeRole(assume(seconds: 900), .testing())
        #expect(output.assumedRoleUser?.arn == "arn:aws:sts::210987654321:assumed-role/reader/me")
        let credentials = try #require(output.credentials)
        #expect(credentials.expiration == Timestamp(seconds: 1_772_600_900))
        let key = try #require(credentials.accessKeyID)
        #expect(key.hasPrefix("ASIA") && key.utf8.count == 20)
        let known = try #require(book.credentials(accessKeyID: key))
        #expect(known.account == "210987654321" && known.secretAccessKey == credentials.secretAccessKey)
        #expect(known.sessionToken == credentials.sessionToken && known.expiration == credentials.expiration)
        let identity = try service.getCallerIdentity(GetCallerIdentity(), .testing(caller: known))
        #expect(identity.arn == known.arn && identity.userID == output.assumedRoleUser?.assumedRoleID)
    }

    @Test func theExternalIDAndTheTrustMustFit() throws {
        var role = WorldRole(arn: STSServiceTests.role)
        role.externalID = "right"
        role.trust = ["123456789012"]
        let (service, _) = service([role])
        #expect(throws: Never.self) { try service.assumeRole(assume(externalID: "right"), .testing()) }
        for (externalID, account) in [("wrong", "123456789012"), (nil, "123456789012"), ("right", "999999999999")] {
            let error = #expect(throws: AWSError.self) {
                try service.assumeRole(assume(externalID: externalID), .testing(account: account))
            }
            #expect(error?.code == "AccessDenied" && error?.httpStatus == 403)
            #expect(
                error?.message
                    == "User: arn:aws:iam::\(account):user/mock is not authorized to perform: sts:AssumeRole on "
                    + "resource: \(STSServiceTests.role)")
        }
    }

    @Test func aRoleThatTheWorldDoesNotKnowIsDenied() {
        let (service, _) = service([WorldRole(arn: "arn:aws:iam::210987654321:role/other")])
        let error = #expect(throws: AWSError.self) { try service.assumeRole(assume(), .testing()) }
        #expect(error?.code == "AccessDenied")
    }

    @Test func fixedCredentialsAreHandedOut() throws {
        var role = WorldRole(arn: STSServiceTests.role)
        role.credentials = WorldRole.FixedCredentials(accessKeyID: "ASIA1", secretAccessKey: "s", sessionToken: "t")
        let (service, book) = service([role])
        #expect(try service.assumeRole(assume(), .testing()).credentials?.accessKeyID == "ASIA1")
        #expect(book.credentials(accessKeyID: "ASIA1")?.sessionToken == "t")
    }

    @Test(
        arguments: [
            ("x", nil, "roleSessionName"), ("a b", nil, "roleSessionName"), ("me", 899, "durationSeconds"),
            ("me", 43_201, "durationSeconds"),
        ] as [(String, Int?, String)])
    func wrongMembersAreNamed(session: String, seconds: Int?, member: String) {
        let (service, _) = service()
        let error = #expect(throws: AWSError.self) {
            try service.assumeRole(assume(seconds: seconds, session: session), .testing())
        }
        #expect(error?.code == "ValidationError")
        #expect(error?.message.contains("at '\(member)' failed to satisfy constraint") == true)
    }

    @Test func theOldestIssuedKeysAreForgotten() {
        let book = CredentialBook(world: World())
        for number in 0...CredentialBook.issuedLimit {
            var credentials = WorldCredentials.dummy(account: "123456789012")
            credentials.accessKeyID = "ASIA\(number)"
            book.add(credentials)
        }
        #expect(book.credentials(accessKeyID: "ASIA0") == nil)
        #expect(book.credentials(accessKeyID: "ASIA1") != nil)
        #expect(book.credentials(accessKeyID: "AKIAMOCKAWSEXAMPLE01") != nil)
    }
}
