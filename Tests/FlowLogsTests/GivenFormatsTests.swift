import FlowLogs
import Testing

/// CloudWatch Logs: the formats come from DescribeFlowLogs, and there are no headers.
@Suite struct GivenFormatsTests {
    static let short = FlowLogFormat(names: ["version", "interface-id", "srcaddr", "dstaddr"])

    private func parse(_ lines: [String], _ formats: [FlowLogFormat]) -> (Parsed, FlowLogParser) {
        var parser = FlowLogParser(formats: formats)
        var parsed = Parsed()
        for line in lines { parsed.batches += parser.append(line: Array(line.utf8)) }
        parsed.batches += parser.finish()
        parsed.records = parsed.batches.flatMap { Array($0) }
        parsed.counters = parser.counters
        return (parsed, parser)
    }

    @Test func oneFormatTakesEveryLine() {
        let (parsed, parser) = parse(
            ["2 eni-1 10.0.0.1 10.0.0.2", "2 eni-1", "x eni-1", ""], [GivenFormatsTests.short])
        #expect(parsed.records.map(\.destinationAddress) == ["10.0.0.2", nil])
        #expect(parsed.counters.skipped == [.malformedNumber: 1])
        #expect(parser.recordsByFormat == [2])
        #expect(parsed.counters.bytes == 39)
    }

    @Test func severalFormatsAreToldByTheNumberOfColumns() {
        let formats = [FlowLogFormat.default, GivenFormatsTests.short]
        let (parsed, parser) = parse([defaultLine, "2 eni-1 10.0.0.1 10.0.0.2", defaultLine], formats)
        #expect(parsed.records.map(\.sourceAddress) == ["172.31.16.139", "10.0.0.1", "172.31.16.139"])
        #expect(parser.recordsByFormat == [2, 1])
        #expect(parsed.counters.ambiguousLines == 0)
    }

    @Test func severalFormatsOfOneWidthAreToldByTheLookOfTheColumns() {
        let formats = [
            FlowLogFormat(names: ["interface-id", "srcaddr", "action"]),
            FlowLogFormat(names: ["srcaddr", "action", "interface-id"]),
            FlowLogFormat(names: ["srcaddr", "srcport", "log-status"]),
        ]
        let (parsed, parser) = parse(
            ["10.0.0.1 ACCEPT eni-1", "eni-1 ::1 REJECT", "10.0.0.1 80 OK", "a b c"], formats)
        #expect(parsed.records.map(\.sourceAddress) == ["10.0.0.1", "::1", "10.0.0.1"])
        #expect(parser.recordsByFormat == [1, 1, 1])
        #expect(parsed.counters.skipped == [.noFormat: 1])
        #expect(parsed.counters.ambiguousLines == 0)
    }

    @Test func whatCannotBeToldGoesToTheFirstFormatAndIsCounted() {
        let formats = [FlowLogFormat(names: ["srcaddr", "dstaddr"]), FlowLogFormat(names: ["dstaddr", "srcaddr"])]
        let (parsed, _) = parse(["10.0.0.1 10.0.0.2"], formats)
        #expect(parsed.records.first?.sourceAddress == "10.0.0.1")
        #expect(parsed.counters.ambiguousLines == 1)
        #expect(parse(["10.0.0.1 10.0.0.2"], [formats[0], formats[0]]).0.counters.ambiguousLines == 0)
    }

    @Test func linesWithTooManyOrTooFewColumnsGoToTheNearestFormat() {
        let (parsed, parser) = parse(
            [defaultLine + " more", "2 eni-1 10.0.0.1"], [GivenFormatsTests.short, FlowLogFormat.default])
        #expect(parsed.records.count == 2)
        #expect(parser.recordsByFormat == [1, 1])
    }

    @Test func noFormatTakesNothing() {
        #expect(parse([defaultLine], []).0.counters.skipped == [.noFormat: 1])
    }

    @Test func aHeaderAmongTheMessagesIsNoRecord() {
        let (parsed, _) = parse([defaultHeader, defaultLine, defaultHeader], [.default])
        #expect(parsed.counters.records == 1)
        #expect(parsed.counters.headerLines == 2)
    }

    @Test func aLineEndInAMessageIsABlank() {
        let (parsed, _) = parse(["2 eni-1\n10.0.0.1\r\n10.0.0.2\n"], [GivenFormatsTests.short])
        #expect(parsed.records.map(\.destinationAddress) == ["10.0.0.2"])
    }
}
