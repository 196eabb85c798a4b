/// Where flow logs lie in S3: a bucket and the folder that holds `AWSLogs/`.
public struct FlowLogLocation: Sendable, Hashable, CustomStringConvertible {
    /// The bucket.
    public let bucket: String
    /// The folder without slashes around it; empty for the bucket itself.
    public let prefix: String

    /// Reads `bucket`, `bucket/folder`, `s3://bucket/folder` or `arn:aws:s3:::bucket/folder`; slashes at the end count not.
    ///
    /// - Throws: ``FlowLogError`` where there is no bucket in it.
    public init(_ text: some StringProtocol) throws(FlowLogError) {
        var rest = String(text)
        if rest.hasPrefix("s3://") {
            rest = String(rest.dropFirst(5))
        } else if rest.hasPrefix("arn:") {
            let parts = rest.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            guard parts.count == 6, parts[2] == "s3", parts[3].isEmpty, parts[4].isEmpty else {
                throw FlowLogError(.location, "not the ARN of a bucket: \(text); write bucket/folder")
            }
            rest = String(parts[5])
        }
        let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bucket = parts.first, !bucket.isEmpty else {
            throw FlowLogError(.location, "no bucket in '\(text)'; write bucket or bucket/folder")
        }
        self.bucket = String(bucket)
        var prefix = parts.count > 1 ? parts[1] : ""
        while prefix.hasPrefix("/") { prefix = prefix.dropFirst() }
        while prefix.hasSuffix("/") { prefix = prefix.dropLast() }
        self.prefix = String(prefix)
    }

    /// The prefix under which the folders of the accounts lie.
    public var logsPrefix: String { prefix.isEmpty ? "AWSLogs/" : prefix + "/AWSLogs/" }

    /// `bucket/folder`.
    public var description: String { prefix.isEmpty ? bucket : bucket + "/" + prefix }
}
