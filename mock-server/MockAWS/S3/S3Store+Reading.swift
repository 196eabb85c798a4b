import AWSOperations
import HTTPMessages
import HTTPServer
import Timestamps

/// GetObject and HeadObject: conditions first, then the range, then the bytes.
extension S3Store {
    func getObject(
        _ input: GetObject, _ request: HTTPRequest, _ context: MockContext
    ) throws(AWSError) -> MockResponse {
        let bucket = try bucket(input.bucket, owner: input.expectedBucketOwner, context)
        try refuseVersion(input.versionID)
        let object = try object(input.key, of: bucket)
        if object.isArchived {
            throw AWSError.s3(
                "InvalidObjectState", "The operation is not valid for the object's storage class", status: 403,
                ["StorageClass": object.storageClass])
        }
        if case .notRecorded = object.content { throw AWSError.notRecorded(object.key) }
        return try read(object, of: bucket, request, ReadOptions(input), context)
    }

    func headObject(
        _ input: HeadObject, _ request: HTTPRequest, _ context: MockContext
    ) throws(AWSError) -> MockResponse {
        let bucket = try bucket(input.bucket, owner: input.expectedBucketOwner, context)
        try refuseVersion(input.versionID)
        return try read(try object(input.key, of: bucket), of: bucket, request, ReadOptions(input), context)
    }

    /// What the two operations have in common beyond bucket and key.
    private struct ReadOptions {
        var range: String?
        var partNumber: Int?
        var wantsChecksum: Bool
        /// `response-content-type` and its like: they replace what is stored.
        var overrides: [(name: String, value: String?)]

        init(_ input: some ObjectReadInput) {
            range = input.range
            partNumber = input.partNumber
            wantsChecksum = input.checksumMode == "ENABLED"
            overrides = [
                ("Content-Type", input.responseContentType), ("Content-Encoding", input.responseContentEncoding),
                ("Content-Language", input.responseContentLanguage), ("Cache-Control", input.responseCacheControl),
                ("Content-Disposition", input.responseContentDisposition), ("Expires", input.responseExpires?.httpDate),
            ]
        }
    }

    private func read(
        _ object: StoredObject, of bucket: Bucket, _ request: HTTPRequest, _ options: ReadOptions,
        _ context: MockContext
    ) throws(AWSError) -> MockResponse {
        var object = object
        let etag = etag(of: object, in: bucket)
        let outcome = RequestConditions(request.headers).outcome(
            etag: etag, lastModified: object.lastModifiedSecond, now: context.now)
        var headers: HTTPHeaders = [
            "Last-Modified": object.lastModifiedSecond.httpDate, "ETag": "\"\(etag)\"",
        ]
        switch outcome {
        case .failed(let condition): throw AWSError.preconditionFailed(condition)
        case .notModified: return MockResponse(status: 304, headers: headers, errorCode: "NotModified")
        case .proceed: break
        }
        let range = try range(options, size: object.size)
        S3Store.describe(object, &headers, wantsChecksum: options.wantsChecksum && range == nil)
        for (name, value) in options.overrides where value != nil { headers[name] = value }
        if request.method == "HEAD", case .generated = object.content {
            // Its size is known without making it.
            object.content = .notRecorded
        }
        guard let range else {
            return MockResponse(status: 200, headers: headers, body: try S3Store.body(object, 0..<object.size))
        }
        headers["Content-Range"] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(object.size)"
        return MockResponse(status: 206, headers: headers, body: try S3Store.body(object, range))
    }

    /// The part asked for; nil for the whole object.
    private func range(_ options: ReadOptions, size: Int64) throws(AWSError) -> Range<Int64>? {
        if let part = options.partNumber {
            guard options.range == nil else {
                throw AWSError.invalidRequest("Cannot specify both Range header and partNumber query parameter")
            }
            guard part >= 1 else {
                throw AWSError.invalidArgument(
                    "partNumber", String(part), "Part number must be an integer between 1 and 10000, inclusive")
            }
            guard part == 1 else {
                throw AWSError.s3(
                    "InvalidPartNumber", "The requested partnumber is not satisfiable", status: 416,
                    ["PartNumberRequested": String(part), "ActualPartCount": "1"])
            }
            return size > 0 ? 0..<size : nil
        }
        switch ByteRange(options.range, size: size) {
        case .whole: return nil
        case .part(let range): return range
        case .unsatisfiable:
            throw AWSError.s3(
                "InvalidRange", "The requested range is not satisfiable", status: 416,
                ["RangeRequested": options.range ?? "", "ActualObjectSize": String(size)])
        }
    }

    private static func describe(_ object: StoredObject, _ headers: inout HTTPHeaders, wantsChecksum: Bool) {
        let attributes = object.attributes
        headers["Accept-Ranges"] = "bytes"
        headers["Content-Type"] = attributes?.contentType ?? "binary/octet-stream"
        headers["Content-Encoding"] = attributes?.contentEncoding
        headers["Content-Language"] = attributes?.contentLanguage
        headers["Content-Disposition"] = attributes?.contentDisposition
        headers["Cache-Control"] = attributes?.cacheControl
        headers["x-amz-server-side-encryption"] = "AES256"
        if object.storageClass != "STANDARD" { headers["x-amz-storage-class"] = object.storageClass }
        for (name, value) in (attributes?.metadata ?? [:]).sorted(by: { $0.key < $1.key }) {
            headers["x-amz-meta-" + name] = value
        }
        if wantsChecksum, let checksum = attributes?.checksum {
            headers[checksum.algorithm.headerName] = checksum.value
            headers["x-amz-checksum-type"] = "FULL_OBJECT"
        }
    }

    private static func body(_ object: StoredObject, _ range: Range<Int64>) throws(AWSError) -> MockResponse.Body {
        switch object.content {
        case .file(let path): return .file(path: path, offset: range.lowerBound, count: Int64(range.count))
        case .memory(let bytes): return .slice(bytes, Int(range.lowerBound)..<Int(range.upperBound))
        case .shifted(let shifted):
            guard let bytes = shifted.bytes(), Int64(bytes.count) == object.size else {
                throw AWSError.s3("InternalError", "The object's file cannot be read, or has changed.", status: 500)
            }
            return .slice(bytes, Int(range.lowerBound)..<Int(range.upperBound))
        case .generated(let bucket, let position):
            return .slice(bucket.bytes(at: position), Int(range.lowerBound)..<Int(range.upperBound))
        // Only HeadObject comes here, which sends nothing of it.
        case .notRecorded: return .file(path: "/dev/zero", offset: 0, count: Int64(range.count))
        }
    }
}

/// The parameters that the two operations share.
private protocol ObjectReadInput {
    var range: String? { get }
    var partNumber: Int? { get }
    var checksumMode: String? { get }
    var responseContentType: String? { get }
    var responseContentEncoding: String? { get }
    var responseContentLanguage: String? { get }
    var responseCacheControl: String? { get }
    var responseContentDisposition: String? { get }
    var responseExpires: Timestamp? { get }
}

extension GetObject: ObjectReadInput {}
extension HeadObject: ObjectReadInput {}
