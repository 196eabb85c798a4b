import AWSOperations
import HTTPMessages
import Locking
import Timestamps

/// PutObject: everything is checked before anything is stored.
extension S3Store {
    private static let storageClasses: Set<String> = [
        "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER",
        "DEEP_ARCHIVE", "GLACIER_IR", "OUTPOSTS", "SNOW", "EXPRESS_ONEZONE",
    ]

    func putObject(
        _ input: PutObject, _ request: HTTPRequest, _ context: MockContext
    ) throws(AWSError) -> MockResponse {
        let bucket = try bucket(input.bucket, owner: input.expectedBucketOwner, context)
        let key = input.key ?? ""
        guard key.utf8.count <= S3Store.maxKeyBytes else { throw AWSError.keyTooLong(key) }
        guard request.headers["Content-Length"] != nil || request.headers["Transfer-Encoding"] != nil else {
            throw AWSError.s3(
                "MissingContentLength", "You must provide the Content-Length HTTP header.", status: 411)
        }
        let storageClass = input.storageClass ?? "STANDARD"
        guard S3Store.storageClasses.contains(storageClass) else {
            throw AWSError.s3(
                "InvalidStorageClass", "The storage class you specified is not valid", status: 400,
                ["StorageClassRequested": storageClass])
        }
        try S3Store.checkMetadata(input.metadata ?? [:])
        let checksum = try UploadIntegrity.check(request)

        let object = StoredObject(
            key: key, size: Int64(request.body.count), lastModified: context.now, content: .memory(request.body),
            etag: EntityTag.of(request.body), storageClass: storageClass,
            attributes: ObjectAttributes(
                contentType: input.contentType, contentEncoding: request.headers["Content-Encoding"],
                contentDisposition: input.contentDisposition, contentLanguage: input.contentLanguage,
                cacheControl: input.cacheControl, metadata: input.metadata ?? [:], checksum: checksum))
        try store(object, in: bucket, input)
        notify("ObjectCreated:Put", key, of: bucket, size: object.size, etag: object.etag, context)
        return MockResponse(try PutObject.mockResponse(S3Store.output(object), requestID: context.requestID))
    }

    /// Writes a gzip object of another service of this server, as JSON.
    ///
    /// It was written at `time` where there is one; notifications are sent now all the same. Names of metadata are
    /// without `x-amz-meta-`.
    ///
    /// - Throws: what would keep the service from writing it.
    func deliver(
        _ content: [UInt8], as key: String, in name: String, at time: Timestamp? = nil,
        metadata: [String: String] = [:], _ context: MockContext
    ) throws(AWSError) {
        guard let bucket = state.withLock({ $0.buckets[name] }) else { throw AWSError.noSuchBucket(name) }
        let object = StoredObject(
            key: key, size: Int64(content.count), lastModified: time ?? context.now, content: .memory(content),
            etag: EntityTag.of(content),
            attributes: ObjectAttributes(
                contentType: "application/json", contentEncoding: "gzip", metadata: metadata))
        try store(object, in: bucket, PutObject(bucket: name, key: key))
        notify("ObjectCreated:Put", key, of: bucket, size: object.size, etag: object.etag, context)
    }

    /// Stores an object, if the conditions hold at that moment.
    private func store(_ object: StoredObject, in bucket: Bucket, _ input: PutObject) throws(AWSError) {
        if let condition = input.ifNoneMatch, condition != "*" {
            throw AWSError.s3(
                "NotImplemented", "A header you provided implies functionality that is not implemented", status: 501,
                ["Header": "If-None-Match"])
        }
        if input.ifMatch != nil, let existing = state.withLock({ $0.objects[bucket.name]?[object.key] }) {
            _ = etag(of: existing, in: bucket)
        }
        try refuseGenerated(bucket)
        let limit = maxStoredBytes
        try state.withLock { state throws(AWSError) in
            guard state.buckets[bucket.name] != nil else { throw AWSError.noSuchBucket(bucket.name) }
            let existing = state.objects[bucket.name]?[object.key]
            if input.ifNoneMatch != nil, existing != nil { throw AWSError.preconditionFailed("If-None-Match") }
            if let condition = input.ifMatch {
                guard let existing else { throw AWSError.noSuchKey(object.key) }
                guard RequestConditions.names(condition, existing.etag ?? "") else {
                    throw AWSError.preconditionFailed("If-Match")
                }
            }
            let stored = state.storedBytes - (existing?.storedBytes ?? 0) + object.storedBytes
            guard stored <= limit else {
                throw AWSError.s3(
                    "ServiceUnavailable",
                    "mock-aws keeps at most \(limit) bytes of objects in memory; delete some, or reset it",
                    status: 503)
            }
            state.objects[bucket.name]?.put(object)
            state.storedBytes = stored
        }
    }

    /// User metadata may have 2 KB: S3 User Guide, "Working with object metadata".
    private static func checkMetadata(_ metadata: [String: String]) throws(AWSError) {
        let size = metadata.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard size <= 2048 else {
            throw AWSError.s3(
                "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", status: 400,
                ["Size": String(size), "MaxSizeAllowed": "2048"])
        }
    }

    private static func output(_ object: StoredObject) -> PutObject.Output {
        var output = PutObject.Output(etag: object.etag.map { "\"\($0)\"" }, serverSideEncryption: "AES256")
        guard let checksum = object.attributes?.checksum else { return output }
        output.checksumType = "FULL_OBJECT"
        switch checksum.algorithm {
        case .crc32: output.checksumCRC32 = checksum.value
        case .crc32c: output.checksumCRC32C = checksum.value
        case .crc64nvme: output.checksumCRC64NVME = checksum.value
        case .sha1: output.checksumSHA1 = checksum.value
        case .sha256: output.checksumSHA256 = checksum.value
        }
        return output
    }
}

extension StoredObject {
    /// The bytes that the object takes of the limit: none for a file of the world.
    var storedBytes: Int {
        if case .memory(let bytes) = content { bytes.count } else { 0 }
    }
}
