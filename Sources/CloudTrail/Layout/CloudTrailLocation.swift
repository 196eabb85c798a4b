/// Where a trail's objects lie in S3: a bucket and the folder that holds `AWSLogs/`.
public struct CloudTrailLocation: Sendable, Hashable, CustomStringConvertible {
    /// The bucket.
    public let bucket: String
    /// The folder without slashes around it; empty for the bucket itself.
    public let prefix: String

    /// Creates a location; slashes around the prefix count not.
    public init(bucket: String, prefix: String = "") {
        self.bucket = bucket
        var rest = Substring(prefix)
        while rest.hasPrefix("/") { rest = rest.dropFirst() }
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        // Whoever names the folder AWSLogs itself means what lies in it.
        if rest == "AWSLogs" { rest = "" }
        if rest.hasSuffix("/AWSLogs") { rest = rest.dropLast("/AWSLogs".utf8.count) }
        self.prefix = String(rest)
    }

    /// Reads `bucket`, `bucket/folder`, `s3://bucket/folder` or `arn:aws:s3:::bucket/folder`.
    ///
    /// - Throws: ``TrailFormatError`` where there is no bucket in it.
    public init(_ text: some StringProtocol) throws(TrailFormatError) {
        var rest = String(text)
        if rest.hasPrefix("s3://") {
            rest = String(rest.dropFirst(5))
        } else if rest.hasPrefix("arn:") {
            let parts = rest.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            guard parts.count == 6, parts[2] == "s3", parts[3].isEmpty, parts[4].isEmpty else {
                throw TrailFormatError(.location, "not the ARN of a bucket: \(text); write bucket/folder")
            }
            rest = String(parts[5])
        }
        let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bucket = parts.first, !bucket.isEmpty else {
            throw TrailFormatError(.location, "no bucket in '\(text)'; write bucket or bucket/folder")
        }
        self.init(bucket: String(bucket), prefix: parts.count > 1 ? String(parts[1]) : "")
    }

    /// The prefix under which the folders of the accounts lie.
    public var logsPrefix: String { prefix.isEmpty ? "AWSLogs/" : prefix + "/AWSLogs/" }

    /// `bucket/folder`.
    public var description: String { prefix.isEmpty ? bucket : bucket + "/" + prefix }
}
