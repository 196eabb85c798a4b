import AWSOperations
import Timestamps

/// The Security Token Service: who the caller is, and credentials of roles.
final class STSService: MockService {
    private let roles: [String: WorldRole]
    private let credentials: CredentialBook
    private let random: @Sendable () -> UInt64

    /// Creates the service.
    ///
    /// - Parameters:
    ///   - world: its roles; without any, every role can be assumed.
    ///   - credentials: where issued credentials are remembered.
    ///   - random: makes the parts of credentials.
    init(
        world: World, credentials: CredentialBook,
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        roles = Dictionary(world.roles.map { ($0.arn, $0) }, uniquingKeysWith: { first, _ in first })
        self.credentials = credentials
        self.random = random
    }

    func register(in table: inout HandlerTable) {
        table.on(GetCallerIdentity.self, getCallerIdentity)
        table.on(AssumeRole.self, assumeRole)
    }

    func getCallerIdentity(_ input: GetCallerIdentity, _ context: MockContext) throws(AWSError)
        -> GetCallerIdentity.Output
    {
        let caller = STSService.caller(context)
        return GetCallerIdentity.Output(userID: caller.userID, account: caller.account, arn: caller.arn)
    }

    func assumeRole(_ input: AssumeRole, _ context: MockContext) throws(AWSError) -> AssumeRole.Output {
        try STSService.validate(input)
        let arn = input.roleARN ?? ""
        let session = input.roleSessionName ?? ""
        guard let parts = RoleARN(arn) else {
            throw .sts("ValidationError", "\(arn) is invalid")
        }
        let role = roles[arn]
        guard roles.isEmpty || role != nil else { throw STSService.denied(arn, context) }
        if let role {
            guard role.externalID == nil || role.externalID == input.externalID,
                STSService.isTrusted(STSService.caller(context), by: role)
            else { throw STSService.denied(arn, context) }
        }
        let duration = input.durationSeconds ?? 3600
        guard duration <= role?.maxSessionDuration ?? 43_200 else {
            throw .sts(
                "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
        }
        let roleID = "AROA" + STSService.identifier(of: arn)
        // The service writes whole seconds.
        let expiration = Timestamp(seconds: context.now.adding(seconds: Int64(duration)).seconds)
        let issued = WorldCredentials(
            accessKeyID: role?.credentials?.accessKeyID ?? "ASIA" + text(16, STSService.base32),
            secretAccessKey: role?.credentials?.secretAccessKey ?? text(40, STSService.base64),
            sessionToken: role?.credentials?.sessionToken ?? "FwoGZXIvYXdzE" + text(187, STSService.base64),
            account: parts.account,
            arn: "arn:\(parts.partition):sts::\(parts.account):assumed-role/\(parts.name)/\(session)",
            userID: "\(roleID):\(session)", expiration: expiration)
        credentials.add(issued)
        var output = AssumeRole.Output()
        output.credentials = STSCredentials(
            accessKeyID: issued.accessKeyID, secretAccessKey: issued.secretAccessKey,
            sessionToken: issued.sessionToken, expiration: expiration)
        output.assumedRoleUser = AssumeRole.AssumedRoleUser(assumedRoleID: issued.userID, arn: issued.arn)
        output.sourceIdentity = input.sourceIdentity
        if let policy = input.policy { output.packedPolicySize = max(1, policy.utf8.count * 100 / 2048) }
        return output
    }

    /// The credentials behind the request; for unknown ones a user of the account.
    private static func caller(_ context: MockContext) -> WorldCredentials {
        context.caller ?? .dummy(account: context.account)
    }

    /// Whether a role's trust names the caller: its ARN, its account, the account's root, or everyone.
    private static func isTrusted(_ caller: WorldCredentials, by role: WorldRole) -> Bool {
        guard let trust = role.trust else { return true }
        return trust.contains {
            $0 == "*" || $0 == caller.arn || $0 == caller.account
                || ($0.hasPrefix("arn:") && $0.hasSuffix(":iam::\(caller.account):root"))
        }
    }

    private static func denied(_ arn: String, _ context: MockContext) -> AWSError {
        .sts(
            "AccessDenied",
            "User: \(caller(context).arn) is not authorized to perform: sts:AssumeRole on resource: \(arn)"
        )
    }

    private static let base32 = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    private static let base64 = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// `count` random characters of an alphabet.
    private func text(_ count: Int, _ alphabet: [UInt8]) -> String {
        String(
            decoding: (0..<count).map { _ in alphabet[Int(random() % UInt64(alphabet.count))] }, as: UTF8.self)
    }

    /// Sixteen characters that are always the same for a role.
    private static func identifier(of arn: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        return String(
            decoding: (0..<16).map { round -> UInt8 in
                for byte in arn.utf8 { hash = (hash ^ UInt64(byte) ^ UInt64(round)) &* 0x100_0000_01B3 }
                return base32[Int(hash >> 40 & 31)]
            }, as: UTF8.self)
    }
}
