import AWSOperations
import HTTPMessages
import HTTPServer
import Recordings
import Testing

@testable import MockAWS

@Suite struct PageChangeTests {
    /// A page of an operation with two items and a token, and how to look at it.
    struct Sample: Sendable, CustomTestStringConvertible {
        let operation: OperationDescriptor
        let response: HTTPResponse
        /// The page without a token.
        let lastResponse: HTTPResponse
        let request: @Sendable (String?) throws -> HTTPRequest
        let look: @Sendable (HTTPResponse) throws -> (items: [String], token: String?)

        var testDescription: String { operation.name }

        init<Operation: PaginatedOperation>(
            _ input: Operation, _ output: Operation.Output, items: @escaping @Sendable (Operation.Output) -> [String?]
        ) throws {
            operation = Operation.operation
            response = try Operation.httpResponse(output, requestID: "id-1")
            var last = output
            Operation.setNextPageToken(nil, of: &last)
            lastResponse = try Operation.httpResponse(last, requestID: "id-2")
            request = { token in
                var input = input
                input.pageToken = token
                return try FaultBench.request(input)
            }
            look = { response in
                let output = try Operation.output(from: response)
                return (items(output).compactMap { $0 }, Operation.nextPageToken(of: output))
            }
        }

        func items(_ response: HTTPResponse) throws -> [String] { try look(response).items }
    }

    private static let samples: [Sample] = {
        do {
            var listed = ListObjects.Output()
            (listed.name, listed.nextMarker, listed.encodingType, listed.isTruncated) = ("b", "next", "url", true)
            listed.contents = [S3Object(key: "a b/1", size: 3)]
            listed.commonPrefixes = [S3CommonPrefix(prefix: "é/")]
            return [
                try Sample(ListObjects(bucket: "b", encodingType: "url"), listed) {
                    ($0.contents ?? []).map(\.key) + ($0.commonPrefixes ?? []).map(\.prefix)
                },
                try Sample(
                    ListObjectsV2(bucket: "b", encodingType: "url"),
                    ListObjectsV2.Output(
                        name: "b", nextContinuationToken: "next", keyCount: 2, encodingType: "url", isTruncated: true,
                        contents: [S3Object(key: "a b/1", size: 3)], commonPrefixes: [S3CommonPrefix(prefix: "é/")])
                ) { ($0.contents ?? []).map(\.key) + ($0.commonPrefixes ?? []).map(\.prefix) },
                try Sample(
                    ListBuckets(),
                    ListBuckets.Output(buckets: [S3Bucket(name: "a"), S3Bucket(name: "b")], continuationToken: "next")
                ) { ($0.buckets ?? []).map(\.name) },
                try Sample(
                    FilterLogEvents(logGroupName: "g"),
                    FilterLogEvents.Output(
                        events: [.init(message: "1"), .init(message: "2")], searchedLogStreams: [], nextToken: "next")
                ) { ($0.events ?? []).map(\.message) },
                try Sample(
                    DescribeLogGroups(),
                    DescribeLogGroups.Output(
                        logGroups: [LogGroup(logGroupName: "1"), LogGroup(logGroupName: "2")], nextToken: "next")
                ) { ($0.logGroups ?? []).map(\.logGroupName) },
                try Sample(
                    DescribeLogStreams(logGroupName: "g"),
                    DescribeLogStreams.Output(
                        logStreams: [LogStream(logStreamName: "1"), LogStream(logStreamName: "2")], nextToken: "next")
                ) { ($0.logStreams ?? []).map(\.logStreamName) },
                try Sample(
                    DescribeFlowLogs(),
                    DescribeFlowLogs.Output(
                        flowLogs: [FlowLog(flowLogID: "1"), FlowLog(flowLogID: "2")], nextToken: "next")
                ) { ($0.flowLogs ?? []).map(\.flowLogID) },
            ] + (try newerSamples())
        } catch {
            Issue.record(error)
            return []
        }
    }()

    private static func newerSamples() throws -> [Sample] {
        [
            try Sample(
                ListSubscriptionsByTopic(topicARN: "t"),
                ListSubscriptionsByTopic.Output(
                    subscriptions: [SNSSubscription(subscriptionARN: "1"), SNSSubscription(subscriptionARN: "2")],
                    nextToken: "next")
            ) { ($0.subscriptions ?? []).map(\.subscriptionARN) },
            try Sample(
                LookupEvents(),
                LookupEvents.Output(events: [.init(eventID: "1"), .init(eventID: "2")], nextToken: "next")
            ) { ($0.events ?? []).map(\.eventID) },
            try Sample(
                ListPublicKeys(),
                ListPublicKeys.Output(
                    publicKeyList: [.init(fingerprint: "1"), .init(fingerprint: "2")], nextToken: "next")
            ) { ($0.publicKeyList ?? []).map(\.fingerprint) },
            try Sample(
                ListTags(resourceIDList: ["t"]),
                ListTags.Output(resourceTagList: [.init(resourceID: "1"), .init(resourceID: "2")], nextToken: "next")
            ) { ($0.resourceTagList ?? []).map(\.resourceID) },
        ]
    }

    @Test func thereIsASampleOfEveryPaginatedOperation() {
        let names = OperationCatalog.types.filter { $0 is any PaginatedOperation.Type }.map { $0.operation.name }
        #expect(Set(PageChangeTests.samples.map(\.operation.name)) == Set(names))
    }

    @Test(arguments: samples)
    func emptyPageHasATokenAndNothingElse(_ sample: Sample) throws {
        let changed = PageChange.empty(token: "fake").applied(to: sample.response, of: sample.operation)
        let page = try sample.look(changed)
        #expect(page.items == [])
        #expect(page.token == "fake")
        #expect(changed.status == sample.response.status)
        #expect(changed.headers == sample.response.headers)
    }

