/// Where a trail's log files, digests and Insights lie, and nothing else.
struct LogFileFolders: Sendable {
    /// `[<prefix>/]AWSLogs/<account>/`.
    private let account: String
    /// `[<prefix>/]AWSLogs/<organisation>/`; nil for no organisation.
    private let organization: String?
    /// Whether the trail logs an organisation, but which one is not known.
    let isOrganizationUnknown: Bool

    /// Finds the folders of a design.
    ///
    /// - Parameters:
    ///   - design: the trail; the id of an organisation that it names is taken as it is.
    ///   - isOfOrganization: whether the trail logs an organisation, whose id CloudTrail does not tell.
    ///   - policy: the policy of the bucket, in which the trail's own statement tells the id.
    init(_ design: TrailDesign, isOfOrganization: Bool, policy: PolicyDocument?) {
        let base = design.folder + "AWSLogs/"
        let id = design.organization ?? (isOfOrganization ? policy?.organization(of: design) : nil)
        account = base + design.account + "/"
        organization = id.map { base + $0 + "/" }
        isOrganizationUnknown = isOfOrganization && id == nil
    }

    /// The prefixes to list.
    var prefixes: [String] { [account + "CloudTrail"] + [organization].compactMap { $0 } }

    /// Whether a key is `[<prefix>/]AWSLogs/[<organisation>/]<account>/CloudTrail[-…]/…`.
    func contain(_ key: String) -> Bool {
        var parts: ArraySlice<Substring>
        if key.hasPrefix(account) {
            parts = LogFileFolders.parts(key.dropFirst(account.count))
        } else if let organization, key.hasPrefix(organization) {
            parts = LogFileFolders.parts(key.dropFirst(organization.count)).dropFirst()
        } else {
            return false
        }
        guard let kind = parts.popFirst(), !parts.isEmpty else { return false }
        return kind == "CloudTrail" || kind.hasPrefix("CloudTrail-")
    }

    private static func parts(_ text: Substring) -> ArraySlice<Substring> {
        text.split(separator: "/", omittingEmptySubsequences: false)[...]
    }
}

extension PolicyDocument {
    /// The organisation for which the trail's own statement allows log files.
    fileprivate func organization(of design: TrailDesign) -> String? {
        let own = PolicyStatement(TrailPolicies(design.ofSomeOrganization).organizationWrite)
        for statement in statements.map({ PolicyStatement($0) }) where own.isSame(as: statement) {
            for resource in statement.resources {
                let id = resource.split(separator: "/").dropLast().last
                if let id, id.hasPrefix("o-"), id.count > 2 { return String(id) }
            }
        }
        return nil
    }
}
