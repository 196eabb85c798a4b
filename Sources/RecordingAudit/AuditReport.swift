/// What a recording's audit came to.
public struct AuditReport: Sendable, Hashable {
    /// What is wrong, in the order of the files.
    public var findings: [AuditFinding] = []
    /// What is worth knowing and not wrong, a line each.
    public var notes: [String] = []
    /// How many exchanges were read.
    public var exchangeCount = 0
    /// How many bytes were searched, those out of gzip and Base64 included.
    public var searchedBytes: Int64 = 0

    /// Whether nothing is wrong.
    public var isClean: Bool { findings.isEmpty }

    /// One line that sums up.
    public var summary: String {
        let leaks = findings.count { $0.kind.isLeak }
        let what =
            isClean ? "nothing found" : "\(findings.count) findings (\(leaks) leaks, \(findings.count - leaks) damages)"
        return "\(exchangeCount) exchanges, \(searchedBytes) bytes searched: \(what)"
    }
}
