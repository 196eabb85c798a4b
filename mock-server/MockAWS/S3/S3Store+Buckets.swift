import AWSOperations
import Locking

/// Buckets: create, look up, list, delete.
extension S3Store {
    /// How many buckets there may be.
    static let maxBuckets = 10_000

    func createBucket(_ input: CreateBucket, _ context: MockContext) throws(AWSError) -> CreateBucket.Output {
        let name = input.bucket ?? ""
        guard BucketName.isValid(name) else {
            throw AWSError.s3(
                "InvalidBucketName", "The specified bucket is not valid.", status: 400, ["BucketName": name])
        }
        let region = try S3Store.region(input.createBucketConfiguration?.locationConstraint, context)
        let bucket = Bucket(
            name: name, region: region, account: context.account, creationTime: context.now, isOfWorld: false)
        try state.withLock { state throws(AWSError) in
            if let existing = state.buckets[name] {
                try S3Store.checkRecreation(of: existing, context)
                return
            }
            guard state.buckets.count < S3Store.maxBuckets else {
                throw AWSError.s3(
                    "TooManyBuckets", "You have attempted to create more buckets than allowed", status: 400)
            }
            state.buckets[name] = bucket
            state.objects[name] = ObjectIndex()
        }
        return CreateBucket.Output(location: "/" + name)
    }

    /// The region of a new bucket: that of the request, or in us-east-1 the one that the constraint names.
    private static func region(_ constraint: String?, _ context: MockContext) throws(AWSError) -> String {
        guard let constraint, !constraint.isEmpty else {
            if context.region != "us-east-1", context.regionIsScoped {
                throw incompatible("unspecified")
            }
            return context.region
        }
        let region = constraint == "EU" ? "eu-west-1" : constraint
        let isRegion =
            region.split(separator: "-").count >= 3 && region.utf8.last.map { (48...57).contains($0) } == true
        guard isRegion, region != "us-east-1" || (context.region != "us-east-1" && context.regionIsScoped) else {
            throw AWSError.s3(
                "InvalidLocationConstraint", "The specified location-constraint is not valid", status: 400,
                ["LocationConstraint": constraint])
        }
        if context.regionIsScoped, context.region != "us-east-1", context.region != region {
            throw incompatible(constraint)
        }
        return region
    }

    private static func incompatible(_ constraint: String) -> AWSError {
        .s3(
            "IllegalLocationConstraintException",
            "The \(constraint) location constraint is incompatible for the region specific endpoint this request was "
                + "sent to.", status: 400)
    }

    /// In us-east-1 creating one's own bucket again succeeds, everywhere else it is an error.
    private static func checkRecreation(of bucket: Bucket, _ context: MockContext) throws(AWSError) {
        guard bucket.account == context.account else {
            throw AWSError.s3(
                "BucketAlreadyExists",
                "The requested bucket name is not available. The bucket namespace is shared by all users of the "
                    + "system. Please select a different name and try again.", status: 409, ["BucketName": bucket.name])
        }
        guard bucket.region == "us-east-1", context.region == "us-east-1" else {
            throw AWSError.s3(
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.", status: 409,
                ["BucketName": bucket.name])
        }
    }

    func deleteBucket(_ input: DeleteBucket, _ context: MockContext) throws(AWSError) -> DeleteBucket.Output {
        let bucket = try bucket(input.bucket, owner: input.expectedBucketOwner, context)
        guard bucket.account == context.account else { throw AWSError.s3("AccessDenied", "Access Denied", status: 403) }
        try state.withLock { state throws(AWSError) in
            guard state.objects[bucket.name]?.isEmpty != false else {
                throw AWSError.s3(
                    "BucketNotEmpty", "The bucket you tried to delete is not empty", status: 409,
                    ["BucketName": bucket.name])
            }
            state.buckets[bucket.name] = nil
            state.objects[bucket.name] = nil
            state.settings[bucket.name] = nil
        }
        return DeleteBucket.Output()
    }

    func headBucket(_ input: HeadBucket, _ context: MockContext) throws(AWSError) -> HeadBucket.Output {
        let bucket = try visibleBucket(input.bucket, owner: input.expectedBucketOwner, "s3:ListBucket", context)
        return HeadBucket.Output(bucketRegion: bucket.region, accessPointAlias: false)
    }

    func getBucketLocation(
        _ input: GetBucketLocation, _ context: MockContext
    ) throws(AWSError) -> GetBucketLocation.Output {
        let bucket = try bucket(input.bucket, owner: input.expectedBucketOwner, context, anyRegion: true)
        return GetBucketLocation.Output(locationConstraint: bucket.region == "us-east-1" ? nil : bucket.region)
    }

    func listBuckets(_ input: ListBuckets, _ context: MockContext) throws(AWSError) -> ListBuckets.Output {
        let limit = input.maxBuckets ?? 10_000
        guard (1...10_000).contains(limit) else {
            throw AWSError.invalidArgument(
                "max-buckets", String(limit), "Argument max-buckets must be an integer between 1 and 10000")
        }
        let after = try S3Store.token(input.continuationToken)
        let found = state.withLock { Array($0.buckets.values) }
            .filter { $0.account == context.account && KeyOrder.hasPrefix($0.name, input.prefix ?? "") }
            .filter { input.bucketRegion == nil || $0.region == input.bucketRegion }
            .sorted { KeyOrder.compare($0.name, $1.name) < 0 }
            .filter { bucket in
                guard case .key(let last) = after else { return true }
                return KeyOrder.compare(bucket.name, last) > 0
            }
        let page = found.prefix(limit)
        var output = ListBuckets.Output()
        output.owner = S3Store.owner(account: context.account)
        output.buckets = page.map {
            S3Bucket(name: $0.name, creationDate: $0.creationTime, bucketRegion: $0.region)
        }
        output.prefix = input.prefix
        if found.count > page.count, let last = page.last {
            output.continuationToken = ListingToken.key(last.name).text
        }
        return output
    }

    /// Reads a continuation token.
    static func token(_ text: String?) throws(AWSError) -> ListingToken? {
        guard let text else { return nil }
        guard let token = ListingToken(text) else {
            throw AWSError.invalidArgument(
                "continuation-token", text, "The continuation token provided is incorrect")
        }
        return token
    }
}
