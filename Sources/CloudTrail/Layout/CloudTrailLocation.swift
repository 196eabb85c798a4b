/// Where a trail's objects lie in S3: a bucket and the folder that holds `AWSLogs/`.
public struct CloudTrailLocation: Sendable, Hashable, CustomStringConvertible {
    /// The bucket.
    public let bucket: String
    /// The folder without slashes around it; empty for the bucket itself.
    public let prefix: String

    /// Creates a location; slashes around the prefix count not.
    public init(bucket: String, prefix: String = "") {
        self.bucket = bucket
        var parts = prefix.split(separator: "/", omittingEmptySubsequences: true)
        // Whoever names the folder AWSLogs itself means what lies in it.
        if parts.last == "AWSLogs" { parts.removeLast() }
        self.prefix = parts.joined(separator: "/")
    }

    /// Reads `bucket`, `bucket/folder`, `s3://bucket/folder` or `arn:aws:s3:::bucket/folder`.
    ///
    /// Of a bucket's name only the characters are checked that any bucket was ever allowed to have: Amazon S3 User
    /// Guide, "General purpose bucket naming rules".
    ///
    /// - Throws: ``TrailFormatError`` with code `.location`.
    public init(_ text: some StringProtocol) throws(TrailFormatError) {
        var rest = String(text)
        if rest.hasPrefix("s3://") {
            rest = String(rest.dropFirst(5))
        } else if rest.hasPrefix("arn:") {
            let parts = rest.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            guard parts.count == 6, parts[2] == "s3", parts[3].isEmpty, parts[4].isEmpty else {
                throw TrailFormatError(.location, "'\(text)' is not the ARN of a bucket; give bucket or bucket/prefix")
            }
            rest = String(parts[5])
        }
        let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bucket = parts.first, CloudTrailLocation.isBucketName(bucket) else {
            throw TrailFormatError(.location, "'\(text)' names no bucket; give bucket or bucket/prefix")
        }
        self.init(bucket: String(bucket), prefix: parts.count > 1 ? String(parts[1]) : "")
    }

    /// The prefix under which the folders of the accounts lie.
    public var logsPrefix: String { prefix.isEmpty ? "AWSLogs/" : prefix + "/AWSLogs/" }

    /// `bucket/folder`.
    public var description: String { prefix.isEmpty ? bucket : bucket + "/" + prefix }

    private static func isBucketName(_ name: Substring) -> Bool {
        (3...255).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: ".-_".utf8.contains(byte)
                }
            }
    }
}
