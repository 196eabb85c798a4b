/// Who makes calls: `userIdentity`, `sourceIPAddress` and `userAgent` of made-up records.
///
/// Source: CloudTrail User Guide, "CloudTrail userIdentity element".
struct RecordActor: Sendable {
    let identity: RecordTemplate
    let address: RecordTemplate
    let agent: RecordTemplate
    /// Members that a record of this actor has besides.
    let extra: RecordTemplate?
    /// What readers print of the identity, as exactly as it is known, and of the user for people.
    let principal: RecordTemplate
    let user: RecordTemplate

    init(_ identity: String, address: String = "<address>", agent: String, extra: String? = nil) {
        self.identity = RecordTemplate(identity)
        func first(_ names: [String]) -> RecordTemplate {
            RecordTemplate(names.lazy.compactMap { RecordActor.value($0, in: identity) }.first ?? "-")
        }
        principal = first(["arn", "principalId", "userName", "invokedBy", "accountId"])
        user = first(["userName", "arn", "invokedBy", "principalId", "accountId"])
        self.address = RecordTemplate(address)
        self.agent = RecordTemplate(agent)
        self.extra = extra.map { RecordTemplate($0) }
    }

    /// The first value of a name in an identity; nil where it has none, or an empty one.
    private static func value(_ name: String, in identity: String) -> String? {
        let mark = Array("\"\(name)\":\"".utf8)
        let bytes = Array(identity.utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else { return nil }
        let value = bytes[(start + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }
        return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }

    static let cli =
        "aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/linux#6.1 lang/python#3.13.4 cfg/retry-mode#standard"
    static let sdk = "Boto3/1.38.42 md/Botocore#1.38.42 ua/2.1 os/linux#6.1 lang/python#3.12.9 Botocore/1.38.42"

    static func session(_ mfa: Bool, issuer: String = "", more: String = "") -> String {
        #""sessionContext":{\#(issuer)"attributes":{"creationDate":"<created>","mfaAuthenticated":"\#(mfa)"}\#(more)}"#
    }

    /// The id of a role, always the same for its name.
    static func roleID(_ name: String) -> String { "AROA\(name.uppercased().filter(\.isLetter))EXAMPLE" }

    static func role(
        _ name: String, session: String, mfa: Bool = false, federation: String = "", more: String = "",
        invokedBy: String = "", key: String? = nil, id: String? = nil
    ) -> String {
        let id = id ?? roleID(name)
        let issuer =
            #""sessionIssuer":{"type":"Role","principalId":"\#(id)","arn":"arn:aws:iam::<account>:role/\#(name)","#
            + #""accountId":"<account>","userName":"\#(name)"},\#(federation)"#
        return #"{"type":"AssumedRole","principalId":"\#(id):\#(session)","#
            + #""arn":"arn:aws:sts::<account>:assumed-role/\#(name)/\#(session)","accountId":"<account>","#
            + #""accessKeyId":"\#(key ?? "ASIA\(name.uppercased().filter(\.isLetter).prefix(8))EXAMPLE")","#
            + self.session(mfa, issuer: issuer, more: more) + invokedBy + "}"
    }

    static func user(_ name: String, more: String = "", key: String? = nil) -> String {
        let key = key ?? "AKIA\(name.uppercased())EXAMPLE"
        return #"{"type":"IAMUser","principalId":"AIDA\#(name.uppercased())EXAMPLE","#
            + #""arn":"arn:aws:iam::<account>:user/\#(name)","accountId":"<account>","accessKeyId":"\#(key)","#
            + #""userName":"\#(name)"\#(more)}"#
    }

    static func root(key: String, more: String = "") -> String {
        #"{"type":"Root","principalId":"<account>","arn":"arn:aws:iam::<account>:root","accountId":"<account>","#
            + #""accessKeyId":"\#(key)"\#(more)}"#
    }

    /// What the sessions of a web identity say of it.
    static let federation =
        #""webIdFederationData":{"federatedProvider":"arn:aws:iam::<account>:oidc-provider/"#
        + #"ci.example.com","attributes":{}},"#

    /// People and programs, the frequent ones more than once.
    static let callers: [RecordActor] = {
        let deploy = RecordActor(user("deploy"), agent: cli)
        let instance = RecordActor(
            role("AppServer", session: "i-0a1b2c3d4e5f60718", more: #","ec2RoleDelivery":"2.0""#), agent: sdk)
        let worker = RecordActor(
            role("lambda-worker", session: "resize-images"), agent: sdk,
            extra: #""vpcEndpointId":"vpce-0a1b2c3d4e5f60718","vpcEndpointAccountId":"<account>","#)
        let admin = RecordActor(
            role("Admin", session: "alice@example.com", mfa: true),
            agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            extra: #""sessionCredentialFromConsole":"true","#)
        let pipeline = RecordActor(
            role(
                "ci-deploy", session: "pipeline-4711",
                federation: federation), agent: sdk)
        let scaling = RecordActor(
            role(
                "AWSServiceRoleForAutoScaling", session: "AutoScaling",
                invokedBy: #","invokedBy":"autoscaling.amazonaws.com""#),
            address: "autoscaling.amazonaws.com", agent: "autoscaling.amazonaws.com")
        return [
            deploy, deploy, RecordActor(user("backup"), agent: sdk), instance, instance, instance, worker, worker,
            admin, pipeline, scaling,
            RecordActor(
                user("alice", more: "," + session(true), key: "ASIAALICEEXAMPLE"),
                agent: "AWS Internal", extra: #""sessionCredentialFromConsole":"true","#),
            RecordActor(user("bob"), agent: cli), RecordActor(user("carol"), agent: cli),
            RecordActor(
                #"{"type":"FederatedUser","principalId":"<account>:carol","#
                    + #""arn":"arn:aws:sts::<account>:federated-user/carol","accountId":"<account>","#
                    + #""accessKeyId":"ASIAFEDERATEDEXAMPLE",""#
                    + session(
                        false,
                        issuer: #""sessionIssuer":{"type":"IAMUser","principalId":"AIDABROKEREXAMPLE","#
                            + #""arn":"arn:aws:iam::<account>:user/broker","accountId":"<account>","userName":"broker"},"#
                    )
                    .dropFirst() + "}", agent: cli),
            RecordActor(
                #"{"type":"IdentityCenterUser","accountId":"<account>","onBehalfOf":"#
                    + #"{"userId":"544894e8-80c1-707f-60e3-3ba6510dfac1","identityStoreArn":"#
                    + #""arn:aws:identitystore::<account>:identitystore/d-9067642ac7"},"credentialId":"<uuid>"}"#,
                agent: cli),
            RecordActor(
                root(key: "ASIAROOTEXAMPLE", more: "," + session(true)), agent: "AWS Internal",
                extra: #""sessionCredentialFromConsole":"true","#),
        ]
    }()

    /// A service that assumes a role of the account.
    static let service = service("ec2")

    static func service(_ name: String) -> RecordActor {
        RecordActor(
            #"{"type":"AWSService","invokedBy":"\#(name).amazonaws.com"}"#, address: "\(name).amazonaws.com",
            agent: "\(name).amazonaws.com")
    }

    /// Another account.
    static let partner = RecordActor(
        #"{"type":"AWSAccount","principalId":"AIDAPARTNEREXAMPLE","accountId":"210987654321"}"#, agent: sdk)

    static let browser =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/137.0 Safari/537.36"
    /// A user who signs in.
    static let visitor = RecordActor(user("alice", key: ""), agent: browser)
    /// Somebody who does not get in: the name may be a password that was typed into the wrong field.
    static let stranger = RecordActor(
        #"{"type":"IAMUser","principalId":"","accountId":"<account>","accessKeyId":"","#
            + #""userName":"HIDDEN_DUE_TO_SECURITY_REASONS"}"#, agent: browser)
    /// A known user with a wrong password.
    static let forgetful = RecordActor(user("bob", key: ""), agent: browser)
    /// The root user who signs in.
    static let rootVisitor = RecordActor(root(key: ""), agent: browser)
}
