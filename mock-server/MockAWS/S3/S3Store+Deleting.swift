import AWSOperations
import HTTPMessages
import Locking

/// DeleteObject and DeleteObjects; deleting what is not there succeeds.
extension S3Store {
    func deleteObject(_ input: DeleteObject, _ context: MockContext) throws(AWSError) -> DeleteObject.Output {
        let bucket = try bucket(input.bucket, owner: input.expectedBucketOwner, context)
        try refuseVersion(input.versionID)
        try refuseGenerated(bucket)
        let key = input.key ?? ""
        if let condition = input.ifMatch {
            let object = try object(key, of: bucket)
            guard RequestConditions.names(condition, etag(of: object, in: bucket)) else {
                throw AWSError.preconditionFailed("If-Match")
            }
        }
        remove(key, of: bucket, context)
        return DeleteObject.Output()
    }

    func deleteObjects(
        _ input: DeleteObjects, _ request: HTTPRequest, _ context: MockContext
    ) throws(AWSError) -> MockResponse {
        let bucket = try bucket(input.bucket, owner: input.expectedBucketOwner, context)
        try refuseGenerated(bucket)
        guard UploadIntegrity.isPresent(request) else {
            throw AWSError.invalidRequest("Missing required header for this request: Content-MD5")
        }
        _ = try UploadIntegrity.check(request)
        let objects = input.delete?.objects ?? []
        guard (1...1000).contains(objects.count) else { throw AWSError.malformedXML }
        guard objects.allSatisfy({ $0.key?.isEmpty == false }) else {
            throw AWSError.s3(
                "UserKeyMustBeSpecified", "The object key is missing or empty.", status: 400)
        }
        var output = DeleteObjects.Output()
        var deleted: [DeleteObjects.Deleted] = []
        var failures: [DeleteObjects.Failure] = []
        for object in objects {
            let key = object.key ?? ""
            if let version = object.versionID, version != "null" {
                failures.append(
                    DeleteObjects.Failure(
                        key: key, versionID: version, code: "NoSuchVersion",
                        message: "The specified version does not exist."))
                continue
            }
            remove(key, of: bucket, context)
            deleted.append(DeleteObjects.Deleted(key: key))
        }
        if input.delete?.quiet != true, !deleted.isEmpty { output.deleted = deleted }
        if !failures.isEmpty { output.errors = failures }
        return MockResponse(try DeleteObjects.mockResponse(output, requestID: context.requestID))
    }

    private func remove(_ key: String, of bucket: Bucket, _ context: MockContext) {
        state.withLock { state in
            guard let removed = state.objects[bucket.name]?.remove(key) else { return }
            state.storedBytes -= removed.storedBytes
        }
        notify("ObjectRemoved:Delete", key, of: bucket, context)
    }
}
