import AWSOperations
import HTTPMessages
import Testing
import Timestamps

/// Responses as AWS writes them: API references, User Guides and recorded snapshots.
@Suite struct ResponseTests {
    @Test func listingOfObjects() throws {
        let body = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bkt</Name><Prefix>a+b/</Prefix>\
            <MaxKeys>2</MaxKeys><KeyCount>2</KeyCount><IsTruncated>true</IsTruncated>\
            <NextContinuationToken>1abc/=%20</NextContinuationToken><EncodingType>url</EncodingType>\
            <Contents><Key>a+b/%C3%BC%2B.gz</Key><LastModified>2026-03-04T05:06:07.000Z</LastModified>\
            <ETag>&quot;70ee&quot;</ETag><Size>11</Size><StorageClass>STANDARD</StorageClass></Contents>\
            <CommonPrefixes><Prefix>a+b/x/</Prefix></CommonPrefixes></ListBucketResult>
            """
        let output = try ListObjectsV2.output(from: HTTPResponse(status: 200, body: Array(body.utf8)))
        #expect(output.prefix == "a b/" && output.nextContinuationToken == "1abc/=%20" && output.isTruncated == true)
        #expect(
            output.contents == [
                S3Object(
                    key: "a b/ü+.gz", lastModified: Timestamp(seconds: 1_772_600_767), etag: "\"70ee\"", size: 11,
                    storageClass: "STANDARD")
            ])
        #expect(output.commonPrefixes == [S3CommonPrefix(prefix: "a b/x/")])
        #expect(ListObjectsV2.nextPageToken(of: output) == "1abc/=%20")
        var last = output
        last.isTruncated = false
        #expect(ListObjectsV2.nextPageToken(of: last) == nil)
    }

    @Test func encodedListingKeepsEveryKey() throws {
        let keys = ["a b", "a+b", "ü/%41", "x\u{1}y\n\r\t", "&<>\"'", "~*()!"]
        var output = ListObjectsV2.Output(encodingType: "url", contents: keys.map { S3Object(key: $0) })
        let encoded = try ListObjectsV2.httpResponse(output, requestID: "r")
        #expect(try ListObjectsV2.output(from: encoded) == output)
        #expect(String(decoding: encoded.body, as: UTF8.self).contains("<Key>%C3%BC/%2541</Key>"))
        output.encodingType = nil
        let plain = try ListObjectsV2.httpResponse(output, requestID: "r")
        #expect(try ListObjectsV2.output(from: plain) == output)
    }

    @Test(arguments: [
        (
            #"<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-1</LocationConstraint>"#,
            "eu-west-1"
        ),
        (#"<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>"#, nil),
        (#"<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"></LocationConstraint>"#, nil),
    ])
    func locationOfABucket(body: String, region: String?) throws {
        let output = try GetBucketLocation.output(from: HTTPResponse(status: 200, body: Array(body.utf8)))
        #expect(output.locationConstraint == region)
        let response = try GetBucketLocation.httpResponse(output, requestID: "r")
        #expect(try GetBucketLocation.output(from: response) == output)
        #expect(String(decoding: response.body, as: UTF8.self).contains("<LocationConstraint xmlns="))
    }

    @Test func flowLogs() throws {
        let body = """
            <?xml version="1.0" encoding="UTF-8"?>
            <DescribeFlowLogsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
                <requestId>2d96dae3</requestId>
                <flowLogSet>
                    <item>
                        <creationTime>2026-03-04T05:06:07.000Z</creationTime>
                        <deliverLogsStatus>SUCCESS</deliverLogsStatus>
                        <flowLogId>fl-1</flowLogId>
                        <logFormat>${version} ${account-id}</logFormat>
                        <maxAggregationInterval>600</maxAggregationInterval>
                        <destinationOptions><perHourPartition>false</perHourPartition></destinationOptions>
                        <tagSet><item><key>k</key><value/></item></tagSet>
                        <tagFieldSpecificationSet/>
                    </item>
                </flowLogSet>
                <nextToken/>
            </DescribeFlowLogsResponse>
            """
        let output = try DescribeFlowLogs.output(from: HTTPResponse(status: 200, body: Array(body.utf8)))
        #expect(
            output.flowLogs == [
                FlowLog(
                    creationTime: Timestamp(seconds: 1_772_600_767), deliverLogsStatus: "SUCCESS", flowLogID: "fl-1",
                    logFormat: "${version} ${account-id}", tags: [EC2Tag(key: "k", value: "")],
                    maxAggregationInterval: 600,
                    destinationOptions: FlowLogDestinationOptions(perHourPartition: false))
            ])
        #expect(DescribeFlowLogs.nextPageToken(of: output) == nil)
    }

    @Test func assumedRole() throws {
        let body = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser>\
            <AssumedRoleId>AROA:s</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/R/s</Arn>\
            </AssumedRoleUser><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>x/y+</SecretAccessKey>\
            <SessionToken>t==</SessionToken><Expiration>2026-03-04T05:06:07Z</Expiration></Credentials>\
            </AssumeRoleResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></AssumeRoleResponse>
            """
        let output = try AssumeRole.output(from: HTTPResponse(status: 200, body: Array(body.utf8)))
        #expect(
            output.credentials
                == STSCredentials(
                    accessKeyID: "ASIA", secretAccessKey: "x/y+", sessionToken: "t==",
                    expiration: Timestamp(seconds: 1_772_600_767)))
        #expect(output.assumedRoleUser?.assumedRoleID == "AROA:s")
    }

    @Test func pageOfEvents() throws {
        let body = """
            {"events":[{"logStreamName":"eni-0a-all","timestamp":1772600001000,"message":"2 1111",\
            "ingestionTime":1772600300000,"eventId":"3977","new":1}],"searchedLogStreams":[],"nextToken":"Bxkq"}
            """
        let output = try FilterLogEvents.output(from: HTTPResponse(status: 200, body: Array(body.utf8)))
        #expect(
            output.events == [
                FilterLogEvents.Event(
                    logStreamName: "eni-0a-all", timestamp: 1_772_600_001_000, message: "2 1111",
                    ingestionTime: 1_772_600_300_000, eventID: "3977")
            ])
        #expect(output.searchedLogStreams == [] && FilterLogEvents.nextPageToken(of: output) == "Bxkq")
    }

    @Test func nothingButSuccessHasAnEmptyBody() throws {
        #expect(try CreateLogGroup.httpResponse(EmptyOutput(), requestID: "r").body.isEmpty)
        #expect(try DeleteBucket.httpResponse(EmptyOutput(), requestID: "r").status == 204)
    }

    @Test func partOfAnObjectIs206() throws {
        let output = GetObject.Output(
            body: [1], contentLength: 1, contentRange: "bytes 0-0/9", etag: "\"e\"",
            lastModified: Timestamp(seconds: 1_772_600_767), metadata: ["owner": "me"])
        let response = try GetObject.httpResponse(output, requestID: "r")
        #expect(response.status == 206 && response.headers["Last-Modified"] == "Wed, 04 Mar 2026 05:06:07 GMT")
        #expect(response.headers["x-amz-meta-owner"] == "me")
        #expect(try GetObject.output(from: response) == output)
    }

    @Test func streamedObjectMayLookLikeAnError() throws {
        let body = Array("<Error><Code>NoSuchKey</Code></Error>".utf8)
        let response = HTTPResponse(status: 200, body: body)
        #expect(!GetObject.indicatesError(response))
        #expect(try GetObject.output(from: response).body == body)
        #expect(DeleteObjects.indicatesError(response))
    }

    @Test(arguments: ["", "<html><body>x</body></html>", "<!DOCTYPE html><html/>", "{}", "<ListBucketResult>"])
    func otherBodiesAreErrors(body: String) {
        let response = HTTPResponse(status: 200, body: Array(body.utf8))
        if !body.isEmpty { #expect(throws: AWSCodingError.self) { try ListObjectsV2.output(from: response) } }
        if body.hasPrefix("<") { #expect(throws: AWSCodingError.self) { try FilterLogEvents.output(from: response) } }
    }
}
