import FlowLogs
import Testing
import Timestamps

@Suite struct FlowAggregatorTests {
    static let text = """
        version srcaddr dstaddr srcport dstport protocol packets bytes start end log-status
        2 10.0.0.2 10.0.0.1 443 5000 6 10 1000 1439387264 1439387324 OK
        2 10.0.0.1 10.0.0.2 0 0 1 4 336 1439387264123 1439387324999 OK
        2 - - - - - - - 1439387264 1439387324 NODATA
        2 10.0.0.2 10.0.0.1 443 5000 6 1 50 1439387204 1439387265 OK
        2 10.0.0.2 10.0.0.1 0443 5000 +6 1 7 1439387266 1439387400 OK
        2 2001:db8::1 10.0.0.1 443 5000 6 0 0 0 5 OK

        """

    // What flowlogs_reader 5.0.1 prints for this text.
    static let table = """
        bytes dstaddr dstport end packets protocol srcaddr srcport start
        1057 10.0.0.1 5000 2015-08-12_13:50:00 12 6 10.0.0.2 443 2015-08-12_13:46:44
        336 10.0.0.2 0 2015-08-12_13:48:44.999000 4 1 10.0.0.1 0 2015-08-12_13:47:44.123000
        0 10.0.0.1 5000 1970-01-01_00:00:05 0 6 2001:db8::1 443 1970-01-01_00:00:00

        """.replacing(" ", with: "\t").replacing("_", with: " ")

    private func table(_ aggregator: FlowAggregator) -> String {
        var output: [UInt8] = []
        aggregator.appendTable(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private func aggregator(_ text: String, keyFields: [String] = FlowAggregator.flowKey) -> FlowAggregator {
        var aggregator = FlowAggregator(keyFields: keyFields)
        for batch in parse(text).batches { aggregator.add(batch) }
        return aggregator
    }

    @Test func printsTheTableOfPython() {
        let aggregator = aggregator(FlowAggregatorTests.text)
        #expect(table(aggregator) == FlowAggregatorTests.table)
        #expect(aggregator.recordsWithoutKey == 1)
        #expect(aggregator.count == 3)
    }

    @Test func aTableOfNothingIsItsHeader() {
        #expect(table(FlowAggregator()) == "bytes\tdstaddr\tdstport\tend\tpackets\tprotocol\tsrcaddr\tsrcport\tstart\n")
    }

    @Test func partsMergedInOrderGiveTheSameRows() {
        let batch = parse(FlowAggregatorTests.text).batches[0]
        for cut in 0...batch.count {
            var first = FlowAggregator()
            var second = FlowAggregator()
            first.add(batch.keepingFirst(cut))
            second.add(batch.selecting { $0 >= cut })
            first.merge(second)
            #expect(table(first) == FlowAggregatorTests.table)
            #expect(first.recordsWithoutKey == 1)
        }
    }

    @Test func givesRowsForAnyKey() async throws {
        let records = parse(FlowAggregatorTests.text).records
        let rows = aggregatedRecords(records, keyFields: ["protocol", "log-status"])
        #expect(
            rows == [
                FlowAggregate(
                    key: ["protocol": .integer(6), "log_status": .string("OK")], packets: 12, bytes: 1057,
                    start: Timestamp(seconds: 0), end: Timestamp(seconds: 1_439_387_400)),
                FlowAggregate(
                    key: ["protocol": .integer(1), "log_status": .string("OK")], packets: 4, bytes: 336,
                    start: Timestamp(milliseconds: 1_439_387_264_123), end: Timestamp(milliseconds: 1_439_387_324_999)),
            ])
        #expect(rows[0].dictionary["packets"] == .integer(12))
        #expect(rows[0].dictionary.count == 6)
        let stream = AsyncStream { continuation in
            for record in records { continuation.yield(record) }
            continuation.finish()
        }
        #expect(try await aggregatedRecords(stream, keyFields: ["protocol", "log_status"]) == rows)
    }

    @Test func keysInOtherColumnsAreTheSameKeys() {
        let text =
            FlowAggregatorTests.text
            + "dstport srcport protocol dstaddr srcaddr bytes\n5000 443 6 10.0.0.1 10.0.0.2 3\n"
        let rows = aggregator(text).rows
        #expect(rows.count == 3)
        #expect(rows[0].bytes == 1060)
    }

    @Test func whatIsAbsentCountsNothing() {
        let aggregator = aggregator("srcaddr start end packets bytes\na - - - -\nb 5 - 1 -\n", keyFields: ["srcaddr"])
        #expect(
            table(aggregator) == "bytes\tend\tpackets\tsrcaddr\tstart\n0\t-\t0\ta\t-\n0\t-\t1\tb\t1970-01-01 00:00:05\n"
        )
    }

    @Test func aFieldThatNoRecordHasGivesNoRows() {
        let aggregator = aggregator(FlowAggregatorTests.text, keyFields: ["srcaddr", "colour"])
        #expect(aggregator.count == 0)
        #expect(aggregator.recordsWithoutKey == 6)
    }

    @Test func sumsStayAtTheGreatestNumber() {
        let line = "a 9223372036854775807 1\n"
        let rows = aggregator("srcaddr bytes packets\n" + line + line, keyFields: ["srcaddr"]).rows
        #expect(rows[0].bytes == .max)
        #expect(rows[0].packets == 2)
    }

    @Test func manyKeysKeepTheirOrder() {
        let ports = (0..<5000).map { ($0 * 7919) % 5003 }
        let lines = (ports + ports.reversed()).map { "10.0.0.1 10.0.0.2 \($0) 1 6 1 2 3 4\n" }.joined()
        let rows = aggregator("srcaddr dstaddr srcport dstport protocol packets bytes start end\n" + lines).rows
        #expect(rows.map { $0.key["srcport"] } == ports.map { .integer(Int64($0)) })
        #expect(rows.allSatisfy { $0.packets == 2 && $0.bytes == 4 })
    }
}
