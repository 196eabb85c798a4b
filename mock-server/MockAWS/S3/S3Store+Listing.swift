import AWSOperations
import Locking

/// Listing the keys of a bucket.
extension S3Store {
    func listObjects(_ input: ListObjectsV2, _ context: MockContext) throws(AWSError) -> MockResponse {
        let (bucket, query, listing) = try page(input, context)
        var output = ListObjectsV2.Output()
        output.name = bucket.name
        output.prefix = query.prefix
        output.delimiter = query.delimiter.isEmpty ? nil : query.delimiter
        output.startAfter = input.startAfter
        output.continuationToken = input.continuationToken
        output.nextContinuationToken = listing.next?.text
        output.encodingType = input.encodingType
        output.maxKeys = query.maxKeys
        output.keyCount = listing.count
        output.isTruncated = listing.next != nil
        output.commonPrefixes = listing.commonPrefixes.map { S3CommonPrefix(prefix: $0) }
        let owner = input.fetchOwner == true ? S3Store.owner(account: bucket.account) : nil
        let objects = ListedObjects(listing.objects, encodingType: input.encodingType, owner: owner)
        return MockResponse(
            try S3Store.listCodec.mockResponse(
                output, requestID: context.requestID, written: ["Contents": objects.elements]))
    }

    private static let listCodec = OperationCodec<ListObjectsV2>()

    /// The first version of the listing: the same page in other words.
    func listObjects(_ input: ListObjects, _ context: MockContext) throws(AWSError) -> MockResponse {
        let marker = input.marker ?? ""
        let (bucket, query, listing) = try page(
            ListObjectsV2(
                bucket: input.bucket, prefix: input.prefix, delimiter: input.delimiter,
                startAfter: marker.isEmpty ? nil : marker, maxKeys: input.maxKeys, encodingType: input.encodingType,
                expectedBucketOwner: input.expectedBucketOwner), context)
        var output = ListObjects.Output()
        output.name = bucket.name
        output.prefix = query.prefix
        output.delimiter = query.delimiter.isEmpty ? nil : query.delimiter
        output.marker = marker
        output.encodingType = input.encodingType
        output.maxKeys = query.maxKeys
        output.isTruncated = listing.next != nil
        output.commonPrefixes = listing.commonPrefixes.map { S3CommonPrefix(prefix: $0) }
        if listing.next != nil, output.delimiter != nil {
            let names = [listing.objects.last?.key, listing.commonPrefixes.last].compactMap { $0 }
            output.nextMarker = names.max { KeyOrder.compare($0, $1) < 0 }
        }
        let owner = S3Store.owner(account: bucket.account)
        let objects = ListedObjects(listing.objects, encodingType: input.encodingType, owner: owner)
        return MockResponse(
            try S3Store.firstListCodec.mockResponse(
                output, requestID: context.requestID, written: ["Contents": objects.elements]))
    }

    private static let firstListCodec = OperationCodec<ListObjects>()

    /// The page that is asked for, every object with its size and entity tag.
    private func page(
        _ input: ListObjectsV2, _ context: MockContext
    ) throws(AWSError) -> (Bucket, ObjectListing.Query, ObjectListing) {
        let bucket = try visibleBucket(input.bucket, owner: input.expectedBucketOwner, "s3:ListBucket", context)
        let query = try S3Store.query(input)
        var listing: ObjectListing
        if let generated = generated(bucket.name) {
            // Nobody else waits while the keys are made up.
            listing = ObjectListing(of: ObjectIndex(generated), query)
        } else {
            listing = state.withLock { ObjectListing(of: $0.objects[bucket.name] ?? ObjectIndex(), query) }
        }
        for (position, object) in listing.objects.enumerated() where !object.isResolved {
            var resolved = object.resolved()
            if resolved.etag == nil { resolved.etag = etag(of: resolved, in: bucket) }
            listing.setObject(resolved, at: position)
        }
        return (bucket, query, listing)
    }

    private static func query(_ input: ListObjectsV2) throws(AWSError) -> ObjectListing.Query {
        if let encoding = input.encodingType, encoding != "url" {
            throw AWSError.invalidArgument("encoding-type", encoding, "Invalid Encoding Method specified in Request")
        }
        let maxKeys = input.maxKeys ?? 1000
        guard maxKeys <= Int32.max else {
            throw AWSError.invalidArgument(
                "max-keys", String(maxKeys), "Provided max-keys not an integer or within integer range")
        }
        guard maxKeys >= 0 else {
            throw AWSError.invalidArgument(
                "maxKeys", String(maxKeys), "Argument maxKeys must be an integer between 0 and 2147483647")
        }
        return ObjectListing.Query(
            prefix: input.prefix ?? "", delimiter: input.delimiter ?? "", startAfter: input.startAfter ?? "",
            resume: try token(input.continuationToken), maxKeys: min(maxKeys, 1000))
    }
}
