import AWSOperations
import HTTPMessages
import Testing

@Suite struct OperationCatalogTests {
    @Test(arguments: [
        ("GET", "/", "", "ListBuckets"), ("GET", "/b", "", "ListObjects"),
        ("GET", "/b/", "list-type=2", "ListObjectsV2"),
        ("GET", "/b", "list-type=1", "ListObjects"), ("GET", "/b", "acl", "GetBucketAcl"),
        ("GET", "/b", "policy=", "GetBucketPolicy"), ("PUT", "/b", "policy", "PutBucketPolicy"),
        ("DELETE", "/b", "policy", "DeleteBucketPolicy"), ("GET", "/b", "policyStatus", "GetBucketPolicyStatus"),
        ("GET", "/b", "uploads", "ListMultipartUploads"), ("GET", "/b", "versions&prefix=a", "ListObjectVersions"),
        ("GET", "/b", "versioning", "GetBucketVersioning"),
        ("GET", "/b", "inventory", "ListBucketInventoryConfigurations"),
        ("GET", "/b", "inventory&id=1", "GetBucketInventoryConfiguration"), ("PUT", "/b/", "", "CreateBucket"),
        ("DELETE", "/b", "", "DeleteBucket"), ("DELETE", "/b", "lifecycle", "DeleteBucketLifecycle"),
        ("POST", "/b", "delete", "DeleteObjects"), ("HEAD", "/b", "", "HeadBucket"), ("GET", "/b/k", "", "GetObject"),
        ("GET", "/b//", "", "GetObject"), ("GET", "/b/k/l", "tagging", "GetObjectTagging"),
        ("GET", "/b/k", "uploadId=1", "ListParts"), ("PUT", "/b/k", "partNumber=1&uploadId=1", "UploadPart"),
        ("POST", "/b/k", "uploads", "CreateMultipartUpload"), ("POST", "/b/k", "uploadId=1", "CompleteMultipartUpload"),
        ("DELETE", "/b/k", "uploadId=1", "AbortMultipartUpload"), ("DELETE", "/b/k", "", "DeleteObject"),
        ("GET", "/b/k", "attributes", "GetObjectAttributes"), ("GET", "/b/k", "X-Amz-Signature=1", "GetObject"),
    ])
    func namesS3Requests(method: String, path: String, query: String, name: String) {
        let request = HTTPRequest(method: method, path: path, query: query.isEmpty ? nil : query)
        switch OperationCatalog.identify(request) {
        case .operation(let descriptor): #expect(descriptor.name == name && descriptor.service == .s3)
        case .unknown(let service, let found):
            #expect(found == name && service == .s3)
            #expect(OperationCatalog.descriptor(of: name, in: .s3) == nil)
        }
    }

    @Test func copyingIsToldByItsHeader() {
        let request = HTTPRequest(method: "PUT", path: "/b/k", headers: ["X-Amz-Copy-Source": "/a/k"])
        #expect(OperationCatalog.identify(request) == .unknown(service: .s3, name: "CopyObject"))
    }

    @Test(arguments: [
        ("Logs_20140328.FilterLogEvents", AWSService.logs, "FilterLogEvents"),
        ("Logs_20140328.TestMetricFilter", .logs, "TestMetricFilter"),
        ("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetTrail", .cloudtrail, "GetTrail"),
        ("CloudTrail_20131101.GetTrail", .cloudtrail, "GetTrail"), ("AmazonSQS.SendMessage", .sqs, "SendMessage"),
        ("DynamoDB_20120810.GetItem", nil, "GetItem"), ("x", nil, "x"),
    ])
    func namesTargets(target: String, service: AWSService?, name: String) {
        let request = HTTPRequest(method: "POST", path: "/", headers: ["X-Amz-Target": target])
        switch OperationCatalog.identify(request) {
        case .operation(let descriptor): #expect(descriptor.name == name && descriptor.service == service)
        case .unknown(let foundService, let foundName): #expect(foundService == service && foundName == name)
        }
    }

    @Test(arguments: [
        ("Action=DescribeFlowLogs&Version=2016-11-15", AWSService.ec2, "DescribeFlowLogs"),
        ("Version=2016-11-15&Action=DescribeVpcs", .ec2, "DescribeVpcs"),
        ("Action=GetCallerIdentity&Version=2000-01-01", .sts, "GetCallerIdentity"),
        ("Action=Publish&Version=2010-03-31", .sns, "Publish"),
        ("Action=SendMessage&Version=2012-11-05", .sqs, "SendMessage"),
        ("Action=RunJobFlow&Version=2009-03-31", nil, "RunJobFlow"), ("Version=2011-06-15", .sts, nil),
        ("x=y", nil, nil),
    ])
    func namesForms(form: String, service: AWSService?, name: String?) {
        let request = HTTPRequest(
            method: "POST", path: "/", headers: ["content-type": "application/x-www-form-urlencoded"],
            body: Array(form.utf8))
        switch OperationCatalog.identify(request) {
        case .operation(let descriptor): #expect(descriptor.name == name && descriptor.service == service)
        case .unknown(let foundService, let foundName): #expect(foundService == service && foundName == name)
        }
    }

    @Test func operationsAreUnique() {
        let names = OperationCatalog.all.map { "\($0.service) \($0.name)" }
        #expect(Set(names).count == names.count)
    }
}
