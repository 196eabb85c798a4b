import AWSClient
import AWSOperations

/// The bucket and its policy.
extension TeardownRun {
    func bucket(deletesObjects: Bool) async throws -> LogFileRemains {
        let title = "bucket \(design.bucket)"
        func keep(_ reason: String, isUnfinished: Bool = false) -> LogFileRemains {
            report(title + reason, .kept)
            guard deletesObjects else { return LogFileRemains() }
            let reason = reason.isEmpty ? ", which setup did not make" : reason
            return LogFileRemains(reasons: [title + reason], isUnfinished: isUnfinished)
        }
        let tags: [String: String]?
        do {
            tags = try await client.bucketTags(design)
        } catch let error as AWSError where error.httpStatus == 403 && others.contains(where: isOwn) {
            // The trail of somebody else may write to a bucket of somebody else.
            return keep(", which belongs to somebody else, or which these credentials may not look at")
        }
        guard let tags else { return LogFileRemains() }
        var policy = PolicyDocument(try await client.bucketPolicy(design))
        if let reason = reasonToKeep(isOurs: design.made(tags), policy: policy) {
            if isTrailGoing, policy?.remove(policies.bucket) == true, let policy { try await write(policy) }
            return keep(reason)
        }
        var remains = LogFileRemains()
        if deletesObjects {
            let folders = LogFileFolders(design, isOfOrganization: isOfOrganization, policy: policy)
            let failures = try await delete(folders)
            if !failures.isEmpty {
                remains = keep(", where objects could not be deleted", isUnfinished: true)
                remains.reasons = failures
                return remains
            }
            if folders.isOrganizationUnknown {
                return keep(
                    ", with log files of an organisation, whose id no policy tells; give it with --organization",
                    isUnfinished: true)
            }
        }
        do {
            _ = try await client.send(DeleteBucket(bucket: design.bucket, expectedBucketOwner: design.account))
            report(title, .removed)
        } catch let error as AWSError where error.code == "BucketNotEmpty" {
            if try await client.listsNothing(design) {
                return keep(
                    ", whose listing is empty, but which holds old versions of objects or unfinished uploads; "
                        + "a lifecycle rule of the bucket removes them")
            }
            let content = deletesObjects ? "other objects than the trail's log files" : "log files"
            report("\(title), which holds \(content)", .kept)
        }
        return remains
    }

    private func isOwn(_ trail: Trail) -> Bool { trail.trailARN == design.trailARN }

    /// Why the bucket stays; nil where it can go.
    private func reasonToKeep(isOurs: Bool, policy: PolicyDocument?) -> String? {
        guard isOurs else { return "" }
        if let trail = others.first(where: { $0.s3BucketName == design.bucket }) {
            return ", which the trail \(trail.name ?? "") uses"
        }
        // Trails of other accounts and, unless they log all regions, of other regions are not listed.
        return policy?.letsOthersIn(besides: policies.bucket) == true ? ", whose policy lets others use it" : nil
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
}
