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

    /// Takes out of the same statements here what is of the form of a wanted resource, but has another prefix.
    ///
    /// A resource of any other form was not put there by a set-up, and stays.
    ///
    /// - Returns: whether the policy is another now.
    mutating func narrow(to wanted: [JSONValue]) -> Bool {
        let before = statements
        for json in wanted {
            let wanted = PolicyStatement(json)
            for index in statements.indices.reversed() {
                var statement = PolicyStatement(statements[index])
                guard wanted.isSame(as: statement) else { continue }
                let kept = statement.resources.filter { resource in
                    !wanted.resources.contains { PolicyDocument.isMoved(resource, from: $0) }
                }
                guard kept != statement.resources else { continue }
                if kept.isEmpty {
                    // Another statement may allow what is wanted.
                    let old = statements.remove(at: index)
                    if !allows(json) { statements.insert(old, at: index) }
                } else {
                    statement.resources = kept
                    statements[index] = statement.json
                }
            }
        }
        return statements != before
    }

    /// Whether a statement lets in anybody but those whom the statements `ours` let in.
    ///
    /// A statement is one of ours by its `Sid` and source, or where it is for the same service and source alone. The
    /// statement by which SNS lets the owner of a topic use it counts for nobody else.
    func letsOthersIn(besides ours: [JSONValue]) -> Bool {
        let ours = ours.map { PolicyStatement($0) }
        return statements.map { PolicyStatement($0) }.contains { statement in
            statement.isAllow && !statement.isForTheOwnerOfATopic
                && !ours.contains { $0.isSame(as: statement) || $0.isForTheSame(as: statement) }
        }
    }

    /// Whether both are the log files of one account or organisation in one bucket, with another prefix.
    private static func isMoved(_ resource: String, from wanted: String) -> Bool {
        // `<bucket>/[<prefix>/]AWSLogs/<owner>/*`
        let parts = wanted.split(separator: "/", omittingEmptySubsequences: false)
        guard resource != wanted, parts.count >= 4, parts.dropLast(2).last == "AWSLogs" else { return false }
        let bucket = parts[0] + "/"
        let rest = parts.suffix(3).joined(separator: "/")
        return resource.hasPrefix(bucket)
            && (resource.dropFirst(bucket.count) == rest || resource.hasSuffix("/" + rest))
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
