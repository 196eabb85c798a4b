import JSON

/// What a policy says to a service; in the order from good to bad.
enum PolicyVerdict: Sendable, Hashable {
    /// A statement allows it, and none denies it.
    case allowed
    /// It hangs on conditions of this statement that cannot be judged from outside.
    case uncertain(String)
    /// No statement allows it.
    case missing
    /// This statement denies it.
    case denied(String)
}

extension PolicyDocument {
    /// Whether everything that `statements` are there for is allowed, however the policy is written.
    func verdict(on statements: [JSONValue]) -> PolicyVerdict {
        let verdicts = statements.flatMap { PolicyQuestion.asked(by: $0) }.map { verdict($0) }
        func first(_ isWanted: (PolicyVerdict) -> Bool) -> PolicyVerdict? { verdicts.first(where: isWanted) }
        return first { if case .denied = $0 { true } else { false } } ?? first { $0 == .missing }
            ?? first { $0 != .allowed } ?? .allowed
    }

    /// Whether statements allow what `statement` is there for; those that deny are not looked at.
    func allows(_ statement: JSONValue) -> Bool {
        let allowing = self.statements.map { PolicyStatement($0) }.filter(\.isAllow)
        return PolicyQuestion.asked(by: statement).allSatisfy { question in
            allowing.contains { $0.covers(question) == .yes }
        }
    }

    private func verdict(_ question: PolicyQuestion) -> PolicyVerdict {
        func first(allowing: Bool, _ coverage: Certainty) -> String? {
            for (index, statement) in statements.map({ PolicyStatement($0) }).enumerated()
            where statement.isAllow == allowing && statement.covers(question) == coverage {
                return statement.sid.map { "'\($0)'" } ?? "number \(index + 1)"
            }
            return nil
        }
        if let statement = first(allowing: false, .yes) { return .denied(statement) }
        if first(allowing: true, .yes) != nil {
            return first(allowing: false, .unknown).map { .uncertain($0) } ?? .allowed
        }
        return first(allowing: true, .unknown).map { .uncertain($0) } ?? .missing
    }
}
