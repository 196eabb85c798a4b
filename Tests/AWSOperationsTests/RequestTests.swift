import AWSOperations
import HTTPMessages
import Testing

@Suite struct RequestTests {
    @Test(arguments: RecordedRequest.all)
    func serverReadsWhatBotocoreSends(_ recorded: RecordedRequest) throws {
        try recorded.check(recorded.request)
    }

    @Test(arguments: RecordedRequest.all)
    func serverReadsWhatTheClientSends(_ recorded: RecordedRequest) throws {
        let request = try recorded.clientRequest()
        try recorded.check(request)
        #expect(request.method == recorded.request.method && request.path == recorded.request.path)
        #expect(parameters(request.query) == parameters(recorded.request.query))
        for field in recorded.request.headers.fields where field.name.lowercased() != "x-amz-checksum-crc32" {
            #expect(request.headers[field.name] == field.value)
        }
    }

    @Test(arguments: RecordedRequest.all)
    func catalogNamesTheOperation(_ recorded: RecordedRequest) throws {
        guard case .operation(let descriptor) = OperationCatalog.identify(recorded.request) else {
            Issue.record("\(recorded.name) is unknown")
            return
        }
        #expect(descriptor.name == recorded.name)
    }

    @Test func everyOperationIsRecorded() {
        #expect(Set(RecordedRequest.all.map(\.name)) == Set(OperationCatalog.all.map(\.name)))
    }

    @Test func missingRequiredMemberIsAnError() {
        #expect(throws: AWSCodingError.self) { try CreateLogStream(logGroupName: "g").httpRequest() }
        #expect(throws: AWSCodingError.self) { try GetObject(bucket: "b").httpRequest() }
        #expect(throws: AWSCodingError.self) { try GetObject(bucket: "b", key: "").httpRequest() }
    }

    @Test func serverReadsARequestWithoutItsRequiredMembers() throws {
        let request = HTTPRequest(method: "POST", path: "/", body: Array("{}".utf8))
        #expect(try CreateLogStream.input(from: request) == CreateLogStream())
    }

    @Test func unknownMembersAndNullsArePassedOver() throws {
        let body = #"{"logGroupName":"g","limit":null,"new":{"a":[1]}}"#
        let request = HTTPRequest(method: "POST", path: "/", body: Array(body.utf8))
        #expect(try FilterLogEvents.input(from: request) == FilterLogEvents(logGroupName: "g"))
    }

    @Test func wrongTypeNamesTheMember() {
        let body = #"{"logEvents":[{"timestamp":1,"message":"a"},{"timestamp":"x"}]}"#
        let request = HTTPRequest(method: "POST", path: "/", body: Array(body.utf8))
        let error = #expect(throws: AWSCodingError.self) { try PutLogEvents.input(from: request) }
        #expect(error?.path == "logEvents[1].timestamp")
        #expect(error?.description.hasPrefix("PutLogEvents: logEvents[1].timestamp: an integer") == true)
        #expect(error?.awsError(for: .logs).code == "SerializationException")
    }

    @Test func headersTakeNoLineBreaks() {
        #expect(throws: AWSCodingError.self) {
            try PutObject(bucket: "b", key: "k", metadata: ["a": "x\r\nEvil: 1"]).httpRequest()
        }
        #expect(throws: AWSCodingError.self) {
            try PutObject(bucket: "b", key: "k", metadata: ["a b": "x"]).httpRequest()
        }
    }

    @Test func deletingManyObjectsCarriesAChecksum() throws {
        let delete = DeleteObjects.Batch(objects: [DeleteObjects.Identifier(key: "k")])
        let request = try DeleteObjects(bucket: "b", delete: delete).httpRequest()
        #expect(request.headers["Content-MD5"]?.count == 24)
    }

    @Test func clientAsksForEncodedListings() throws {
        #expect(try ListObjectsV2(bucket: "b").httpRequest().query == "list-type=2&encoding-type=url")
    }

    @Test(arguments: ["/b/", "/b"])
    func slashAfterTheBucketIsPassedOver(path: String) throws {
        let request = HTTPRequest(method: "GET", path: path, query: "list-type=2&max-keys=3")
        #expect(try ListObjectsV2.input(from: request) == ListObjectsV2(bucket: "b", maxKeys: 3))
    }

    @Test func pathThatDoesNotFitIsAnError() {
        #expect(throws: AWSCodingError.self) {
            try GetObject.input(from: HTTPRequest(method: "GET", path: "/b"))
        }
        #expect(throws: AWSCodingError.self) {
            try HeadBucket.input(from: HTTPRequest(method: "HEAD", path: "/b/k"))
        }
    }

    @Test func queryOfAGetIsReadToo() throws {
        let request = HTTPRequest(
            method: "GET", path: "/", query: "Action=AssumeRole&Version=2011-06-15&RoleArn=r&RoleSessionName=s")
        #expect(try AssumeRole.input(from: request) == AssumeRole(roleARN: "r", roleSessionName: "s"))
        #expect(OperationCatalog.identify(request) == .operation(AssumeRole.operation))
    }

    private func parameters(_ query: String?) -> [String] {
        QueryString(parsing: query ?? "").items.map { "\($0.name)=\($0.value ?? "")" }.sorted()
    }
}
