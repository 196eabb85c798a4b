import AWSOperations

/// Names of trails: CloudTrail API reference, "CreateTrail".
enum TrailName {
    /// Refuses a name that no trail can have.
    static func check(_ name: String) throws(AWSError) {
        guard name.utf8.count >= 3 else {
            throw AWSError.trail("InvalidTrailName", "Trail name too short. Minimum allowed length: 3 characters.")
        }
        guard name.utf8.count <= 128 else {
            throw AWSError.trail("InvalidTrailName", "Trail name too long. Maximum allowed length: 128 characters.")
        }
        let bytes = Array(name.utf8)
        func isAlphanumeric(_ byte: UInt8?) -> Bool {
            byte.map { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) } ?? false
        }
        guard isAlphanumeric(bytes.first) else {
            throw AWSError.trail("InvalidTrailName", "Trail name must starts with a letter or number.")
        }
        guard isAlphanumeric(bytes.last) else {
            throw AWSError.trail("InvalidTrailName", "Trail name must ends with a letter or number.")
        }
        var isSeparated = false
        for byte in bytes {
            let isSeparator = byte == 45 || byte == 46 || byte == 95
            guard isSeparator || isAlphanumeric(byte), !(isSeparator && isSeparated) else {
                throw AWSError.trail(
                    "InvalidTrailName",
                    "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), "
                        + "hyphens (-), and underscores (_), no two of which may be adjacent.")
            }
            isSeparated = isSeparator
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count != 4 || !parts.allSatisfy({ UInt8($0) != nil }) else {
            throw AWSError.trail("InvalidTrailName", "Trail name can't be formatted as an IP address.")
        }
    }

    /// The ARN of a trail of this account and region, or the ARN that `name` is.
    static func arn(_ name: String?, _ context: MockContext) throws(AWSError) -> String {
        let name = name ?? ""
        guard name.hasPrefix("arn:") else {
            try check(name)
            let partition = ARNPartition.of(region: context.region)
            return "arn:\(partition):cloudtrail:\(context.region):\(context.account):trail/\(name)"
        }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[2] == "cloudtrail", parts[5].hasPrefix("trail/") else {
            throw AWSError.trail("CloudTrailARNInvalid", "The ARN \(name) is not one of a trail.")
        }
        return name
    }
}
