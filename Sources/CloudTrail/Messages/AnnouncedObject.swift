/// An object in S3 of which a message says that it is there.
public struct AnnouncedObject: Sendable, Hashable, CustomStringConvertible {
    /// The bucket.
    public let bucket: String
    /// The key, decoded.
    public let key: String
    /// What it holds by its key; nil where the key is not CloudTrail's.
    ///
    /// A bucket may hold the files of other services beside a trail's, and its notifications name those too.
    public let kind: CloudTrailKey.Kind?

    /// Creates an object; its kind is read from its key.
    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
        kind = CloudTrailKey(key)?.kind
    }

    /// `s3://bucket/key`.
    public var description: String { "s3://\(bucket)/\(key)" }
}
