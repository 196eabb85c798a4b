import JSON

/// A resource's policy, as far as a service needs it that asks whether it may.
///
/// Source: IAM User Guide, "IAM JSON policy elements reference".
struct PolicyDocument: Sendable {
    private let statements: [JSONValue]

    /// Reads a policy; nil where it is none.
    init?(_ text: String) {
        guard let json = try? JSONValue(parsing: text), let statement = json["Statement"] else { return nil }
        statements = statement.array ?? [statement]
        guard statements.allSatisfy({ $0.object != nil }) else { return nil }
    }

    /// What a service asks for.
    struct Question: Sendable {
        /// The action, such as `s3:PutObject`.
        var action: String
        /// The ARN of what it is done to.
        var resource: String
        /// The service, such as `cloudtrail.amazonaws.com`; empty where an account asks.
        var service: String
        /// What names the one that asks: an account, or those that stood for the service in policies of old.
        var accounts: Set<String> = []
        /// The values of condition keys.
        var keys: [String: String] = [:]
    }

    /// Whether a statement allows it, and none denies it.
    func allows(_ question: Question) -> Bool {
        let relevant = statements.filter { PolicyDocument.covers($0, question) }
        return relevant.contains { $0["Effect"]?.string == "Allow" }
            && !relevant.contains { $0["Effect"]?.string == "Deny" }
    }

    private static func covers(_ statement: JSONValue, _ question: Question) -> Bool {
        guard isPrincipal(statement["Principal"], question) else { return false }
        let actions = strings(statement["Action"]), resources = strings(statement["Resource"])
        guard actions.contains(where: { matches($0.lowercased(), question.action.lowercased()) }),
            resources.contains(where: { matches($0, question.resource) })
        else { return false }
        for condition in statement["Condition"]?.object ?? [] {
            for key in condition.value.object ?? [] {
                let value = question.keys.first { $0.key.lowercased() == key.name.lowercased() }?.value
                guard holds(condition.name, value, strings(key.value)) else { return false }
            }
        }
        return true
    }

    private static func isPrincipal(_ principal: JSONValue?, _ question: Question) -> Bool {
        if principal?.string == "*" { return true }
        if strings(principal?["Service"]).contains(question.service) { return true }
        return strings(principal?["AWS"]).contains { $0 == "*" || question.accounts.contains($0) }
    }

    /// Whether a condition holds; one that is not known here does not.
    private static func holds(_ name: String, _ value: String?, _ wanted: [String]) -> Bool {
        var name = name
        if name.hasSuffix("IfExists") {
            if value == nil { return true }
            name.removeLast("IfExists".count)
        }
        switch name {
        case "StringEquals", "ForAnyValue:StringEquals": return value.map(wanted.contains) ?? false
        case "StringEqualsIgnoreCase":
            return value.map { value in wanted.contains { $0.lowercased() == value.lowercased() } } ?? false
        case "StringNotEquals": return value.map { !wanted.contains($0) } ?? true
        case "StringLike", "ArnLike", "ArnEquals", "ForAnyValue:StringLike", "ForAnyValue:ArnLike":
            return value.map { value in wanted.contains { matches($0, value) } } ?? false
        case "StringNotLike", "ArnNotLike", "ArnNotEquals":
            return value.map { value in !wanted.contains { matches($0, value) } } ?? true
        case "Bool": return value.map { value in wanted.contains { $0.lowercased() == value } } ?? false
        case "Null": return wanted.contains(value == nil ? "true" : "false")
        default: return false
        }
    }

    private static func strings(_ value: JSONValue?) -> [String] {
        if let text = value?.string { return [text] }
        if let truth = value?.boolean { return [truth ? "true" : "false"] }
        return value?.array?.compactMap(\.string) ?? []
    }

    /// Whether `text` fits a pattern with `*` and `?`.
    static func matches(_ pattern: String, _ text: String) -> Bool {
        let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
        var (p, t) = (0, 0)
        var star: (pattern: Int, text: Int)?
        while t < text.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p, t)
                p += 1
            } else if p < pattern.count, pattern[p] == text[t] || pattern[p] == UInt8(ascii: "?") {
                p += 1
                t += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                (p, t) = (last.pattern + 1, last.text + 1)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
