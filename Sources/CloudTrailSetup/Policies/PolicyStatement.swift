import JSON

/// One statement of a policy, with the members that are looked at.
struct PolicyStatement: Sendable, Hashable {
    /// The statement as it is written.
    private(set) var json: JSONValue

    init(_ json: JSONValue) {
        self.json = json
    }

    /// The statement's name.
    var sid: String? {
        get { json["Sid"]?.string }
        set { set("Sid", newValue.map { .string($0) }) }
    }

    /// The resources it is about; one is written without brackets.
    var resources: [String] {
        get { PolicyStatement.strings(json["Resource"]) }
        set { set("Resource", newValue.count == 1 ? .string(newValue[0]) : .array(newValue.map { .string($0) })) }
    }

    /// Whether it allows rather than denies.
    var isAllow: Bool { json["Effect"]?.string == "Allow" }

    /// The ARNs of `aws:SourceArn`: the trails or topics that it is bound to.
    var sources: Set<String> {
        var found: Set<String> = []
        for condition in json["Condition"]?.object ?? [] where !condition.name.lowercased().contains("not") {
            for key in condition.value.object ?? [] where key.name.lowercased() == "aws:sourcearn" {
                found.formUnion(PolicyStatement.strings(key.value))
            }
        }
        return found
    }

    /// Whether `other` is this statement in a policy, perhaps with a longer `Sid` and other contents.
    func isSame(as other: PolicyStatement) -> Bool {
        guard let sid, let theirs = other.sid, theirs.hasPrefix(sid), other.isAllow == isAllow else { return false }
        return !sources.isEmpty && other.sources == sources
    }

    /// Whether `other` is for no other service and source than this one, whatever it is called.
    func isForTheSame(as other: PolicyStatement) -> Bool {
        guard let principal = other.json["Principal"]?.object, principal.allSatisfy({ $0.name == "Service" }) else {
            return false
        }
        let services = PolicyStatement.strings(other.json["Principal"]?["Service"])
        return !sources.isEmpty && other.sources == sources
            && services == PolicyStatement.strings(json["Principal"]?["Service"])
    }

    /// Whether it is the statement that SNS gives every topic.
    var isForTheOwnerOfATopic: Bool {
        sid == "__default_statement_ID"
            && (json["Condition"]?["StringEquals"]?.object ?? []).contains { $0.name.lowercased() == "aws:sourceowner" }
    }

    /// The texts of a member that may be one or several.
    static func strings(_ value: JSONValue?) -> [String] {
        if let text = value?.string { return [text] }
        if let truth = value?.boolean { return [truth ? "true" : "false"] }
        return value?.array?.compactMap(\.string) ?? []
    }

    private mutating func set(_ name: String, _ value: JSONValue?) {
        var members = json.object ?? []
        if let index = members.firstIndex(where: { $0.name == name }) {
            if let value { members[index] = JSONValue.Member(name, value) } else { members.remove(at: index) }
        } else if let value {
            members.append(JSONValue.Member(name, value))
        }
        json = .object(members)
    }
}
