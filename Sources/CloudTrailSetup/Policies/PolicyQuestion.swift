import JSON

/// What an AWS service asks a policy for.
struct PolicyQuestion: Sendable, Hashable {
    /// The action, such as `s3:PutObject`.
    var action: String
    /// The ARN of what it is done to.
    var resource: String
    /// The service, such as `cloudtrail.amazonaws.com`.
    var service: String
    /// The values of condition keys, whose names are in lower case.
    var keys: [String: String]

    /// Condition keys that a request of a service does not have.
    ///
    /// IAM User Guide, "AWS global condition context keys".
    static let absentKeys: Set<String> = [
        "aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceowner",
        "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "aws:username",
    ]

    /// What a statement of ``TrailPolicies`` is there for: log files, and digests where it is about keys.
    static func asked(by statement: JSONValue) -> [PolicyQuestion] {
        var keys: [String: String] = [:]
        for condition in statement["Condition"]?.object ?? [] {
            for key in condition.value.object ?? [] {
                keys[key.name.lowercased()] = PolicyStatement.strings(key.value).first
            }
        }
        let service = PolicyStatement.strings(statement["Principal"]?["Service"]).first ?? ""
        let account = keys["aws:sourcearn"]?.split(separator: ":", omittingEmptySubsequences: false).dropFirst(4).first
        keys["aws:sourceaccount"] = account.map { String($0) }
        keys["aws:securetransport"] = "true"
        keys["aws:principalisawsservice"] = "true"
        keys["aws:principalservicename"] = service
        let action = PolicyStatement.strings(statement["Action"]).first ?? ""
        let resource = PolicyStatement.strings(statement["Resource"]).first ?? ""
        let resources =
            resource.hasSuffix("/*")
            ? ["CloudTrail", "CloudTrail-Digest"].map { resource.dropLast() + $0 + "/x.json.gz" } : [resource]
        return resources.map { PolicyQuestion(action: action, resource: $0, service: service, keys: keys) }
    }
}

/// An answer that may be unknown.
enum Certainty: Int, Sendable, Comparable {
    case no, unknown, yes

    static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }

    init(_ value: Bool) { self = value ? .yes : .no }

    /// The opposite.
    var negated: Certainty { self == .unknown ? .unknown : Certainty(self == .no) }
}
