import JSON

/// Whether a statement is about what is asked.
///
/// Source: IAM User Guide, "IAM JSON policy elements reference".
extension PolicyStatement {
    /// Whether the statement holds for `question`; unknown where a condition cannot be judged from outside.
    func covers(_ question: PolicyQuestion) -> Certainty {
        let parts = [
            either("Principal") { PolicyStatement.names($0, question.service) },
            either("Action") { actions in
                PolicyStatement.strings(actions).contains {
                    PolicyStatement.matches($0.lowercased(), question.action.lowercased())
                }
            },
            either("Resource") { resources in
                PolicyStatement.strings(resources).contains { PolicyStatement.matches($0, question.resource) }
            },
        ]
        return min(parts.allSatisfy { $0 } ? .yes : .no, conditions(question))
    }

    /// What a member says, or the opposite of what the member with `Not` before its name says.
    private func either(_ name: String, _ isMatch: (JSONValue) -> Bool) -> Bool {
        if let value = json[name] { return isMatch(value) }
        if let value = json["Not" + name] { return !isMatch(value) }
        return false
    }

    private static func names(_ principal: JSONValue, _ service: String) -> Bool {
        if principal.string == "*" { return true }
        return strings(principal["AWS"]).contains("*")
            || strings(principal["Service"]).contains { $0 == service || $0 == "*" }
    }

    private func conditions(_ question: PolicyQuestion) -> Certainty {
        var all = Certainty.yes
        for condition in json["Condition"]?.object ?? [] {
            for key in condition.value.object ?? [] {
                let values = PolicyStatement.strings(key.value)
                all = min(all, holds(condition.name.lowercased(), key.name.lowercased(), values, question))
            }
        }
        return all
    }

    private func holds(
        _ name: String, _ key: String, _ values: [String], _ question: PolicyQuestion
    ) -> Certainty {
        var name = name.split(separator: ":").last.map { String($0) } ?? ""
        let mayBeAbsent = name.hasSuffix("ifexists")
        if mayBeAbsent { name.removeLast("ifexists".count) }
        let isNegative = name.contains("not")
        guard let value = question.keys[key] else {
            guard PolicyQuestion.absentKeys.contains(key) else { return .unknown }
            return name == "null" ? Certainty(values.contains("true")) : Certainty(mayBeAbsent || isNegative)
        }
        // A policy variable has a value that only AWS knows.
        guard !values.contains(where: { $0.contains("${") }) else { return .unknown }
        let isMatch: Bool
        switch name {
        case "stringequals", "stringnotequals": isMatch = values.contains(value)
        case "stringequalsignorecase", "stringnotequalsignorecase":
            isMatch = values.contains { $0.lowercased() == value.lowercased() }
        case "stringlike", "stringnotlike", "arnlike", "arnnotlike", "arnequals", "arnnotequals":
            isMatch = values.contains { PolicyStatement.matches($0, value) }
        case "bool": isMatch = values.contains { $0.lowercased() == value }
        case "null": isMatch = values.contains("false")
        default: return .unknown
        }
        return Certainty(isMatch != isNegative)
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
