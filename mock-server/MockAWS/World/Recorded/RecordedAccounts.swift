import AWSOperations

/// Whose the requests of a recording are, by what the answers tell of their access keys.
///
/// `AssumeRole` gives out keys of the role's account, `GetCallerIdentity` tells the caller's account, and
/// `DescribeLogGroups` gives ARNs. Everything else belongs to the default account.
struct RecordedAccounts: Sendable {
    /// The account of the caller whose keys no role gave out.
    let defaultAccount: String
    private var accountOfKey: [String: String] = [:]

    init(_ calls: [RecordedCall]) throws(WorldError) {
        var accountOfKey: [String: String] = [:]
        var issued: Set<String> = []
        for call in calls {
            if let (input, output) = try call.read(AssumeRole.self), let key = output.credentials?.accessKeyID {
                issued.insert(key)
                accountOfKey[key] = RecordedAccounts.account(inARN: output.assumedRoleUser?.arn ?? input.roleARN)
            }
        }
        for call in calls {
            guard let key = call.accessKeyID, accountOfKey[key] == nil else { continue }
            if let (_, output) = try call.read(GetCallerIdentity.self) {
                accountOfKey[key] = output.account
            } else if let (input, output) = try call.read(DescribeLogGroups.self), input.includeLinkedAccounts != true {
                accountOfKey[key] = output.logGroups?.lazy.compactMap { RecordedAccounts.account(inARN: $0.arn) }.first
            }
        }
        self.accountOfKey = accountOfKey
        // The first caller of his own right tells.
        defaultAccount =
            calls.lazy.compactMap { call -> String? in
                if let key = call.accessKeyID, issued.contains(key) { return nil }
                return call.account ?? call.accessKeyID.flatMap { accountOfKey[$0] }
            }.first ?? World.emptyAccount
    }

    /// The account that a call was made in.
    func account(of call: RecordedCall) -> String {
        call.account ?? call.accessKeyID.flatMap { accountOfKey[$0] } ?? defaultAccount
    }

    private static func account(inARN arn: String?) -> String? {
        guard let parts = arn?.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false), parts.count == 6,
            parts[0] == "arn"
        else { return nil }
        let account = String(parts[4])
        return World.isAccount(account) ? account : nil
    }
}
