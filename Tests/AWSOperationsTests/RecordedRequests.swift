import AWSOperations
import HTTPMessages
import Testing
import Timestamps

/// A request as botocore 1.43.11 sent it (path-style for S3), and what it means.
struct RecordedRequest: Sendable, CustomTestStringConvertible {
    var name: String
    var request: HTTPRequest
    /// Reads the request as a server; throws where it differs from the meaning.
    var check: @Sendable (HTTPRequest) throws -> Void
    /// The request that the client here makes of the meaning.
    var clientRequest: @Sendable () throws -> HTTPRequest

    var testDescription: String { name }

    init<Operation: AWSOperation>(
        _ operation: Operation, _ target: String = "/", _ headers: HTTPHeaders = [:], _ body: String = ""
    ) {
        let descriptor = Operation.operation
        name = descriptor.name
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        var headers = headers
        switch descriptor.service.wireProtocol {
        case .awsJSON10, .awsJSON11:
            headers["X-Amz-Target"] = (descriptor.service.targetPrefix ?? "") + "." + name
            let isNew = descriptor.service.wireProtocol == .awsJSON11
            headers["Content-Type"] = isNew ? "application/x-amz-json-1.1" : "application/x-amz-json-1.0"
        case .query, .ec2Query: headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
        default: break
        }
        request = HTTPRequest(
            method: descriptor.method, path: parts[0], query: parts.count > 1 ? parts[1] : nil, headers: headers,
            body: Array(body.utf8))
        check = { request in
            let found = try Operation.input(from: request)
            #expect(found == operation)
        }
        clientRequest = { try operation.httpRequest() }
    }

    static let all = logs + ec2 + s3 + sts + sns + sqs + cloudtrail + s3Settings

