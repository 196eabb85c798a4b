import HTTPMessages

/// What S3 requests are called: by method, level of the path and the marker in the query.
///
/// Source: `http` of the operations in S3's API model (botocore 1.43, `data/s3/2006-03-01/service-2.json`).
enum S3OperationNames {
    /// The name of the operation; nil for a method that S3 does not know there.
    static func name(of request: HTTPRequest, query: QueryString) -> String? {
        let path = request.path.drop { $0 == "/" }
        guard let bucketEnd = path.firstIndex(of: "/") else {
            return path.isEmpty ? ofService(request) : ofBucket(request, query)
        }
        let hasKey = path.index(after: bucketEnd) != path.endIndex
        return hasKey ? ofObject(request, query) : ofBucket(request, query)
    }

    private static func ofService(_ request: HTTPRequest) -> String? {
        request.method == "GET" ? "ListBuckets" : nil
    }

    private static func ofBucket(_ request: HTTPRequest, _ query: QueryString) -> String? {
        switch request.method {
        case "GET":
            if let subject = subject(query, bucketSubjects) { return "Get" + subject }
            if query.contains("location") { return "GetBucketLocation" }
            if query.contains("policyStatus") { return "GetBucketPolicyStatus" }
            if query.contains("uploads") { return "ListMultipartUploads" }
            if query.contains("versions") { return "ListObjectVersions" }
            if query.contains("object-lock") { return "GetObjectLockConfiguration" }
            if query.contains("session") { return "CreateSession" }
            for (marker, subject) in configurations where query.contains(marker) {
                return query.contains("id") ? "Get" + subject : "List" + subject + "s"
            }
            return query["list-type"] == "2" ? "ListObjectsV2" : "ListObjects"
        case "HEAD": return "HeadBucket"
        case "PUT":
            if let subject = subject(query, bucketSubjects) { return "Put" + subject }
            if query.contains("object-lock") { return "PutObjectLockConfiguration" }
            return subject(query, configurations).map { "Put" + $0 } ?? "CreateBucket"
        case "DELETE":
            if query.contains("lifecycle") { return "DeleteBucketLifecycle" }
            return subject(query, bucketSubjects + configurations).map { "Delete" + $0 } ?? "DeleteBucket"
        case "POST": return query.contains("delete") ? "DeleteObjects" : "PostObject"
        default: return nil
        }
    }

    private static func ofObject(_ request: HTTPRequest, _ query: QueryString) -> String? {
        switch request.method {
        case "GET":
            if query.contains("attributes") { return "GetObjectAttributes" }
            if query.contains("uploadId") { return "ListParts" }
            return "Get" + (subject(query, objectSubjects) ?? "Object")
        case "HEAD": return "HeadObject"
        case "PUT":
            let copies = request.headers["x-amz-copy-source"] != nil
            if query.contains("uploadId") { return copies ? "UploadPartCopy" : "UploadPart" }
            if let subject = subject(query, objectSubjects) { return "Put" + subject }
            return copies ? "CopyObject" : "PutObject"
        case "DELETE":
            if query.contains("uploadId") { return "AbortMultipartUpload" }
            return "Delete" + (subject(query, objectSubjects) ?? "Object")
        case "POST":
            if query.contains("uploads") { return "CreateMultipartUpload" }
            if query.contains("uploadId") { return "CompleteMultipartUpload" }
            if query.contains("restore") { return "RestoreObject" }
            return query.contains("select") ? "SelectObjectContent" : nil
        default: return nil
        }
    }

    private static func subject(_ query: QueryString, _ subjects: [(marker: String, name: String)]) -> String? {
        subjects.first { query.contains($0.marker) }?.name
    }

    private static let bucketSubjects: [(marker: String, name: String)] = [
        ("acl", "BucketAcl"), ("accelerate", "BucketAccelerateConfiguration"), ("cors", "BucketCors"),
        ("encryption", "BucketEncryption"), ("lifecycle", "BucketLifecycleConfiguration"),
        ("logging", "BucketLogging"), ("notification", "BucketNotificationConfiguration"),
        ("ownershipControls", "BucketOwnershipControls"), ("policy", "BucketPolicy"),
        ("publicAccessBlock", "PublicAccessBlock"), ("replication", "BucketReplication"),
        ("requestPayment", "BucketRequestPayment"), ("tagging", "BucketTagging"),
        ("versioning", "BucketVersioning"), ("website", "BucketWebsite"),
    ]

    /// Subjects of which a bucket may have several, told apart by `id`.
    private static let configurations: [(marker: String, name: String)] = [
        ("analytics", "BucketAnalyticsConfiguration"),
        ("intelligent-tiering", "BucketIntelligentTieringConfiguration"),
        ("inventory", "BucketInventoryConfiguration"), ("metrics", "BucketMetricsConfiguration"),
    ]

    private static let objectSubjects: [(marker: String, name: String)] = [
        ("acl", "ObjectAcl"), ("legal-hold", "ObjectLegalHold"), ("retention", "ObjectRetention"),
        ("tagging", "ObjectTagging"), ("torrent", "ObjectTorrent"),
    ]
}
