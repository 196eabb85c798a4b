import AWSOperations

/// The design beside a trail that exists.
extension TrailDesign {
    /// The design with everything that was not asked for as the trail has it.
    func completed(by trail: Trail?) -> TrailDesign {
        guard let trail else { return self }
        var design = self
        design.chosenBucket = chosenBucket ?? trail.s3BucketName
        design.chosenTopic = chosenTopic ?? trail.snsTopicARN.flatMap { topicName($0) }
        if !removals.contains(.prefix) { design.prefix = prefix ?? trail.s3KeyPrefix }
        if !removals.contains(.kmsKey) { design.kmsKey = kmsKey ?? trail.kmsKeyID }
        design.isMultiRegion = isMultiRegion ?? trail.isMultiRegionTrail
        design.validatesLogFiles = validatesLogFiles ?? trail.logFileValidationEnabled
        return design
    }

    /// The name of a topic of this account and region; nil for another's.
    func topicName(_ arn: String) -> String? {
        let prefix = "arn:\(partition):sns:\(region):\(account):"
        return arn.hasPrefix(prefix) ? String(arn.dropFirst(prefix.count)) : nil
    }

    /// Where a trail is another than this design, which it has completed.
    func differences(from trail: Trail) -> [TrailDifference] {
        var all = [
            TrailDifference("bucket", trail.s3BucketName, bucket, losesFiles: true),
            TrailDifference("prefix", trail.s3KeyPrefix, prefix, losesFiles: true),
            TrailDifference("topic", trail.snsTopicARN, topicARN, losesFiles: true),
            TrailDifference("all regions", trail.isMultiRegionTrail, isMultiRegion),
            TrailDifference("log file validation", trail.logFileValidationEnabled, validatesLogFiles),
        ]
        if organization != nil || removals.contains(.organization) {
            all.append(TrailDifference("organisation", trail.isOrganizationTrail ?? false, organization != nil))
        }
        if KMSKeyName.areEqual(kmsKey, trail.kmsKeyID) != true {
            all.append(TrailDifference("KMS key", trail.kmsKeyID, kmsKey, isCertain: !KMSKeyName.isAlias(kmsKey)))
        }
        return all.filter { $0.found != $0.wanted }
    }
}

/// A setting of a trail that is another than asked for.
struct TrailDifference: Sendable, Hashable, CustomStringConvertible {
    var setting: String
    var found: String
    var wanted: String
    /// Whether log files do not come where they are looked for.
    var losesFiles: Bool
    /// Whether both name their value in the same way; aliases of keys do not.
    var isCertain: Bool

    init(
        _ setting: String, _ found: String?, _ wanted: String?, losesFiles: Bool = false, isCertain: Bool = true
    ) {
        self.setting = setting
        self.found = found ?? "none"
        self.wanted = wanted ?? "none"
        self.losesFiles = losesFiles
        self.isCertain = isCertain
    }

    init(_ setting: String, _ found: Bool?, _ wanted: Bool?) {
        self.init(setting, found == true ? "on" : "off", wanted == true ? "on" : "off")
    }

    var description: String { "\(setting) is \(found), not \(wanted)" }
}

/// The ways to name a KMS key.
enum KMSKeyName {
    /// Whether both are the same key; nil where an alias hides it.
    static func areEqual(_ a: String?, _ b: String?) -> Bool? {
        if a == b { return true }
        guard let a, let b else { return false }
        if isAlias(a) || isAlias(b) { return nil }
        // An id is the last part of the key's ARN.
        return a.split(separator: "/").last == b.split(separator: "/").last
            && !(a.hasPrefix("arn:") && b.hasPrefix("arn:"))
    }

    static func isAlias(_ name: String?) -> Bool {
        name.map { $0.hasPrefix("alias/") || $0.contains(":alias/") } ?? false
    }
}
