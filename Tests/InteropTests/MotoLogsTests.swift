import AWSClient
import AWSOperations
import Foundation
import Testing

@Suite(.enabled(if: Moto.isPresent, Moto.absence), .timeLimit(.minutes(15)))
struct MotoLogsTests {
    private let client: AWSClient
    private let group = Moto.unique("/vpc/flow")
    /// moto refuses events that are two weeks old.
    private let start = Int(Date().timeIntervalSince1970) * 1000 - 60_000

    init() async throws {
        client = try Moto.client()
        _ = try await client.send(CreateLogGroup(logGroupName: group))
    }

    private func put(_ stream: String, _ messages: [String], at offset: Int = 0) async throws {
        _ = try await client.send(CreateLogStream(logGroupName: group, logStreamName: stream))
        let events = messages.enumerated().map { index, message in
            PutLogEvents.Event(timestamp: start + offset + index, message: message)
        }
        _ = try await client.send(PutLogEvents(logGroupName: group, logStreamName: stream, logEvents: events))
    }

    @Test func groupsAreCreatedListedAndDeleted() async throws {
        let listed = try await client.send(DescribeLogGroups(logGroupNamePrefix: group))
        #expect(listed.logGroups?.map(\.logGroupName) == [group])
        let again = await refusal { _ = try await client.send(CreateLogGroup(logGroupName: group)) }
        #expect(again?.code == "ResourceAlreadyExistsException")
        _ = try await client.send(DeleteLogGroup(logGroupName: group))
        let gone = await refusal { _ = try await client.send(FilterLogEvents(logGroupName: group)) }
        #expect(gone?.code == "ResourceNotFoundException")
        #expect(gone?.httpStatus == 400)
    }

    @Test func streamsArePaged() async throws {
        let names = (0..<7).map { "eni-\($0)-all" }
        for name in names { _ = try await client.send(CreateLogStream(logGroupName: group, logStreamName: name)) }
        var listed: [String] = []
        for try await page in client.pages(DescribeLogStreams(logGroupName: group, limit: 3)) {
            listed += page.logStreams?.compactMap(\.logStreamName) ?? []
        }
        #expect(listed == names)
        _ = try await client.send(DeleteLogStream(logGroupName: group, logStreamName: names[0]))
        let rest = try await client.send(DescribeLogStreams(logGroupName: group))
        #expect(rest.logStreams?.count == 6)
    }

    @Test func eventsAreFilteredAndPaged() async throws {
        try await put("one", (0..<10).map { "2 1 eni-1 REJECT \($0) ünï" })
        try await put("two", (0..<10).map { "2 1 eni-2 ACCEPT \($0)" }, at: 100)
        var messages: [String] = []
        for try await page in client.pages(FilterLogEvents(logGroupName: group, limit: 6)) {
            messages += page.events?.compactMap(\.message) ?? []
        }
        #expect(messages.count == 20)
        #expect(messages.first == "2 1 eni-1 REJECT 0 ünï")
        let rejected = try await client.send(FilterLogEvents(logGroupName: group, filterPattern: "REJECT"))
        #expect(rejected.events?.count == 10)
        let window = try await client.send(
            FilterLogEvents(logGroupName: group, logStreamNames: ["two"], startTime: start + 100, endTime: start + 102))
        #expect(window.events?.map(\.timestamp) == [start + 100, start + 101, start + 102])
        #expect(window.events?.first?.logStreamName == "two")
    }

    @Test func eventsOfAStreamAreRead() async throws {
        try await put("one", ["a", "b", "c"])
        let first = try await client.send(
            GetLogEvents(logGroupName: group, logStreamName: "one", limit: 2, startFromHead: true))
        #expect(first.events?.map(\.message) == ["a", "b"])
        let second = try await client.send(
            GetLogEvents(
                logGroupName: group, logStreamName: "one", nextToken: first.nextForwardToken, startFromHead: true))
        #expect(second.events?.map(\.message) == ["c"])
    }
}
