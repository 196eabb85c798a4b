import AWSOperations
import HTTPMessages
import Testing
import Timestamps

@testable import MockAWS

@Suite struct LogsStoreTests {
    /// A store with group `/g`: in each named stream, events with these times; messages are `<stream> <time>`.
    private func store(_ streams: [(String, [Int64])] = []) -> LogsStore {
        var group = WorldLogGroup(
            name: "/g", region: "us-east-1", account: "123456789012", creationTime: World.epoch, streams: [])
        for (name, times) in streams {
            var events = LogEventTable()
            for time in times { events.append(timestamp: time, ingestionTime: time, message: "\(name) \(time)".utf8) }
            events.sort()
            group.streams.append(WorldLogStream(name: name, creationTime: World.epoch, events: events))
        }
        var world = World()
        world.logGroups = [group]
        return LogsStore(world: world)
    }

    /// A page of a search.
    private func page(_ store: LogsStore, _ input: FilterLogEvents) throws -> FilterLogEvents.Output {
        let answer = try store.filterLogEvents(input, .testing())
        return try FilterLogEvents.output(
            from: HTTPResponse(
                status: answer.status, headers: answer.headers, body: InProcessClient.bytes(answer.body)))
    }

    /// All pages of a search.
    private func search(
        _ store: LogsStore, _ input: FilterLogEvents
    ) throws -> (events: [FilterLogEvents.Event], pages: Int) {
        var input = input
        var events: [FilterLogEvents.Event] = []
        var pages = 0
        while pages < 1000 {
            let output = try page(store, input)
            pages += 1
            events += output.events ?? []
            guard let token = output.nextToken else { return (events, pages) }
            input.nextToken = token
        }
        throw AWSError.invalidNextToken
    }

    @Test(arguments: [1, 2, 3, 7, 100, nil])
    func eventsOfAllStreamsComeInOneOrderAtAnyPageSize(_ limit: Int?) throws {
        let store = store([("a", [1, 4, 4, 9]), ("b", [2, 4, 8]), ("c", []), ("d", [4, 10])])
        let found = try search(store, FilterLogEvents(logGroupName: "/g", limit: limit))
        #expect(
            found.events.map(\.message) == [
                "a 1", "b 2", "a 4", "a 4", "b 4", "d 4", "b 8", "a 9", "d 10",
            ])
        #expect(Set(found.events.map(\.eventID)).count == 9)
        #expect(found.events.allSatisfy { $0.eventID?.utf8.count == 56 })
        if let limit { #expect(found.pages == (9 + limit - 1) / limit) }
    }

    @Test(
        arguments: [
            (3, 8, ["a 4", "b 4", "b 8"]), (4, 4, ["a 4", "b 4"]), (nil, 2, ["a 1", "b 2"]), (9, nil, ["a 9"]),
            (10, nil, []), (8, 3, []), (5, 7, []),
        ] as [(Int?, Int?, [String])])
    func bothEndsOfTheWindowAreInclusive(start: Int?, end: Int?, expected: [String]) throws {
        let store = store([("a", [1, 4, 9]), ("b", [2, 4, 8])])
        let found = try search(store, FilterLogEvents(logGroupName: "/g", startTime: start, endTime: end, limit: 1))
        #expect(found.events.map(\.message) == expected)
    }

