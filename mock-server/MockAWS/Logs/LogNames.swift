/// The names and ARNs of log groups and streams.
enum LogNames {
    /// Whether a text is `[\.\-_/#A-Za-z0-9]{1,512}`.
    static func isGroupName(_ name: String) -> Bool {
        (1...512).contains(name.utf8.count)
            && name.utf8.allSatisfy { FilterScanner.isWord($0) || "./-#".utf8.contains($0) }
    }

    /// Whether a text is `[^:*]{1,512}`.
    static func isStreamName(_ name: String) -> Bool {
        (1...512).contains(name.unicodeScalars.count) && !name.utf8.contains { $0 == 58 || $0 == 42 }
    }

    /// The ARN `arn:aws:logs:us-east-1:123456789012:log-group:/vpc/flow`.
    static func groupARN(name: String, account: String, region: String) -> String {
        "arn:\(partition(of: region)):logs:\(region):\(account):log-group:\(name)"
    }

    /// The group's name in an ARN, with or without `:*` at the end; nil for other texts.
    static func groupName(inARN arn: String) -> String? {
        parse(groupARN: arn)?.name
    }

    /// The parts of a log group's ARN.
    static func parse(groupARN arn: String) -> (region: String, account: String, name: String)? {
        let parts = arn.split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 7, parts[0] == "arn", parts[1].hasPrefix("aws"), parts[2] == "logs",
            parts[5] == "log-group"
        else { return nil }
        let name = parts[6].hasSuffix(":*") ? String(parts[6].dropLast(2)) : parts[6]
        return isGroupName(name) ? (parts[3], parts[4], name) : nil
    }

    /// The partition that a region lies in.
    static func partition(of region: String) -> String {
        region.hasPrefix("cn-") ? "aws-cn" : region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    }
}
