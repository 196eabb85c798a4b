import AWSOperations
import HTTPMessages
import Testing

@Suite struct ErrorTests {
    @Test(arguments: [
        (#"{"__type":"ResourceNotFoundException","message":"m"}"#, "ResourceNotFoundException"),
        (
            #"{"__type":"com.amazon.coral.service#UnknownOperationException","Message":"m"}"#,
            "UnknownOperationException"
        ),
        (#"{"__type":"a#ThrottlingException:http://x/y#z","message":"m"}"#, "ThrottlingException"),
        (#"{"message":"m"}"#, "400"),
    ])
    func jsonErrors(body: String, code: String) {
        let response = HTTPResponse(status: 400, headers: ["x-amzn-RequestId": "r"], body: Array(body.utf8))
        let error = FilterLogEvents.error(from: response)
        #expect(error.code == code && error.message == "m" && error.requestID == "r" && error.httpStatus == 400)
        #expect(error.description == "FilterLogEvents: \(code): m")
    }

    @Test func headerNamesTheErrorOfAnEmptyBody() {
        let response = HTTPResponse(
            status: 400,
            headers: [
                "x-amzn-errortype": "a#Gone:http://x", "x-amzn-query-error": "AWS.Gone;Sender", "Retry-After": "3",
            ])
        let error = FilterLogEvents.error(from: response)
        #expect(error.code == "Gone" && error.retryAfter == .seconds(3))
        #expect(error.details[AWSError.queryErrorKey] == "AWS.Gone;Sender")
    }

    @Test func queryErrors() {
        let body = """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
            <Code>AccessDenied</Code><Message>User is not authorized</Message></Error><RequestId>r</RequestId>\
            </ErrorResponse>
            """
        let error = AssumeRole.error(from: HTTPResponse(status: 403, body: Array(body.utf8)))
        #expect(error.code == "AccessDenied" && error.requestID == "r" && error.service == .sts)
        #expect(error.details.isEmpty)
    }

    @Test func ec2Errors() {
        let body = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not</Message></Error></Errors>\
            <RequestID>r</RequestID></Response>
            """
        let error = DescribeFlowLogs.error(from: HTTPResponse(status: 403, body: Array(body.utf8)))
        #expect(error.code == "UnauthorizedOperation" && error.message == "You are not" && error.requestID == "r")
    }

    @Test func s3ErrorsKeepTheirFurtherElements() {
        let body = """
            <Error><Code>PermanentRedirect</Code><Message>m</Message><Endpoint>b.s3.amazonaws.com</Endpoint>\
            <Bucket>b</Bucket><RequestId>r</RequestId><HostId>h</HostId></Error>
            """
        let response = HTTPResponse(
            status: 301, headers: ["x-amz-bucket-region": "eu-west-1"], body: Array(body.utf8))
        let error = ListObjectsV2.error(from: response)
        #expect(error.code == "PermanentRedirect" && error.requestID == "r")
        let again = error.httpResponse(for: .s3, requestID: "r")
        #expect(again.headers["x-amz-bucket-region"] == "eu-west-1" && again.status == 301)
        #expect(
            error.details == ["Endpoint": "b.s3.amazonaws.com", "Bucket": "b", "BucketRegion": "eu-west-1"])
    }

    @Test func errorWithStatus200IsOneOfTheServer() {
        let body = Array("<Error><Code>InternalError</Code><Message>m</Message></Error>".utf8)
        let response = HTTPResponse(status: 200, body: body)
        #expect(ListObjectsV2.indicatesError(response))
        #expect(ListObjectsV2.error(from: response).httpStatus == 500)
        #expect(throws: AWSCodingError.self) { try ListObjectsV2.output(from: response) }
        let partial = Array("<DeleteResult><Error><Key>k</Key></Error></DeleteResult>".utf8)
        #expect(!DeleteObjects.indicatesError(HTTPResponse(status: 200, body: partial)))
    }

    @Test(arguments: OperationCatalog.all.map(\.service), ["", "<html><h1>503</h1></html>", "oops", "<Error", "[1]"])
    func statusIsTheCodeOfAnythingElse(service: AWSService, body: String) {
        let response = HTTPResponse(status: 503, body: Array(body.utf8))
        let type = OperationCatalog.types.first { $0.operation.service == service }
        let error = type?.error(from: response)
        #expect(error?.code == "503" && error?.message.hasPrefix("Service Unavailable") == true)
    }

    @Test(arguments: AWSService.allCases)
    func errorsSurviveTheirProtocol(service: AWSService) throws {
        let details = service == .logs ? [:] : ["BucketName": "b <&>"]
        let error = AWSError(
            code: "NoSuchBucket", message: "The <bucket> & \"co\"", service: service, details: details,
            retryAfter: .seconds(2))
        let response = error.httpResponse(for: service, requestID: "r-1")
        #expect(response.status == 404)
        let type = try #require(OperationCatalog.types.first { $0.operation.service == service })
        var again = type.error(from: response)
        #expect(again.requestID == "r-1")
        again.requestID = nil
        again.operation = nil
        #expect(again == error)
    }

    @Test func notModifiedHasNoBody() {
        let response = AWSError(code: "NotModified", message: "").httpResponse(for: .s3, requestID: "r")
        #expect(response.status == 304 && response.body.isEmpty)
    }

    @Test(arguments: [
        ("NoSuchKey", 404), ("SlowDown", 503), ("ThrottlingException", 400), ("InvalidRange", 416), ("412", 412),
        ("RequestLimitExceeded", 503), ("ServiceUnavailableException", 500), ("Whatever", 400), ("99", 400),
    ])
    func usualStatuses(code: String, status: Int) {
        #expect(AWSError(code: code, message: "").httpStatus == status)
    }

    @Test func descriptionIsOneShortLine() {
        let error = AWSError(
            code: "A\u{1B}[31m", message: "x\r\ny\u{0}\u{202E} " + String(repeating: "z", count: 9_999))
        #expect(error.description.hasPrefix("A [31m: x y z"))
        #expect(error.description.count <= 501)
    }

    @Test(
        arguments: [
            ("7", nil, .seconds(7)), ("0", nil, .zero), ("-1", nil, nil), ("86401", nil, nil), ("soon", nil, nil),
            ("99999999999999999999", nil, nil),
            ("Thu, 01 Jan 2026 00:00:30 GMT", "Thu, 01 Jan 2026 00:00:25 GMT", .seconds(5)),
            ("Thu, 01 Jan 2026 00:00:30 GMT", "Thu, 01 Jan 2026 00:00:40 GMT", .zero),
            ("Thu, 01 Jan 2026 00:00:30 GMT", nil, nil),
        ] as [(String, String?, Duration?)])
    func retryAfterIsSecondsOrATimeOfTheServersClock(text: String, date: String?, wait: Duration?) {
        var headers: HTTPHeaders = ["Retry-After": text]
        headers["Date"] = date
        let response = HTTPResponse(status: 503, headers: headers)
        #expect(ListObjectsV2.error(from: response).retryAfter == wait)
        #expect(FilterLogEvents.error(from: response).retryAfter == wait)
    }
}
