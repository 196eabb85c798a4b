import JSON

/// A resource policy, to which statements are added, and from which they are taken again.
public struct PolicyDocument: Sendable, Hashable {
    /// The statements in order.
    public internal(set) var statements: [JSONValue]
    /// What stands besides the statements.
    private var members: [JSONValue.Member]

    /// A policy without statements.
    public init() {
        statements = []
        members = [JSONValue.Member("Version", "2012-10-17")]
    }

    /// Reads a policy; nil where the text is none.
    ///
    /// - Parameter text: the policy's JSON; nil and nothing for a policy that is not there.
    public init?(_ text: String?) {
        guard let text, !text.isEmpty else {
            self.init()
            return
        }
        guard let members = (try? JSONValue(parsing: text))?.object else { return nil }
        self.init()
        self.members = members.filter { $0.name != "Statement" }
        switch members.last(where: { $0.name == "Statement" })?.value {
        case .array(let statements)?: self.statements = statements
        case .object(let statement)?: statements = [.object(statement)]
        default: statements = []
        }
    }

    /// The policy's JSON.
    public var json: JSONValue {
        .object(members + [JSONValue.Member("Statement", .array(statements))])
    }
    /// The policy as AWS takes it.
    public var text: String { json.text() }
}
