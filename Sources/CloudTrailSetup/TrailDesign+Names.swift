import Digests

/// The names that follow from the trail's, and what AWS takes as names.
extension TrailDesign {
    /// `<trail>-<account>-<region>`, as names of buckets are shared by everybody.
    public var usualBucket: String {
        let suffix = "-\(account)-\(region)"
        return TrailDesign.name(
            trail.lowercased(), of: trail, allowing: { $0.isLowercase || $0.isNumber }, limit: 63 - suffix.count)
            + suffix
    }

    var usualTopic: String { TrailDesign.name(trail, of: trail, allowing: TrailDesign.isInName, limit: 256) }
    var usualQueue: String { TrailDesign.name(trail, of: trail, allowing: TrailDesign.isInName, limit: 80) }

    /// A name out of the trail's; where it had to be changed, a hash keeps it apart from those of similar trails.
    private static func name(
        _ name: String, of trail: String, allowing isAllowed: (Character) -> Bool, limit: Int
    ) -> String {
        let replaced = String(name.map { $0.isASCII && isAllowed($0) || $0 == "-" ? $0 : "-" })
        guard replaced != trail || replaced.count > limit else { return replaced }
        let hash = SHA256.hash(trail).hexString.prefix(6)
        return replaced.prefix(max(0, limit - hash.count - 1)).drop { $0 == "-" } + "-" + hash
    }

    private static func isInName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber) || character == "-" || character == "_"
    }

    /// Checks every name before the first call, so that nothing half-made is left behind.
    ///
    /// - Throws: ``SetupError`` for the first name that AWS would refuse.
    public func check() throws(SetupError) {
        guard account.count == 12, account.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw SetupError("'\(account)' is no account: twelve digits are")
        }
        try checkTrail()
        guard TrailDesign.isBucketName(bucket) else {
            throw SetupError(
                "'\(bucket)' cannot be the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots can")
        }
        for (kind, name, limit) in [("topic", topic, 256), ("queue", queue, 80)] {
            guard (1...limit).contains(name.count), name.allSatisfy(TrailDesign.isInName) else {
                throw SetupError(
                    "'\(name)' cannot be the name of a \(kind): 1 to \(limit) letters, digits, hyphens and "
                        + "underscores can; it is a name, and no ARN")
            }
        }
        if let prefix, prefix.utf8.count > 200 {
            throw SetupError("the prefix has \(prefix.utf8.count) characters; CloudTrail takes 200")
        }
        if let organization, !organization.hasPrefix("o-") {
            throw SetupError("'\(organization)' is no organisation's id; o-1a2b3c4d5e is one")
        }
    }

    /// CloudTrail User Guide, "Naming requirements for CloudTrail resources, Amazon S3 buckets, and KMS keys".
    private func checkTrail() throws(SetupError) {
        if trail.hasPrefix("arn:") {
            let name = trail.split(separator: "/").last ?? ""
            throw SetupError("give the trail's name, such as '\(name)', rather than the ARN '\(trail)'")
        }
        func isAlphanumeric(_ character: Character?) -> Bool {
            character.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
        }
        let runs = trail.split(omittingEmptySubsequences: false) { ".-_".contains($0) }
        guard (3...128).contains(trail.count), runs.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isAlphanumeric) }),
            !TrailDesign.isAddress(trail)
        else {
            throw SetupError(
                "'\(trail)' cannot be the name of a trail: 3 to 128 letters and digits can, with single periods, "
                    + "hyphens and underscores between them, but no IP address")
        }
    }

    /// Amazon S3 User Guide, "General purpose bucket naming rules".
    private static func isBucketName(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = labels.allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) || $0 == "-" }
        }
        return (3...63).contains(name.count) && isPlain && !name.hasPrefix("-") && !name.hasSuffix("-")
            && !isAddress(name)
            && !["xn--", "sthree-", "amzn-s3-demo-"].contains(where: name.hasPrefix)
            && !["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"].contains(where: name.hasSuffix)
    }

    private static func isAddress(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
