extension TrailPrincipal {
    private static let key = "<key>"

    private static func role(
        mfa: Bool = false, federation: String = "", more: String = "", invokedBy: String = ""
    ) -> String {
        RecordActor.role(
            "<role>", session: "<session>", mfa: mfa, federation: federation, more: more, invokedBy: invokedBy,
            key: key, id: "<roleid>")
    }

    private static func console(_ identity: String) -> RecordActor {
        RecordActor(identity, agent: "AWS Internal", extra: #""sessionCredentialFromConsole":"true","#)
    }

    private static let operators = RecordCall.named(
        "DescribeInstances", "RunInstances", "TerminateInstances", "AuthorizeSecurityGroupIngress", "ListBuckets",
        "GetBucketAcl", "PutBucketPolicy", "DescribeTable", "ListUsers", "CreateUser", "AttachUserPolicy",
        "LookupEvents", "GetCallerIdentity")
    private static let readers = RecordCall.named(
        "DescribeInstances", "ListBuckets", "GetBucketAcl", "DescribeTable", "GetCallerIdentity", "LookupEvents")
    private static let programs = RecordCall.named(
        "Decrypt", "GetSecretValue", "DescribeTable", "GetBucketAcl", "GetCallerIdentity", "CreateLogStream")

    /// The session that people have after they have assumed a role.
    static let administrator = RecordActor(role(), agent: RecordActor.cli)
    /// The session of an instance's role.
    static let instance = RecordActor(role(more: #","ec2RoleDelivery":"2.0""#), agent: RecordActor.sdk)
    /// A user with a long-term key.
    static let deploy = RecordActor(RecordActor.user("deploy"), agent: RecordActor.cli)
    static let instanceOpening = Opening(call: .assumeRole, actor: .service)

    /// Who is at work in every account.
    static let everybody: [TrailPrincipal] = [
        TrailPrincipal(
            10, Opening(call: .login, actor: .visitor), .person(session: "alice"),
            actor: console(RecordActor.user("alice", more: "," + RecordActor.session(true), key: key)),
            calls: operators),
        TrailPrincipal(
            4,
            Opening(
                call: .loginWithoutMFA,
                actor: RecordActor(RecordActor.user("carol", key: ""), agent: RecordActor.browser)),
            .person(session: "carol"),
            actor: console(RecordActor.user("carol", more: "," + RecordActor.session(false), key: key)),
            calls: readers),
        TrailPrincipal(
            1, Opening(call: .login, actor: .rootVisitor), .person(session: "root"),
            actor: console(RecordActor.root(key: key, more: "," + RecordActor.session(true))), calls: readers,
            longest: 900),
        TrailPrincipal(
            10, nil, .person(session: "bob"), actor: RecordActor(RecordActor.user("bob"), agent: RecordActor.cli),
            calls: readers),
        TrailPrincipal(
            12, Opening(call: .assumeRole, actor: deploy), .person(session: "deploy"), role: "Admin",
            actor: administrator, calls: operators),
        TrailPrincipal(
            28, instanceOpening, .instance, role: "AppServer", actor: instance, calls: programs),
        TrailPrincipal(
            14, Opening(call: .assumeRole, actor: .service("lambda")), .machine(session: "resize-images-"),
            role: "lambda-worker", actor: RecordActor(role(), agent: RecordActor.sdk), calls: programs,
            longest: 900),
        TrailPrincipal(
            8,
            Opening(
                call: .assumeRoleWithWebIdentity,
                actor: RecordActor(
                    #"{"type":"WebIdentityUser","principalId":"arn:aws:iam::<account>:oidc-provider/ci.example.com:"#
                        + #"sts.amazonaws.com:repo:example/shop:ref:refs/heads/main","userName":"#
                        + #""repo:example/shop:ref:refs/heads/main","identityProvider":"#
                        + #""arn:aws:iam::<account>:oidc-provider/ci.example.com"}"#, agent: RecordActor.sdk)),
            .machine(session: "pipeline-"), role: "ci-deploy",
            actor: RecordActor(
                role(federation: RecordActor.federation), agent: RecordActor.sdk),
            calls: RecordCall.named(
                "UpdateFunctionCode20150331v2", "DescribeInstances", "RunInstances", "GetCallerIdentity"),
            longest: 600),
        TrailPrincipal(
            6, Opening(call: .assumeRole, actor: .service("autoscaling")), .service(session: "AutoScaling"),
            role: "AWSServiceRoleForAutoScaling",
            actor: RecordActor(
                role(invokedBy: #","invokedBy":"autoscaling.amazonaws.com""#), address: "autoscaling.amazonaws.com",
                agent: "autoscaling.amazonaws.com"),
            calls: RecordCall.named("DescribeInstances", "RunInstances", "TerminateInstances")),
        TrailPrincipal(
            3, Opening(call: .assumeRole, actor: .partner), .machine(session: "nightly-"), role: "partner-reader",
            actor: RecordActor(role(), agent: RecordActor.sdk), calls: readers, longest: 900),
        TrailPrincipal(
            2, Opening(call: .wrongPassword, actor: .forgetful, fails: true), .person(session: "bob"),
            actor: .forgetful),
        TrailPrincipal(
            2, Opening(call: .unknownLogin, actor: .stranger, fails: true), .machine(session: ""), actor: .stranger),
    ]

    /// The principal of each draw.
    static let draws: [TrailPrincipal] = everybody.flatMap { Array(repeating: $0, count: $0.weight) }
}
