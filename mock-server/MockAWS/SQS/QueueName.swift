/// Which queue: its account, region and name.
struct QueueName: Sendable, Hashable {
    var account: String
    var region: String
    var name: String

    /// The queue's ARN.
    var arn: String { "arn:\(ARNPartition.of(region: region)):sqs:\(region):\(account):\(name)" }
}

extension QueueName {
    /// Reads an ARN; nil where it is none of a queue.
    init?(arn: String) {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "sqs", !parts[5].isEmpty else { return nil }
        self.init(account: String(parts[4]), region: String(parts[3]), name: String(parts[5]))
    }

    /// Reads account and name out of the path of a URL, `/<account>/<name>`; the host may be any.
    ///
    /// - Parameters:
    ///   - url: a queue's URL, or only its path.
    ///   - region: the region of the request.
    init?(url: String, region: String) {
        let parts = url.split(separator: "/")
        guard parts.count >= 2, parts[parts.count - 2].utf8.count == 12,
            parts[parts.count - 2].utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        self.init(account: String(parts[parts.count - 2]), region: region, name: String(parts[parts.count - 1]))
    }

    /// Whether `name` may be that of a queue: 1 to 80 letters, digits, hyphens and underscores.
    static func isValid(_ name: String) -> Bool {
        (1...80).contains(name.utf8.count) && name.utf8.allSatisfy(isValid)
    }

    /// Whether a byte may be in the name of a queue or topic.
    static func isValid(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
    }
}

/// The second part of an ARN.
enum ARNPartition {
    /// The partition that a region belongs to.
    static func of(region: String) -> String {
        if region.hasPrefix("cn-") { return "aws-cn" }
        if region.hasPrefix("us-gov-") { return "aws-us-gov" }
        return "aws"
    }
}