    static let logs = [
        RecordedRequest(
            FilterLogEvents(
                logGroupName: "/vpc/flow", logStreamNames: ["eni-1-all"], startTime: 1_772_600_000_000,
                endTime: 1_772_603_599_999, filterPattern: "REJECT", nextToken: "t", limit: 100, interleaved: true,
                unmask: false), "/", [:],
            #"{"logGroupName": "/vpc/flow", "logStreamNames": ["eni-1-all"], "startTime": 1772600000000, "#
                + #""endTime": 1772603599999, "filterPattern": "REJECT", "nextToken": "t", "limit": 100, "#
                + #""interleaved": true, "unmask": false}"#),
        RecordedRequest(
            DescribeLogStreams(
                logGroupIdentifier: "arn:aws:logs:eu-west-1:111122223333:log-group:g", orderBy: "LastEventTime",
                descending: true, limit: 50), "/", [:],
            #"{"logGroupIdentifier": "arn:aws:logs:eu-west-1:111122223333:log-group:g", "#
                + #""orderBy": "LastEventTime", "descending": true, "limit": 50}"#),
        RecordedRequest(
            DescribeLogGroups(
                accountIdentifiers: ["111122223333"], logGroupNamePrefix: "/vpc", includeLinkedAccounts: true,
                logGroupClass: "STANDARD"), "/", [:],
            #"{"logGroupNamePrefix": "/vpc", "accountIdentifiers": ["111122223333"], "#
                + #""includeLinkedAccounts": true, "logGroupClass": "STANDARD"}"#),
        RecordedRequest(
            CreateLogGroup(logGroupName: "g", kmsKeyID: "k", tags: ["a": "b"], logGroupClass: "STANDARD"), "/", [:],
            #"{"logGroupName": "g", "kmsKeyId": "k", "tags": {"a": "b"}, "logGroupClass": "STANDARD"}"#),
        RecordedRequest(
            CreateLogStream(logGroupName: "g", logStreamName: "s"), "/", [:],
            #"{"logGroupName": "g", "logStreamName": "s"}"#),
        RecordedRequest(
            PutLogEvents(
                logGroupName: "g", logStreamName: "s",
                logEvents: [PutLogEvents.Event(timestamp: 1, message: "é \"q\"\n")], sequenceToken: "x",
                entity: PutLogEvents.Entity(keyAttributes: ["Type": "Service"], attributes: [:])), "/", [:],
            #"{"logGroupName": "g", "logStreamName": "s", "#
                + #""logEvents": [{"timestamp": 1, "message": "\u00e9 \"q\"\n"}], "sequenceToken": "x", "#
                + #""entity": {"keyAttributes": {"Type": "Service"}, "attributes": {}}}"#),
        RecordedRequest(
            GetLogEvents(logGroupName: "g", logStreamName: "s", startTime: 1, endTime: 2, startFromHead: true), "/",
            [:],
            #"{"logGroupName": "g", "logStreamName": "s", "startTime": 1, "endTime": 2, "startFromHead": true}"#),
        RecordedRequest(DeleteLogGroup(logGroupName: "g"), "/", [:], #"{"logGroupName": "g"}"#),
        RecordedRequest(
            DeleteLogStream(logGroupName: "g", logStreamName: "s"), "/", [:],
            #"{"logGroupName": "g", "logStreamName": "s"}"#),
    ]

    static let ec2 = [
        RecordedRequest(
            DescribeFlowLogs(
                flowLogIDs: ["fl-1", "fl-2"],
                filters: [
                    EC2Filter(name: "resource-id", values: ["vpc-1", "vpc-2"]),
                    EC2Filter(name: "tag:Name", values: ["a b"]),
                ], maxResults: 5, nextToken: "t+/=", dryRun: false), "/", [:],
            "Action=DescribeFlowLogs&Version=2016-11-15&FlowLogId.1=fl-1&FlowLogId.2=fl-2&Filter.1.Name=resource-id"
                + "&Filter.1.Value.1=vpc-1&Filter.1.Value.2=vpc-2&Filter.2.Name=tag%3AName&Filter.2.Value.1=a+b"
                + "&MaxResults=5&NextToken=t%2B%2F%3D&DryRun=false"),
        RecordedRequest(
            CreateFlowLogs(
                resourceIDs: ["vpc-1"], resourceType: "VPC", trafficType: "ALL", logDestinationType: "s3",
                logDestination: "arn:aws:s3:::b/p/", logGroupName: "g", logFormat: "${version} ${srcaddr}",
                maxAggregationInterval: 60,
                destinationOptions: FlowLogDestinationOptions(
                    fileFormat: "plain-text", hiveCompatiblePartitions: true, perHourPartition: false),
                deliverLogsPermissionARN: "arn:r", deliverCrossAccountRole: "arn:x",
                tagSpecifications: [
                    EC2TagSpecification(resourceType: "vpc-flow-log", tags: [EC2Tag(key: "k", value: "v")])
                ], clientToken: "c"), "/", [:],
            "Action=CreateFlowLogs&Version=2016-11-15&ResourceId.1=vpc-1&ResourceType=VPC&TrafficType=ALL"
                + "&LogDestinationType=s3&LogDestination=arn%3Aaws%3As3%3A%3A%3Ab%2Fp%2F"
                + "&LogFormat=%24%7Bversion%7D+%24%7Bsrcaddr%7D&MaxAggregationInterval=60"
                + "&DestinationOptions.FileFormat=plain-text&DestinationOptions.HiveCompatiblePartitions=true"
                + "&DestinationOptions.PerHourPartition=false&TagSpecification.1.ResourceType=vpc-flow-log"
                + "&TagSpecification.1.Tag.1.Key=k&TagSpecification.1.Tag.1.Value=v&ClientToken=c&LogGroupName=g"
                + "&DeliverLogsPermissionArn=arn%3Ar&DeliverCrossAccountRole=arn%3Ax"),
        RecordedRequest(
            DeleteFlowLogs(flowLogIDs: ["fl-1"]), "/", [:],
            "Action=DeleteFlowLogs&Version=2016-11-15&FlowLogId.1=fl-1"),
    ]

    static let s3 = [
        RecordedRequest(
            ListObjects(
                bucket: "bkt", prefix: "a b/", delimiter: "/", marker: "a b/k", maxKeys: 2, encodingType: "url",
                expectedBucketOwner: "111122223333"),
            "/bkt?prefix=a%20b%2F&delimiter=%2F&marker=a%20b%2Fk&max-keys=2&encoding-type=url",
            ["x-amz-expected-bucket-owner": "111122223333"]),
        RecordedRequest(
            ListObjectsV2(
                bucket: "bkt", prefix: "AWSLogs/a b+ü/", delimiter: "/", startAfter: "k",
                continuationToken: "1abc/=", maxKeys: 2, encodingType: "url", fetchOwner: true,
                requestPayer: "requester", expectedBucketOwner: "111122223333",
                optionalObjectAttributes: ["RestoreStatus"]),
            "/bkt?list-type=2&prefix=AWSLogs%2Fa%20b%2B%C3%BC%2F&delimiter=%2F&max-keys=2"
                + "&continuation-token=1abc%2F%3D&fetch-owner=true&start-after=k&encoding-type=url",
            [
                "x-amz-request-payer": "requester", "x-amz-expected-bucket-owner": "111122223333",
                "x-amz-optional-object-attributes": "RestoreStatus",
            ]),
        RecordedRequest(
            GetObject(
                bucket: "bkt", key: "a b/+ü&?.gz", range: "bytes=0-9", ifMatch: "\"e\"",
                ifModifiedSince: Timestamp(seconds: 1_772_600_767), versionID: "v", partNumber: 1,
                checksumMode: "ENABLED", responseContentType: "text/plain",
                responseExpires: Timestamp(seconds: 1_772_600_767)),
            "/bkt/a%20b/%2B%C3%BC%26%3F.gz?versionId=v&partNumber=1&response-content-type=text%2Fplain"
                + "&response-expires=Wed%2C%2004%20Mar%202026%2005%3A06%3A07%20GMT",
            [
                "Range": "bytes=0-9", "If-Match": "\"e\"", "If-Modified-Since": "Wed, 04 Mar 2026 05:06:07 GMT",
                "x-amz-checksum-mode": "ENABLED",
            ]),
        RecordedRequest(HeadObject(bucket: "bkt", key: "//k"), "/bkt///k"),
        RecordedRequest(
            PutObject(
                bucket: "bkt", key: "k", body: Array("abc".utf8), contentType: "text/plain",
                metadata: ["owner": "me", "x": "y z"], ifNoneMatch: "*", acl: "private", checksumCRC32: "NSRBwg==",
                serverSideEncryption: "AES256", storageClass: "STANDARD", tagging: "a=b"), "/bkt/k",
            [
                "Content-Type": "text/plain", "x-amz-meta-Owner": "me", "x-amz-meta-x": "y z",
                "x-amz-acl": "private", "x-amz-storage-class": "STANDARD", "If-None-Match": "*",
                "x-amz-checksum-crc32": "NSRBwg==", "x-amz-tagging": "a=b",
                "x-amz-server-side-encryption": "AES256",
            ], "abc"),
        RecordedRequest(
            CreateBucket(
                bucket: "bkt",
                createBucketConfiguration: CreateBucket.Configuration(
                    locationConstraint: "eu-west-1", tags: [S3Tag(key: "k", value: "v")]), acl: "private",
                objectOwnership: "BucketOwnerEnforced"), "/bkt",
            ["x-amz-acl": "private", "x-amz-object-ownership": "BucketOwnerEnforced"],
            #"<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>"#
                + "eu-west-1</LocationConstraint><Tags><Tag><Key>k</Key><Value>v</Value></Tag></Tags>"
                + "</CreateBucketConfiguration>"),
        RecordedRequest(HeadBucket(bucket: "bkt"), "/bkt"),
        RecordedRequest(DeleteBucket(bucket: "bkt"), "/bkt"),
        RecordedRequest(GetBucketLocation(bucket: "bkt"), "/bkt?location"),
        RecordedRequest(DeleteObject(bucket: "bkt", key: "k", versionID: "v"), "/bkt/k?versionId=v"),
        RecordedRequest(
            DeleteObjects(
                bucket: "bkt",
                delete: DeleteObjects.Batch(
                    objects: [
                        DeleteObjects.Identifier(key: "a&b", versionID: "v"),
                        DeleteObjects.Identifier(
                            key: "<c>", lastModifiedTime: Timestamp(seconds: 1_772_600_767), size: 3),
                    ], quiet: true), checksumAlgorithm: "CRC32"), "/bkt?delete",
            ["x-amz-checksum-crc32": "E5zaWQ==", "x-amz-sdk-checksum-algorithm": "CRC32"],
            #"<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>a&amp;b</Key>"#
                + "<VersionId>v</VersionId></Object><Object><Key>&lt;c&gt;</Key><LastModifiedTime>"
                + "Wed, 04 Mar 2026 05:06:07 GMT</LastModifiedTime><Size>3</Size></Object>"
                + "<Quiet>true</Quiet></Delete>"),
        RecordedRequest(
            ListBuckets(maxBuckets: 10, continuationToken: "c", prefix: "p", bucketRegion: "eu-west-1"),
            "/?max-buckets=10&prefix=p&bucket-region=eu-west-1&continuation-token=c"),
    ]

    static let sts = [
        RecordedRequest(
            AssumeRole(
                roleARN: "arn:aws:iam::111122223333:role/R", roleSessionName: "s@x", durationSeconds: 900,
                externalID: "e-1",
                policyARNs: [AssumeRole.PolicyDescriptor(arn: "arn:aws:iam::aws:policy/ReadOnlyAccess")],
                policy: #"{"Version":"2012-10-17"}"#, tags: [STSTag(key: "k", value: "v")], transitiveTagKeys: ["k"],
                sourceIdentity: "me",
                providedContexts: [
                    AssumeRole.ProvidedContext(
                        providerARN: "arn:aws:iam::aws:contextProvider/x", contextAssertion: "cccc")
                ]), "/", [:],
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2FR"
                + "&RoleSessionName=s%40x&DurationSeconds=900&ExternalId=e-1"
                + "&PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess"
                + "&Policy=%7B%22Version%22%3A%222012-10-17%22%7D&Tags.member.1.Key=k&Tags.member.1.Value=v"
                + "&TransitiveTagKeys.member.1=k&SourceIdentity=me"
                + "&ProvidedContexts.member.1.ProviderArn=arn%3Aaws%3Aiam%3A%3Aaws%3AcontextProvider%2Fx"
                + "&ProvidedContexts.member.1.ContextAssertion=cccc"),
        RecordedRequest(GetCallerIdentity(), "/", [:], "Action=GetCallerIdentity&Version=2011-06-15"),
    ]
}
