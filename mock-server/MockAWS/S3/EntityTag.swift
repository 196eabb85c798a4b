import Digests
import Timestamps

/// The entity tags of objects.
///
/// That of an object put in one part is the MD5 of its bytes, that of one put in several parts is another digest and
/// ends with `-` and the number of parts (S3 API reference, "Object").
enum EntityTag {
    /// Files longer than this have the tag of an upload in parts, so that a listing need not read them.
    static let maxHashedBytes: Int64 = 8 << 20

    /// The tag of bytes.
    static func of(_ bytes: [UInt8]) -> String {
        MD5.hash(bytes).hexString
    }

    /// The tag of an object of the world; a file that cannot be read has one too.
    static func ofContent(_ object: StoredObject) -> String {
        guard object.size <= maxHashedBytes, let content = object.content.bytes() else { return ofParts(object) }
        return of(content)
    }

    /// A tag as that of an upload in parts, without a look at the content.
    static func ofParts(_ object: StoredObject) -> String {
        let identity = "\(object.key)\n\(object.size)\n\(object.lastModified.milliseconds)"
        let parts = max(1, (object.size + maxHashedBytes - 1) / maxHashedBytes)
        return of(Array(identity.utf8)) + "-" + String(parts)
    }
}