    @Test func namesThatOnlyLookAlikeAreTwoStreams() throws {
        let store = store([("\u{E9}", [1])])
        let context = MockContext.testing()
        let other = "e\u{301}"
        #expect(throws: AWSError.self) {
            try store.getLogEvents(GetLogEvents(logGroupName: "/g", logStreamName: other), context)
        }
        _ = try store.createLogStream(CreateLogStream(logGroupName: "/g", logStreamName: other), context)
        let streams = try store.describeLogStreams(DescribeLogStreams(logGroupName: "/g"), context).logStreams ?? []
        #expect(streams.compactMap { $0.logStreamName.map { Array($0.utf8) } } == [Array(other.utf8), [0xC3, 0xA9]])
    }

    /// Pages are written without the codec of the operation, and may not differ from what it writes.
    @Test func pageHasTheBytesOfTheOperationsOwnForm() throws {
        var group = WorldLogGroup(
            name: "/g", region: "us-east-1", account: "123456789012", creationTime: World.epoch, streams: [])
        let messages: [[UInt8]] = [
            Array("2 - - a".utf8), [], Array("\"quoted\" \\ \n \u{1} \u{7F} é😀".utf8), [0x61, 0xFF, 0x62],
        ]
        for name in ["plain", "\"é\" \\"] {
            var events = LogEventTable()
            for (time, message) in messages.enumerated() {
                events.append(timestamp: Int64(time), ingestionTime: 1_772_600_000_000, message: message)
            }
            group.streams.append(WorldLogStream(name: name, creationTime: World.epoch, events: events))
        }
        var world = World()
        world.logGroups = [group]
        let store = LogsStore(world: world)
        for limit in [1, 3, nil] {
            let answer = try store.filterLogEvents(FilterLogEvents(logGroupName: "/g", limit: limit), .testing())
            let bytes = InProcessClient.bytes(answer.body)
            let output = try FilterLogEvents.output(
                from: HTTPResponse(status: answer.status, headers: answer.headers, body: bytes))
            #expect(output.events?.count == limit ?? 8)
            #expect(output.events?.allSatisfy { $0.eventID?.utf8.count == 56 } == true)
            #expect(try FilterLogEvents.httpResponse(output, requestID: "id").body == bytes)
        }
    }

    @Test func streamsAreChosenByNameOrPrefix() throws {
        let store = store([("aa", [3]), ("ab", [2]), ("b", [1])])
        let byName = try search(store, FilterLogEvents(logGroupName: "/g", logStreamNames: ["b", "aa", "b"]))
        #expect(byName.events.map(\.logStreamName) == ["b", "aa"])
        let byPrefix = try search(store, FilterLogEvents(logGroupIdentifier: "/g", logStreamNamePrefix: "a"))
        #expect(byPrefix.events.map(\.logStreamName) == ["ab", "aa"])
        let arn = "arn:aws:logs:us-east-1:123456789012:log-group:/g"
        #expect(try search(store, FilterLogEvents(logGroupIdentifier: arn)).events.count == 3)
    }

    @Test func aTokenIsOfUseOnlyWithTheSameParametersAndForADay() throws {
        let store = store([("a", [1, 2, 3])])
        var input = FilterLogEvents(logGroupName: "/g", filterPattern: "a", limit: 1)
        input.nextToken = try page(store, input).nextToken
        #expect(input.nextToken != nil)
        let later = MockContext.testing(now: Timestamp(seconds: 1_772_600_000 + 86_401))
        #expect(throws: AWSError.invalidNextToken) { try store.filterLogEvents(input, later) }
        input.limit = 2
        #expect(try page(store, input).events?.map(\.message) == ["a 2", "a 3"])
        input.filterPattern = "b"
        #expect(throws: AWSError.invalidNextToken) { try store.filterLogEvents(input, .testing()) }
        input.nextToken = "nonsense"
        #expect(throws: AWSError.invalidNextToken) { try store.filterLogEvents(input, .testing()) }
    }

    @Test func aLongSearchGivesEmptyPagesWithATokenAndGoesOn() throws {
        let store = store([("a", Array(1...Int64(LogsStore.maximumScan + 10)))])
        let last = LogsStore.maximumScan + 10
        let input = FilterLogEvents(logGroupName: "/g", filterPattern: "\"a \(last)\"")
        let first = try page(store, input)
        #expect(first.events?.isEmpty == true && first.nextToken != nil && first.searchedLogStreams?.isEmpty == true)
        let found = try search(store, input)
        #expect(found.events.map(\.timestamp) == [last] && found.pages == 2)
    }

    @Test func aPageHoldsAtMostAMebibyte() throws {
        var events = LogEventTable()
        let message = Array(repeating: UInt8(ascii: "x"), count: 300_000)
        for time in 1...7 { events.append(timestamp: Int64(time), ingestionTime: 1, message: message) }
        var world = World()
        world.logGroups = [
            WorldLogGroup(
                name: "/g", region: "us-east-1", account: "123456789012", creationTime: World.epoch,
                streams: [WorldLogStream(name: "s", creationTime: World.epoch, events: events)])
        ]
        let found = try search(LogsStore(world: world), FilterLogEvents(logGroupName: "/g"))
        #expect(found.events.map(\.timestamp) == [1, 2, 3, 4, 5, 6, 7] && found.pages == 3)
    }

    @Test(arguments: [1, 2, 3, 10])
    func aStreamIsReadForwardsAndBackwards(_ limit: Int) throws {
        let store = store([("s", [1, 2, 2, 3, 4, 5])])
        var input = GetLogEvents(
            logGroupName: "/g", logStreamName: "s", startTime: 2, endTime: 5, limit: limit, startFromHead: true)
        var forward: [Int?] = []
        while true {
            let page = try store.getLogEvents(input, .testing())
            forward += (page.events ?? []).map(\.timestamp)
            if page.nextForwardToken == input.nextToken { break }
            input.nextToken = page.nextForwardToken
        }
        #expect(forward == [2, 2, 3, 4])

        input = GetLogEvents(logGroupName: "/g", logStreamName: "s", startTime: 2, endTime: 5, limit: limit)
        var backward: [Int?] = []
        while true {
            let page = try store.getLogEvents(input, .testing())
            backward = (page.events ?? []).map(\.timestamp) + backward
            if page.nextBackwardToken == input.nextToken { break }
            input.nextToken = page.nextBackwardToken
        }
        #expect(backward == [2, 2, 3, 4])
    }

    @Test func aForwardTokenAtTheEndFindsWhatComesLater() throws {
        let store = store([("s", [])])
        let context = MockContext.testing()
        let now = Int(context.now.milliseconds)
        var input = GetLogEvents(logGroupName: "/g", logStreamName: "s", startFromHead: true)
        input.nextToken = try store.getLogEvents(input, context).nextForwardToken
        #expect(try store.getLogEvents(input, context).nextForwardToken == input.nextToken)
        _ = try store.putLogEvents(
            PutLogEvents(logGroupName: "/g", logStreamName: "s", logEvents: [.init(timestamp: now, message: "m")]),
            context)
        #expect(try store.getLogEvents(input, context).events?.map(\.message) == ["m"])
        input.nextToken = "f/1/s"
        #expect(throws: AWSError.invalidNextToken) { try store.getLogEvents(input, context) }
    }

    @Test func streamsAreListedByNameAndByLastEvent() throws {
        let store = store([("a", [5]), ("b", []), ("c", [1, 9]), ("d", [7])])
        func names(_ input: DescribeLogStreams) throws -> [String?] {
            var input = input
            var names: [String?] = []
            repeat {
                let page = try store.describeLogStreams(input, .testing())
                names += (page.logStreams ?? []).map(\.logStreamName)
                input.nextToken = page.nextToken
            } while input.nextToken != nil
            return names
        }
        for limit in [1, 2, 3, nil] {
            var input = DescribeLogStreams(logGroupName: "/g", limit: limit)
            #expect(try names(input) == ["a", "b", "c", "d"])
            input.descending = true
            #expect(try names(input) == ["d", "c", "b", "a"])
            input.orderBy = "LastEventTime"
            #expect(try names(input) == ["c", "d", "a", "b"])
            input.descending = nil
            #expect(try names(input) == ["b", "a", "d", "c"])
            #expect(try names(DescribeLogStreams(logGroupName: "/g", logStreamNamePrefix: "c", limit: limit)) == ["c"])
        }
        let empty = try #require(
            try store.describeLogStreams(DescribeLogStreams(logGroupName: "/g"), .testing()).logStreams?[1])
        #expect(empty.firstEventTimestamp == nil && empty.lastEventTimestamp == nil && empty.lastIngestionTime == nil)
        #expect(empty.arn == "arn:aws:logs:us-east-1:123456789012:log-group:/g:log-stream:b")
    }

    @Test func groupsAreListedInOrderAndKeptApart() throws {
        let store = LogsStore(world: World())
        for name in ["/b", "/a", "x/a", "/a/b"] {
            _ = try store.createLogGroup(CreateLogGroup(logGroupName: name), .testing())
        }
        _ = try store.createLogGroup(CreateLogGroup(logGroupName: "/a"), .testing(region: "eu-west-1"))
        func names(_ input: DescribeLogGroups, _ context: MockContext = .testing()) throws -> [String?] {
            var input = input
            var names: [String?] = []
            repeat {
                let page = try store.describeLogGroups(input, context)
                names += (page.logGroups ?? []).map(\.logGroupName)
                input.nextToken = page.nextToken
            } while input.nextToken != nil
            return names
        }
        #expect(try names(DescribeLogGroups(limit: 1)) == ["/a", "/a/b", "/b", "x/a"])
        #expect(try names(DescribeLogGroups(logGroupNamePrefix: "/a", limit: 1)) == ["/a", "/a/b"])
        #expect(try names(DescribeLogGroups(logGroupNamePattern: "a")) == ["/a", "/a/b", "x/a"])
        #expect(try names(DescribeLogGroups(), .testing(region: "eu-west-1")) == ["/a"])
        #expect(try names(DescribeLogGroups(), .testing(account: "999999999999")) == [])
        _ = try store.deleteLogGroup(DeleteLogGroup(logGroupName: "/a"), .testing())
        #expect(try names(DescribeLogGroups()) == ["/a/b", "/b", "x/a"])
    }

    @Test func whatIsTooOldOrTooNewIsNamedAndNotStored() throws {
        let store = store([("s", [])])
        let context = MockContext.testing()
        let now = Int(context.now.milliseconds)
        func put(_ times: [Int]) throws -> PutLogEvents.Output {
            try store.putLogEvents(
                PutLogEvents(
                    logGroupName: "/g", logStreamName: "s",
                    logEvents: times.map { .init(timestamp: $0, message: "m") }), context)
        }
        let old = try put([now - 15 * 86_400_000, now - 14 * 86_400_000])
        #expect(old.rejectedLogEventsInfo?.tooOldLogEventEndIndex == 1 && old.nextSequenceToken?.utf8.count == 56)
        let new = try put([now, now + 7_200_000, now + 7_200_001])
        #expect(new.rejectedLogEventsInfo?.tooNewLogEventStartIndex == 2)
        #expect(try put([now]).rejectedLogEventsInfo == nil)
        let all = try search(store, FilterLogEvents(logGroupName: "/g"))
        #expect(all.events.map(\.timestamp) == [now - 14 * 86_400_000, now, now, now + 7_200_000])
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var code: String
        var message: String
        var call: @Sendable (LogsStore) throws -> Void

        init(_ name: String, _ code: String, _ message: String, _ call: @escaping @Sendable (LogsStore) throws -> Void)
        {
            testDescription = name
            self.code = code
            self.message = message
            self.call = call
        }
    }

    @Test(arguments: [
        Refusal("no group", "ResourceNotFoundException", "The specified log group does not exist.") {
            _ = try $0.filterLogEvents(FilterLogEvents(logGroupName: "/none"), .testing())
        },
        Refusal("no stream", "ResourceNotFoundException", "The specified log stream does not exist.") {
            _ = try $0.filterLogEvents(FilterLogEvents(logGroupName: "/g", logStreamNames: ["z"]), .testing())
        },
        Refusal("no stream to read", "ResourceNotFoundException", "The specified log stream does not exist.") {
            _ = try $0.getLogEvents(GetLogEvents(logGroupName: "/g", logStreamName: "z"), .testing())
        },
        Refusal("no stream to delete", "ResourceNotFoundException", "The specified log stream does not exist.") {
            _ = try $0.deleteLogStream(DeleteLogStream(logGroupName: "/g", logStreamName: "z"), .testing())
        },
        Refusal("group twice", "ResourceAlreadyExistsException", "The specified log group already exists") {
            _ = try $0.createLogGroup(CreateLogGroup(logGroupName: "/g"), .testing())
        },
        Refusal("stream twice", "ResourceAlreadyExistsException", "The specified log stream already exists") {
            _ = try $0.createLogStream(CreateLogStream(logGroupName: "/g", logStreamName: "s"), .testing())
        },
        Refusal(
            "limit", "InvalidParameterException",
            "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: "
                + "Member must have value less than or equal to 10000"
        ) { _ = try $0.filterLogEvents(FilterLogEvents(logGroupName: "/g", limit: 10_001), .testing()) },
        Refusal(
            "two faults", "InvalidParameterException",
            "2 validation errors detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must "
                + #"satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+; Value '0' at 'limit' failed to satisfy "#
                + "constraint: Member must have value greater than or equal to 1"
        ) { _ = try $0.describeLogStreams(DescribeLogStreams(logGroupName: "a b", limit: 0), .testing()) },
        Refusal(
            "name and identifier", "ValidationException",
            "LogGroup name and LogGroup ARN are mutually exclusive parameters."
        ) {
            let input = DescribeLogStreams(logGroupName: "/g", logGroupIdentifier: "/g")
            _ = try $0.describeLogStreams(input, .testing())
        },
        Refusal(
            "prefix by time", "InvalidParameterException",
            "Cannot order by LastEventTime with a logStreamNamePrefix."
        ) {
            let input = DescribeLogStreams(logGroupName: "/g", logStreamNamePrefix: "s", orderBy: "LastEventTime")
            _ = try $0.describeLogStreams(input, .testing())
        },
        Refusal(
            "not in order", "InvalidParameterException",
            "Log events in a single PutLogEvents request must be in chronological order."
        ) {
            let events = [2, 1].map { PutLogEvents.Event(timestamp: $0, message: "m") }
            let input = PutLogEvents(logGroupName: "/g", logStreamName: "s", logEvents: events)
            _ = try $0.putLogEvents(input, .testing())
        },
        Refusal(
            "too large", "InvalidParameterException", "Upload too large: 1048577 bytes exceeds limit of 1048576"
        ) {
            let message = String(repeating: "x", count: 1_048_551)
            let input = PutLogEvents(
                logGroupName: "/g", logStreamName: "s", logEvents: [.init(timestamp: 1, message: message)])
            _ = try $0.putLogEvents(input, .testing())
        },
        Refusal(
            "pattern", "InvalidParameterException",
            "Invalid filter pattern: Invalid character(s) in term 'a.b'"
        ) { _ = try $0.filterLogEvents(FilterLogEvents(logGroupName: "/g", filterPattern: "a.b"), .testing()) },
    ])
    func refusalsAreInTheWordsOfTheService(_ refusal: Refusal) throws {
        let store = store([("s", [1])])
        let error = #expect(throws: AWSError.self) { try refusal.call(store) }
        #expect(error?.code == refusal.code)
        #expect(error?.message == refusal.message)
        #expect(error?.httpStatus == 400)
    }
}
