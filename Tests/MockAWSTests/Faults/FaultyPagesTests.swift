import AWSOperations
import HTTPMessages
import HTTPServer
import Recordings
import Testing
import Timestamps

@testable import MockAWS

/// Faults between a client and the simulated services: what a client that follows the tokens gets.
@Suite struct FaultyPagesTests {
    /// Follows the tokens to the end.
    private func pages<Operation: PaginatedOperation>(
        _ input: Operation, _ bench: FaultBench, _ client: InProcessClient
    ) throws -> [Operation.Output] {
        var input = input
        var pages: [Operation.Output] = []
        while pages.count < 100 {
            let plan = bench.decide(try FaultBench.request(input))
            let answer = client.server.respond(to: plan.request)
            let response = plan.outcome(of: answer)
            let page = try Operation.output(
                from: HTTPResponse(
                    status: response.status, headers: response.headers, body: response.body.bytes() ?? []))
            pages.append(page)
            guard let token = Operation.nextPageToken(of: page) else { return pages }
            input.pageToken = token
        }
        return pages
    }

    @Test func listingIsWholeBehindEmptyPages() throws {
        let client = InProcessClient()
        _ = try client.send(CreateBucket(bucket: "bkt"))
        let keys = ["a b/1", "a b/2", "c+d", "z", "é"]
        for key in keys { _ = try client.send(PutObject(bucket: "bkt", key: key, body: [1])) }
        let bench = try FaultBench(effect: #"{"emptyPage": {"pages": 2}}"#)
        let found = try pages(ListObjectsV2(bucket: "bkt", maxKeys: 2), bench, client)
        #expect(found.flatMap { ($0.contents ?? []).compactMap(\.key) } == keys)
        #expect(found.map { $0.contents?.count ?? 0 } == [0, 0, 2, 0, 0, 2, 0, 0, 1])
        #expect(found.allSatisfy { $0.keyCount == $0.contents?.count ?? 0 })
    }

    @Test func eventsComeTwiceWhereAPageIsDeliveredTwice() throws {
        let client = InProcessClient()
        _ = try client.send(CreateLogGroup(logGroupName: "g"))
        _ = try client.send(CreateLogStream(logGroupName: "g", logStreamName: "s"))
        let time = Int(InProcessClient.now.milliseconds)
        _ = try client.send(
            PutLogEvents(
                logGroupName: "g", logStreamName: "s",
                logEvents: (0..<5).map { .init(timestamp: time + $0, message: "\($0)") }))
        let bench = try FaultBench(effect: #""duplicate""#, schedule: #"{"nth": 2}"#)
        let found = try pages(FilterLogEvents(logGroupName: "g", limit: 2), bench, client)
        #expect(found.flatMap { ($0.events ?? []).compactMap(\.message) } == ["0", "1", "2", "3", "2", "3", "4"])
    }

    /// GetLogEvents has always a token; the one that was sent says that there is nothing more.
    @Test(arguments: [true, false])
    func eventsOfAStreamEndBehindEmptyPages(startFromHead: Bool) throws {
        let client = InProcessClient()
        _ = try client.send(CreateLogGroup(logGroupName: "g"))
        _ = try client.send(CreateLogStream(logGroupName: "g", logStreamName: "s"))
        let time = Int(InProcessClient.now.milliseconds)
        _ = try client.send(
            PutLogEvents(
                logGroupName: "g", logStreamName: "s",
                logEvents: (0..<5).map { .init(timestamp: time + $0, message: "\($0)") }))
        let bench = try FaultBench(effect: #"{"emptyPage": {"pages": 2}}"#)
        var input = GetLogEvents(logGroupName: "g", logStreamName: "s", limit: 2, startFromHead: startFromHead)
        var pages: [[String]] = []
        while pages.count < 100 {
            let plan = bench.decide(try FaultBench.request(input))
            let response = plan.outcome(of: client.server.respond(to: plan.request))
            let page = try GetLogEvents.output(
                from: HTTPResponse(
                    status: response.status, headers: response.headers, body: response.body.bytes() ?? []))
            pages.append((page.events ?? []).compactMap(\.message))
            let token = startFromHead ? page.nextForwardToken : page.nextBackwardToken
            if token == input.nextToken { break }
            input.nextToken = token
        }
        let full = startFromHead ? [["0", "1"], ["2", "3"], ["4"]] : [["3", "4"], ["1", "2"], ["0"]]
        #expect(pages == (full + [[]]).flatMap { [[], [], $0] })
    }
}
