import AWSOperations
import Timestamps

/// The objects of a page of a listing, written as XML straight from the index.
///
/// A page has a thousand of them: their elements, which are those of `S3Object`, are written here and not by way of
/// values.
struct ListedObjects {
    private let encodesKeys: Bool
    private let owner: S3Owner?
    private var xml = XMLWriter(isDocument: false)

    /// Writes objects, whose entity tags are known.
    ///
    /// - Parameters:
    ///   - objects: the objects of the page.
    ///   - encodingType: `url` where keys are URL-encoded.
    ///   - owner: whose they are; nil where that is not told.
    init(_ objects: [StoredObject], encodingType: String?, owner: S3Owner?) {
        encodesKeys = encodingType == "url"
        self.owner = owner
        for object in objects { append(object) }
    }

    /// The elements.
    var elements: [UInt8] { xml.bytes }

    private mutating func append(_ object: StoredObject) {
        xml.begin("Contents")
        xml.element("Key", encodesKeys ? S3URLEncoding.encode(object.key) : object.key)
        xml.element("LastModified", object.lastModifiedSecond.iso8601Milliseconds)
        if let etag = object.etag { xml.element("ETag", "\"" + etag + "\"") }
        if let checksum = object.attributes?.checksum {
            xml.element("ChecksumAlgorithm", checksum.algorithm.rawValue)
            xml.element("ChecksumType", "FULL_OBJECT")
        }
        xml.begin("Size")
        xml.number(Int(object.size))
        xml.end("Size")
        xml.element("StorageClass", object.storageClass)
        if let owner {
            xml.begin("Owner")
            if let name = owner.displayName { xml.element("DisplayName", name) }
            if let id = owner.id { xml.element("ID", id) }
            xml.end("Owner")
        }
        xml.end("Contents")
    }
}
