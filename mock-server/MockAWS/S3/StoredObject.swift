import Digests
import Timestamps

/// An object: a file of the world, or bytes that a client put.
struct StoredObject: Sendable {
    var key: String
    var size: Int64
    var lastModified: Timestamp
    var content: ObjectContent
    /// The entity tag without quotes; nil as long as nobody asked for that of a file.
    var etag: String?
    /// The storage class: `STANDARD`, `GLACIER` and so on.
    var storageClass = "STANDARD"
    /// What a client or the world said about the object; nil for nothing.
    var attributes: ObjectAttributes?

    /// The time that `Last-Modified` and the conditions go by: whole seconds.
    var lastModifiedSecond: Timestamp { Timestamp(seconds: lastModified.seconds) }

    /// Whether the object must be restored before it can be read.
    var isArchived: Bool { storageClass == "GLACIER" || storageClass == "DEEP_ARCHIVE" }
}

/// Headers that are stored with an object and come back with it.
final class ObjectAttributes: Sendable {
    let contentType: String?
    let contentEncoding: String?
    let contentDisposition: String?
    let contentLanguage: String?
    let cacheControl: String?
    /// User metadata, names in lower case without `x-amz-meta-`.
    let metadata: [String: String]
    let checksum: ObjectChecksum?

    init(
        contentType: String? = nil, contentEncoding: String? = nil, contentDisposition: String? = nil,
        contentLanguage: String? = nil, cacheControl: String? = nil, metadata: [String: String] = [:],
        checksum: ObjectChecksum? = nil
    ) {
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.contentDisposition = contentDisposition
        self.contentLanguage = contentLanguage
        self.cacheControl = cacheControl
        self.metadata = metadata
        self.checksum = checksum
    }
}

extension StoredObject {
    /// An object of the world.
    init(_ object: WorldObject) {
        key = object.key
        size = object.size
        lastModified = object.lastModified
        content = object.content
        etag = object.etag
        storageClass = object.storageClass
        if object.contentType != nil || object.contentEncoding != nil || !object.metadata.isEmpty {
            attributes = ObjectAttributes(
                contentType: object.contentType, contentEncoding: object.contentEncoding, metadata: object.metadata)
        }
    }
}

extension StoredObject {
    /// Whether size and entity tag are known.
    var isResolved: Bool {
        if case .shifted = content { false } else { etag != nil }
    }

    /// The object with the size and the entity tag that its content has.
    ///
    /// Of an object of a shifted world they are known only now: its content is rewritten.
    func resolved() -> StoredObject {
        guard case .shifted(let shifted) = content else { return self }
        var object = self
        guard let facts = shifted.facts else {
            object.content = shifted.source
            object.etag = etag ?? shifted.sourceETag
            return object.resolved()
        }
        object.size = facts.size
        object.etag = facts.etag ?? EntityTag.ofParts(object)
        return object
    }
}
