/// The parts of `arn:aws:iam::<account>:role/<path/><name>`.
struct RoleARN: Sendable, Hashable {
    var partition: String
    var account: String
    /// The name without its path.
    var name: String

    /// Reads an ARN; nil where it is not a role's.
    init?(_ arn: String) {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), parts[2] == "iam", parts[3].isEmpty,
            World.isAccount(String(parts[4])), parts[5].hasPrefix("role/"),
            let name = parts[5].dropFirst(5).split(separator: "/", omittingEmptySubsequences: false).last,
            !name.isEmpty, name.utf8.count <= 64,
            name.utf8.allSatisfy({ FilterScanner.isWord($0) || "+=,.@-".utf8.contains($0) })
        else { return nil }
        partition = String(parts[1])
        account = String(parts[4])
        self.name = String(name)
    }
}
