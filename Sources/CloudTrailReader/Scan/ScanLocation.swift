/// Where the log files lie in S3: a bucket and the folder that holds `AWSLogs/`.
public struct ScanLocation: Sendable, Hashable, CustomStringConvertible {
    /// The bucket.
    public let bucket: String
    /// The folder without slashes around it; empty for the bucket itself.
    public let prefix: String

    /// Reads `bucket`, `bucket/prefix` or `s3://bucket/prefix`; slashes at the end count not.
    ///
    /// Of a bucket's name only the characters are checked that any bucket was ever allowed to have: Amazon S3 User
    /// Guide, "General purpose bucket naming rules".
    ///
    /// - Throws: ``TrailReaderError`` with code `.badLocation`.
    public init(_ text: String) throws(TrailReaderError) {
        let rest = text.hasPrefix("s3://") ? text.dropFirst(5) : text[...]
        let parts = rest.split(separator: "/", omittingEmptySubsequences: true)
        let name = rest.hasPrefix("/") ? "" : String(parts.first ?? "")
        let isBucket =
            (3...255).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: ".-_".utf8.contains(byte)
                }
            }
        guard isBucket else {
            throw TrailReaderError(.badLocation, "'\(text)' names no bucket; give bucket or bucket/prefix")
        }
        bucket = name
        prefix = parts.dropFirst().joined(separator: "/")
    }

    /// The prefix under which the folders of the accounts lie.
    public var logsPrefix: String { prefix.isEmpty ? "AWSLogs/" : prefix + "/AWSLogs/" }

    /// `bucket/prefix`.
    public var description: String { prefix.isEmpty ? bucket : bucket + "/" + prefix }
}