    @Test(arguments: samples)
    func itemsComeTwice(_ sample: Sample) throws {
        let changed = PageChange.duplicate.applied(to: sample.response, of: sample.operation)
        let before = try sample.items(sample.response)
        let after = try sample.look(changed)
        #expect(before.count == 2)
        #expect(after.items.sorted() == (before + before).sorted())
        #expect(after.token == "next")
    }

    @Test(arguments: samples)
    func tokenIsReplaced(_ sample: Sample) throws {
        let page = try sample.look(PageChange.token("same").applied(to: sample.response, of: sample.operation))
        #expect(page.token == "same")
        #expect(page.items == (try sample.items(sample.response)))
    }

    @Test(arguments: samples)
    func errorsAndRubbishStayAsTheyAre(_ sample: Sample) {
        let error = AWSError(code: "AccessDenied", message: "no").httpResponse(
            for: sample.operation.service, requestID: "id")
        let rubbish = HTTPResponse(status: 200, body: Array("<<{".utf8))
        for response in [error, rubbish] {
            #expect(PageChange.duplicate.applied(to: response, of: sample.operation) == response)
        }
    }

    @Test(arguments: samples)
    func tokensOfRequestsAreReadAndReplaced(_ sample: Sample) throws {
        let first = try sample.request(nil)
        let second = try sample.request("a+b/c=&é")
        #expect(PageToken.of(first) == nil)
        #expect(PageToken.of(second) == "a+b/c=&é")
        #expect(PageToken.of(PageToken.replacing("x y", in: second)) == "x y")
        let back = PageToken.replacing(nil, in: second)
        #expect(PageToken.of(back) == nil)
        #expect(RequestIdentity(back).key == RequestIdentity(first).key)
    }

    /// A client asks page after page, and gives the items it got and the number of requests.
    private func pages(
        _ sample: Sample, _ bench: FaultBench, most: Int = 50
    ) throws -> (items: [String], requests: Int, backend: [String?]) {
        var items: [String] = []
        var backend: [String?] = []
        var token: String?
        for number in 1...most {
            let plan = bench.decide(try sample.request(token))
            backend.append(PageToken.of(plan.request))
            // Every page of the backend has the same items; the token says where the list ends.
            let isLast = PageToken.of(plan.request) == "next"
            var response = sample.response
            if isLast { response = sample.lastResponse }
            let outcome = plan.outcome(of: MockResponse(response))
            let page = try sample.look(
                HTTPResponse(status: 200, headers: outcome.headers, body: outcome.body.bytes() ?? []))
            items += page.items
            guard let next = page.token else { return (items, number, backend) }
            token = next
        }
        return (items, most, backend)
    }

    @Test(arguments: samples, [1, 3])
    func realPagesFollowTheEmptyOnes(_ sample: Sample, pages count: Int) throws {
        let bench = try FaultBench(effect: #"{"emptyPage": {"pages": \#(count)}}"#)
        let all = try pages(sample, bench)
        let items = try sample.items(sample.response)
        #expect(all.items == items + items)
        #expect(all.requests == 2 * (count + 1))
        #expect(Set(all.backend) == [nil, "next"])
    }

    @Test(arguments: samples)
    func standInTokensAreUnderstoodAfterTheRulesAreGone(_ sample: Sample) throws {
        let bench = try FaultBench(effect: #""emptyPage""#)
        let first = bench.decide(try sample.request("real")).outcome(of: MockResponse(sample.response))
        let page = try sample.look(HTTPResponse(status: 200, headers: first.headers, body: first.body.bytes() ?? []))
        bench.engine.replace(by: FaultScript())
        let plan = bench.decide(try sample.request(page.token))
        #expect(PageToken.of(plan.request) == "real")
        #expect(plan.fired == [])
    }

    @Test(arguments: samples)
    func tokenComesBack(_ sample: Sample) throws {
        let bench = try FaultBench(effect: #""repeatedToken""#)
        #expect(bench.decide(try sample.request(nil)).fired == [])
        let plan = bench.decide(try sample.request("sent"))
        #expect(plan.breaksAnswer)
        let response = plan.outcome(of: MockResponse(sample.response))
        let page = try sample.look(
            HTTPResponse(status: 200, headers: response.headers, body: response.body.bytes() ?? []))
        #expect(page.token == "sent")
    }

    @Test func getLogEventsHasPagesToo() throws {
        let output = GetLogEvents.Output(
            events: [.init(message: "1")], nextForwardToken: "f", nextBackwardToken: "b")
        let response = MockResponse(try GetLogEvents.httpResponse(output, requestID: "id"))
        func page(_ effect: String) throws -> GetLogEvents.Output {
            let input = GetLogEvents(logGroupName: "g", logStreamName: "s", nextToken: "t")
            let changed = try FaultBench(effect: effect).outcome(input, response)
            return try GetLogEvents.output(
                from: HTTPResponse(status: 200, headers: changed.headers, body: changed.body.bytes() ?? []))
        }
        let empty = try page(#""emptyPage""#)
        #expect(empty.events == [])
        #expect(empty.nextForwardToken == empty.nextBackwardToken)
        #expect(empty.nextForwardToken.flatMap { StandInToken($0) } == StandInToken(for: "t", emptyPages: 1))
        #expect(try page(#""duplicate""#).events?.count == 2)
    }

    @Test(arguments: [nil, "", "a token with é"])
    func standInTokensAreToldFromOthers(token: String?) {
        let standIn = StandInToken(for: token, emptyPages: 3)
        #expect(StandInToken(standIn.text) == standIn)
        #expect(StandInToken("x" + standIn.text) == nil)
        #expect(StandInToken(ListingToken.key("k").text) == nil)
        #expect(StandInToken("") == nil)
    }
}
