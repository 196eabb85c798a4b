import AWSClient
import AWSOperations

/// The bucket and its policy.
extension SetupRun {
    /// Makes the bucket, unless it is there.
    ///
    /// - Returns: whether its policy is to be looked at: that of a bucket of somebody else, which the trail has
    ///   already, is its owner's business.
    func bucket() async throws -> Bool {
        let title = "bucket \(design.bucket)"
        let isThere: Bool
        do {
            isThere = try await client.bucketExists(design)
        } catch let error as AWSError where error.httpStatus == 403 {
            if !isBucketChosen, trail?.s3BucketName == design.bucket {
                report(
                    title
                        + ", which the trail has; it belongs to somebody else, or these credentials may not look at it",
                    .kept)
                return false
            }
            throw SetupError(
                "the bucket \(design.bucket) belongs to somebody else, or these credentials may not look at it; "
                    + "choose another with --bucket")
        }
        guard !isThere else {
            let isHalfMade = try await isHalfMade()
            if isHalfMade { try await tagBucket() }
            report(title, isHalfMade ? .changed : .unchanged)
            return true
        }
        var creation = CreateBucket()
        creation.bucket = design.bucket
        if design.region != "us-east-1" {
            creation.createBucketConfiguration = CreateBucket.Configuration(locationConstraint: design.region)
        }
        try await propagation.of(.bucketName) { [creation] in _ = try await client.send(creation) }
        try await tagBucket()
        report(title, .created)
        return true
    }

    /// Whether a set-up stopped between the bucket and its tags: they are two calls.
    private func isHalfMade() async throws -> Bool {
        guard design.bucket == design.usualBucket else { return false }
        do {
            guard try await client.bucketTags(design)?.isEmpty == true else { return false }
            guard try await client.bucketPolicy(design) == nil else { return false }
            return try await client.listsNothing(design)
        } catch let error as AWSError where error.httpStatus == 403 {
            // What may not be looked at is not ours to tag.
            return false
        }
    }

    private func tagBucket() async throws {
        let tagging = PutBucketTagging.Tagging(tagSet: design.s3Tags)
        var call = PutBucketTagging()
        call.bucket = design.bucket
        call.tagging = tagging
        call.expectedBucketOwner = design.account
        try await propagation.of(.bucket) { [call] in _ = try await client.send(call) }
    }

    /// Allows the new log files, and those that the trail still delivers where it has delivered them so far.
    func bucketPolicy() async throws {
        let text = try await client.bucketPolicy(design)
        var policy = try PolicyDocument.reading(text, of: "bucket \(design.bucket)")
        guard policy.put(policies.bucket, keepsResources: trail != nil) else {
            return report("bucket policy", .unchanged)
        }
        try await write(policy)
        report("bucket policy", text == nil ? .created : .changed)
    }

    /// Takes out what the trail no longer needs; nothing may be denied while it is still in force.
    ///
    /// What that is the statements themselves tell, so that a change that was interrupted ends up the same.
    func narrowBucketPolicy() async throws {
        guard trail != nil else { return }
        var policy = try PolicyDocument.reading(
            try await client.bucketPolicy(design), of: "bucket \(design.bucket)")
        var isChanged = policy.narrow(to: policies.bucket)
        if design.removals.contains(.organization), design.organization == nil {
            isChanged = policy.remove([TrailPolicies(design.ofSomeOrganization).organizationWrite]) || isChanged
        }
        guard isChanged else { return }
        try await write(policy)
        report("bucket policy, without what the trail no longer needs", .changed)
    }

    private func write(_ policy: PolicyDocument) async throws {
        var call = PutBucketPolicy()
        call.bucket = design.bucket
        call.policy = policy.text
        call.expectedBucketOwner = design.account
        try await propagation.of(.bucket) { [call] in _ = try await client.send(call) }
    }
}

extension PolicyDocument {
    /// Reads the policy of `owner`, which may have none.
    static func reading(_ text: String?, of owner: String) throws(SetupError) -> PolicyDocument {
        guard let policy = PolicyDocument(text) else {
            throw SetupError("the policy of the \(owner) is no JSON document; mend it by hand")
        }
        return policy
    }
}
