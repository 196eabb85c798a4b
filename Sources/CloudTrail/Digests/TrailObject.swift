/// An object's place in S3.
public struct TrailObject: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The bucket; empty where a file lies in a folder of which nobody knows the bucket.
    public let bucket: String
    /// The key.
    public let key: String

    /// Creates a place.
    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    /// `s3://bucket/key`, or the key alone where there is no bucket; on one line, whatever the key holds.
    public var description: String { (bucket.isEmpty ? key : "s3://\(bucket)/\(key)").printable }

    /// By bucket, then by key, each by its UTF-8 as S3 lists them.
    public static func < (a: TrailObject, b: TrailObject) -> Bool {
        a.bucket == b.bucket
            ? a.key.utf8.lexicographicallyPrecedes(b.key.utf8) : a.bucket.utf8.lexicographicallyPrecedes(b.bucket.utf8)
    }
}
