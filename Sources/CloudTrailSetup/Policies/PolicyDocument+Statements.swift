import JSON

/// Adding and removing statements.
///
/// AWS's guides give the statements of every trail the same `Sid`s. So a statement is known by its `Sid` *and* the
/// source it is bound to: that of another trail is never replaced.
extension PolicyDocument {
    /// Adds statements, unless others allow the same already.
    ///
    /// A statement with the same `Sid` and the same `aws:SourceArn` is replaced; a `Sid` that somebody else has gets
    /// the source's name behind it.
    ///
    /// - Parameters:
    ///   - added: the statements.
    ///   - keepsResources: whether a replaced statement holds for its old resources, too.
    /// - Returns: whether the policy is another now.
    public mutating func put(_ added: [JSONValue], keepsResources: Bool = false) -> Bool {
        let before = statements
        for json in added where !allows(json) {
            var new = PolicyStatement(json)
            if let index = index(of: new) {
                let old = PolicyStatement(statements[index])
                new.sid = old.sid
                if keepsResources {
                    new.resources += old.resources.filter { !new.resources.contains($0) }
                }
                statements[index] = new.json
            } else {
                new.sid = freeSid(for: new)
                statements.append(new.json)
            }
        }
        return statements != before
    }

    /// Takes statements out, known by their `Sid` and their source; what they allow does not matter.
    ///
    /// - Returns: whether the policy is another now.
    public mutating func remove(_ removed: [JSONValue]) -> Bool {
        let before = statements.count
        let removed = removed.map { PolicyStatement($0) }
        statements.removeAll { json in removed.contains { $0.isSame(as: PolicyStatement(json)) } }
        return statements.count != before
    }

    /// Takes the resources of `old` out of the same statements here; one without any resource goes.
    ///
    /// - Returns: whether the policy is another now.
    mutating func drop(resourcesOf old: [JSONValue]) -> Bool {
        let before = statements
        for old in old.map({ PolicyStatement($0) }) {
            statements = statements.compactMap { json in
                var statement = PolicyStatement(json)
                guard old.isSame(as: statement) else { return json }
                let kept = statement.resources.filter { !old.resources.contains($0) }
                guard kept != statement.resources else { return json }
                statement.resources = kept
                return kept.isEmpty ? nil : statement.json
            }
        }
        return statements != before
    }

    /// Whether statements let an AWS service in for a source that is not `source`: another trail, another topic.
    func serves(besides source: String) -> Bool {
        statements.contains { json in
            let statement = PolicyStatement(json)
            return statement.isAllow && json["Principal"]?["Service"] != nil
                && statement.sources.contains { $0 != source }
        }
    }

    private func index(of statement: PolicyStatement) -> Int? {
        statements.firstIndex { statement.isSame(as: PolicyStatement($0)) }
    }

    /// The statement's `Sid`, with the name of its source and a number where others have it.
    private func freeSid(for statement: PolicyStatement) -> String? {
        guard let sid = statement.sid else { return nil }
        let taken = Set(statements.compactMap { PolicyStatement($0).sid })
        guard taken.contains(sid) else { return sid }
        let source = statement.sources.first?.split { $0 == ":" || $0 == "/" }.last ?? ""
        let named = sid + source.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        var (free, number) = (named, 2)
        while taken.contains(free) {
            free = named + "x\(number)"
            number += 1
        }
        return free
    }
}
