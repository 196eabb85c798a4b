import AWSClient
import AWSOperations

/// The bucket, its policy and its log files.
extension TeardownRun {
    func bucket(deletesObjects: Bool) async throws {
        guard let tags = try await client.bucketTags(design) else { return }
        let title = "bucket \(design.bucket)"
        var policy = PolicyDocument(try await client.bucketPolicy(design))
        if let reason = reasonToKeep(isOurs: design.made(tags), policy: policy) {
            if isTrailGone, policy?.remove(policies.bucket) == true, let policy { try await write(policy) }
            return report(title + reason, .kept)
        }
        if deletesObjects, let failure = try await deleteLogFiles() {
            return report("\(title), where objects could not be deleted: \(failure)", .kept)
        }
        do {
            _ = try await client.send(DeleteBucket(bucket: design.bucket, expectedBucketOwner: design.account))
            report(title, .removed)
        } catch let error as AWSError where error.code == "BucketNotEmpty" {
            report(title + (try await remains(afterDeleting: deletesObjects)), .kept)
        }
    }

    /// Why the bucket stays; nil where it can go.
    private func reasonToKeep(isOurs: Bool, policy: PolicyDocument?) -> String? {
        guard isOurs else { return "" }
        if let trail = others.first(where: { $0.s3BucketName == design.bucket }) {
            return ", which the trail \(trail.name ?? "") uses"
        }
        // Trails of other accounts and, unless they log all regions, of other regions are not listed.
        return policy?.serves(besides: design.trailARN) == true ? ", whose policy lets others use it" : nil
    }

    /// What is left in a bucket that cannot be deleted.
    private func remains(afterDeleting deletesObjects: Bool) async throws -> String {
        if try await client.listsNothing(design) {
            return ", whose listing is empty, but which holds old versions of objects or unfinished uploads; a "
                + "lifecycle rule of the bucket removes them"
        }
        return deletesObjects ? ", which holds other objects than the trail's log files" : ", which holds log files"
    }

    private func write(_ policy: PolicyDocument) async throws {
        if policy.statements.isEmpty {
            _ = try await client.send(
                DeleteBucketPolicy(bucket: design.bucket, expectedBucketOwner: design.account))
        } else {
            var call = PutBucketPolicy()
            call.bucket = design.bucket
            call.policy = policy.text
            call.expectedBucketOwner = design.account
            _ = try await client.send(call)
        }
        report("the trail's statements in the policy of the bucket \(design.bucket)", .removed)
    }

    /// Deletes log files, digests and Insights of the trail's account or organisation, and nothing else.
    ///
    /// - Returns: the first object that could not be deleted, and why; nil where all could.
    private func deleteLogFiles() async throws -> String? {
        for folder in [design.folder + "AWSLogs/\(design.account)/", design.folder + "AWSLogs/o-"] {
            let listing = ListObjectsV2(
                bucket: design.bucket, prefix: folder, expectedBucketOwner: design.account)
            for try await page in client.pages(listing) {
                let keys = (page.contents ?? []).compactMap(\.key).filter(isOfTrail)
                guard !keys.isEmpty else { continue }
                let answer = try await client.send(
                    DeleteObjects(
                        bucket: design.bucket,
                        delete: DeleteObjects.Batch(
                            objects: keys.map { DeleteObjects.Identifier(key: $0) }, quiet: true),
                        expectedBucketOwner: design.account))
                if let failure = answer.errors?.first {
                    return "\(failure.key ?? ""): \(failure.code ?? "") \(failure.message ?? "")"
                }
            }
        }
        return nil
    }

    /// Whether a key is `[<prefix>/]AWSLogs/[<organisation>/]<account>/CloudTrail…/…`.
    private func isOfTrail(_ key: String) -> Bool {
        var parts = key.dropFirst((design.folder + "AWSLogs/").count).split(
            separator: "/", omittingEmptySubsequences: false)
        if let id = parts.first, id.hasPrefix("o-") {
            guard design.organization == nil || design.organization == String(id) else { return false }
            parts.removeFirst()
        }
        return parts.count >= 3 && parts[1].hasPrefix("CloudTrail")
    }
}
