/// The calls by which sessions begin.
extension RecordCall {
    private static let assumedRole =
        #""assumedRoleUser":{"assumedRoleId":"<roleid>:<session>","#
        + #""arn":"arn:aws:sts::<account>:assumed-role/<role>/<session>"}"#
    private static let roleResource =
        #""resources":[{"accountId":"<account>","type":"AWS::IAM::Role","ARN":"#
        + #""arn:aws:iam::<account>:role/<role>"}],"#
    private static let credentials = #""credentials":{"accessKeyId":"<key>","expiration":"<expiry>"}"#

    /// `AssumeRole`, whose answer names the access key of the calls that follow.
    static let assumeRole = RecordCall(
        "sts", "AssumeRole", weight: 0,
        request: #"{"roleArn":"arn:aws:iam::<account>:role/<role>","roleSessionName":"<session>","#
            + #""durationSeconds":3600}"#,
        response: "{\(credentials),\(assumedRole)}", extra: roleResource + #""sharedEventID":"<uuid>","#)

    /// `AssumeRoleWithWebIdentity`, with a token that an identity provider has signed.
    static let assumeRoleWithWebIdentity = RecordCall(
        "sts", "AssumeRoleWithWebIdentity", weight: 0,
        request: #"{"roleArn":"arn:aws:iam::<account>:role/<role>","roleSessionName":"<session>"}"#,
        response: #"{"subjectFromWebIdentityToken":"repo:example/shop:ref:refs/heads/main","#
            + #""provider":"arn:aws:iam::<account>:oidc-provider/ci.example.com","audience":"sts.amazonaws.com","#
            + "\(credentials),\(assumedRole)}", extra: roleResource)

    /// `ConsoleLogin`s that succeed, with and without a second factor.
    static let login = signIn(.visitor, weight: 0, mfa: true)
    static let loginWithoutMFA = signIn(.visitor, weight: 0, mfa: false)
    /// `ConsoleLogin`s that fail: a name that nobody has, and a wrong password.
    static let unknownLogin = signIn(.stranger, weight: 0, mfa: false, failure: noUser)
    static let wrongPassword = signIn(.forgetful, weight: 0, mfa: false, failure: badPassword)

    static let noUser = Failure(
        code: nil, message: "No username found in supplied account", response: #"{"ConsoleLogin":"Failure"}"#)
    static let badPassword = Failure(
        code: nil, message: "Failed authentication", response: #"{"ConsoleLogin":"Failure"}"#)

    /// The calls of a name that anybody makes.
    static func named(_ names: String...) -> [RecordCall] {
        all.filter { call in
            if case .anybody = call.caller { names.contains(call.name) } else { false }
        }
    }
}
