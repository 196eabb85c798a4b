/// Keys as CloudTrail makes them.
enum TrailKeys {
    static func key(
        _ account: String, _ region: String, _ stamp: String, _ kind: String = "CloudTrail", root: String = "AWSLogs/"
    ) -> String {
        let day = "\(stamp.prefix(4))/\(stamp.dropFirst(4).prefix(2))/\(stamp.dropFirst(6).prefix(2))"
        let name =
            kind == "CloudTrail-Digest"
            ? "\(account)_\(kind)_\(region)_trail_us-east-1_\(stamp)" : "\(account)_\(kind)_\(region)_\(stamp)_abc"
        return "\(root)\(account)/\(kind)/\(region)/\(day)/\(name).json.gz"
    }
}
