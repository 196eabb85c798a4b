import FlowLogs
import FlowLogsReader
import HTTPMessages
import JSON
import Testing
import Timestamps

@Suite(.timeLimit(.minutes(15))) struct LogGroupReaderTests {
    private static let line =
        "2 123456789012 eni-1 192.0.2.1 198.51.100.7 443 49152 6 10 840 1714557600 1714557659 ACCEPT OK"
    private static let format = FlowLogFormat.default.logFormat
    /// A window with milliseconds, which are not asked for.
    private let start = Timestamp(milliseconds: 1_714_557_600_750)
    private let end = Timestamp(milliseconds: 1_714_561_200_999)

    private static func flowLogs(_ formats: [String], token: String? = nil) -> HTTPResponse {
        let items = formats.map { "<item><logFormat>\($0)</logFormat></item>" }.joined()
        let next = token.map { "<nextToken>\($0)</nextToken>" } ?? ""
        return .text(
            200, "<DescribeFlowLogsResponse><flowLogSet>\(items)</flowLogSet>\(next)</DescribeFlowLogsResponse>")
    }

    private static func events(_ lines: [String]) -> HTTPResponse {
        .text(200, "{\"events\":[" + lines.map { "{\"message\":\"\($0)\"}" }.joined(separator: ",") + "]}")
    }

    @Test func asksForTheWindowInWholeSecondsAsVersion501() async throws {
        let transport = AnsweringTransport { request in
            request.jsonOperation == nil ? Self.flowLogs([Self.format]) : Self.events([Self.line])
        }
        let reader = try FlowLogsReader(
            logGroup: "a/group", client: transport.client(), startTime: start, endTime: end, filterPattern: "REJECT")
        var records: [FlowRecord] = []
        for try await record in reader { records.append(record) }
        #expect(records.map(\.sourceAddress) == ["192.0.2.1"])
        #expect(transport.requests.count == 2)
        let describe = try #require(transport.requests.first).form
        #expect(describe["Filter.1.Name"] == "log-group-name" && describe["Filter.1.Value.1"] == "a/group")
        #expect(
            transport.requests.last?.json
                == [
                    "logGroupName": "a/group", "startTime": 1_714_557_600_000, "endTime": 1_714_561_200_000,
                    "filterPattern": "REJECT", "interleaved": true,
                ])
        #expect(reader.bytesProcessed == Self.line.utf8.count)
        #expect(reader.counters.records == 1 && reader.skippedRecords == 0 && reader.problems.isEmpty)
    }

    @Test func fieldsSpareTheQuestionForTheFormat() async throws {
        let transport = AnsweringTransport { _ in Self.events(["198.51.100.7 5 x", "198.51.100.8 many y"]) }
        let reader = try FlowLogsReader(
            logGroup: "g", client: transport.client(), startTime: start, endTime: end,
            fields: FlowLogFormat(names: ["dstaddr", "bytes", "unheard-of"]))
        var records: [FlowRecord] = []
        for try await record in reader { records.append(record) }
        #expect(transport.requests.count == 1)
        #expect(records.map(\.destinationAddress) == ["198.51.100.7"] && records.first?.bytes == 5)
        #expect(reader.skippedRecords == 1)
    }

    @Test func eventsThatAreDeliveredTwiceAreReadOnce() async throws {
        let pages = [["1", "2", "1"], ["2", "3"], ["4"]]
        let transport = AnsweringTransport { request in
            let page = request.json?["nextToken"]?.string.flatMap { Int($0) } ?? 0
            let events = pages[page].map { "{\"eventId\":\"\($0)\",\"message\":\"\(Self.line)\"}" }
            let token = page + 1 < pages.count ? ",\"nextToken\":\"\(page + 1)\"" : ""
            return .text(200, "{\"events\":[\(events.joined(separator: ","))]\(token)}")
        }
        let reader = try FlowLogsReader(
            logGroup: "g", client: transport.client(), startTime: start, endTime: end, fields: .default)
        var count = 0
        for try await _ in reader { count += 1 }
        #expect(count == 4)
        #expect(
            reader.notes == ["CloudWatch Logs delivered 2 events of log group g more than once; each is read once"])
    }

    @Test func streamThatIsListedTwiceIsReadOnce() async throws {
        let stream =
            "{\"logStreamName\":\"s\",\"firstEventTimestamp\":1714557600000,\"lastEventTimestamp\":1714557601000}"
        let transport = AnsweringTransport { request in
            request.jsonOperation == "DescribeLogStreams"
                ? .text(200, "{\"logStreams\":[\(stream),\(stream)]}") : Self.events([Self.line])
        }
        let reader = try FlowLogsReader(
            logGroup: "g", client: transport.client(), startTime: start, endTime: end, threadCount: 2, fields: .default)
        var count = 0
        for try await _ in reader { count += 1 }
        #expect(count == 1)
    }

    @Test func streamsArePrunedAndReadOneByOne() async throws {
        let transport = AnsweringTransport { request in
            guard request.jsonOperation == "DescribeLogStreams" else {
                guard request.jsonOperation == "FilterLogEvents" else { return Self.flowLogs([Self.format]) }
                return Self.events([Self.line])
            }
            let (start, end) = (1_714_557_600_000, 1_714_561_200_000)
            let streams = [
                ("never", nil, nil), ("begins-too-late", end, end + 5), ("late", end - 1, end + 5),
                ("within", start, start + 5), ("hour-of-grace", 0, start - 3_600_000),
                ("over", 0, start - 3_600_001), ("behind-the-end", start, start),
            ]
            let items = streams.map { name, first, last in
                let times = first.flatMap { first in
                    last.map { ",\"firstEventTimestamp\":\(first),\"lastEventTimestamp\":\($0)" }
                }
                return "{\"logStreamName\":\"\(name)\"\(times ?? "")}"
            }
            return .text(200, "{\"logStreams\":[\(items.joined(separator: ","))]}")
        }
        let reader = try FlowLogsReader(
            logGroup: "g", client: transport.client(), startTime: start, endTime: end, threadCount: 1)
        for try await _ in reader {}
        let listing = try #require(transport.requests.first { $0.jsonOperation == "DescribeLogStreams" })
        #expect(listing.json == ["logGroupName": "g", "orderBy": "LastEventTime", "descending": true])
        let read = transport.requests.compactMap { $0.json?["logStreamNames"] }
        #expect(read == [["late"], ["within"], ["hour-of-grace"]])
        #expect(reader.counters.records == 3)
    }

    @Test func allPagesOfFormatsAreAskedFor() async throws {
        let other = "${srcaddr} ${dstaddr} ${start} ${end}"
        let transport = AnsweringTransport { request in
            if request.jsonOperation != nil {
                return Self.events([Self.line, "192.0.2.8 198.51.100.7 1714557600 1714557659"])
            }
            return request.form["NextToken"] == nil
                ? Self.flowLogs([Self.format, Self.format], token: "more") : Self.flowLogs([other])
        }
        let reader = try FlowLogsReader(logGroup: "g", client: transport.client(), startTime: start, endTime: end)
        var addresses: [String?] = []
        for try await record in reader { addresses.append(record.sourceAddress) }
        #expect(addresses == ["192.0.2.1", "192.0.2.8"])
        #expect(reader.notes.count == 1 && reader.notes.first?.contains("2 formats") == true)
    }

    @Test func windowThatEndsBeforeItBeginsSendsNothing() async throws {
        let transport = AnsweringTransport { _ in Self.events([]) }
        let reader = try FlowLogsReader(logGroup: "g", client: transport.client(), startTime: end, endTime: start)
        for try await _ in reader {}
        #expect(transport.requests.isEmpty)
        #expect(reader.notes.first?.contains("the window is empty") == true)
    }

    @Test func defaultWindowIsTheLastHour() throws {
        let reader = try FlowLogsReader(
            logGroup: "g", client: AnsweringTransport { _ in .text(200, "{}") }.client(), now: end)
        #expect(reader.window == TimeWindow(start: end.adding(seconds: -3600), end: end))
    }

    @Test(arguments: ["", "a group", "s3://bucket", String(repeating: "g", count: 513), "gr\u{FC}n"])
    func badNamesAreErrors(name: String) throws {
        let client = try AnsweringTransport { _ in .text(200, "{}") }.client()
        let error = #expect(throws: ReaderError.self) { try FlowLogsReader(logGroup: name, client: client) }
        #expect(error?.code == .badLocation)
    }

    @Test func negativeThreadCountIsAnError() throws {
        let client = try AnsweringTransport { _ in .text(200, "{}") }.client()
        let error = #expect(throws: ReaderError.self) {
            try FlowLogsReader(logGroup: "g", client: client, threadCount: -1)
        }
        #expect(error?.code == .badThreadCount)
    }
}
