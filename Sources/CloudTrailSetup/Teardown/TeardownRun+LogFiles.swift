import AWSClient
import AWSOperations

/// The trail's log files.
extension TeardownRun {
    /// How many objects that could not be deleted are told one by one.
    private static let tellingLimit = 10

    /// Deletes what lies in `folders`; an object that cannot be deleted does not keep the others.
    ///
    /// - Returns: what could not be deleted, and why.
    func delete(_ folders: LogFileFolders) async throws -> [String] {
        var failures: [String] = []
        var count = 0
        for prefix in folders.prefixes {
            let listing = ListObjectsV2(bucket: design.bucket, prefix: prefix, expectedBucketOwner: design.account)
            for try await page in client.pages(listing) {
                let keys = (page.contents ?? []).compactMap(\.key).filter(folders.contain)
                guard !keys.isEmpty else { continue }
                let answer = try await client.send(
                    DeleteObjects(
                        bucket: design.bucket,
                        delete: DeleteObjects.Batch(
                            objects: keys.map { DeleteObjects.Identifier(key: $0) }, quiet: true),
                        expectedBucketOwner: design.account))
                for failure in answer.errors ?? [] {
                    count += 1
                    guard count <= TeardownRun.tellingLimit else { continue }
                    failures.append(
                        "s3://\(design.bucket)/\(failure.key ?? ""): \(failure.code ?? "") "
                            + (failure.message ?? ""))
                }
            }
        }
        if count > TeardownRun.tellingLimit {
            failures.append("\(count - TeardownRun.tellingLimit) more objects in the bucket \(design.bucket)")
        }
        return failures
    }
}
