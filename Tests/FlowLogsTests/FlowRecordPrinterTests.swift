import FlowLogs
import Testing

/// Expected lines are what flowlogs_reader 5.0.1 prints for the same S3 text, unless a comment says otherwise.
@Suite struct FlowRecordPrinterTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// Lines up to the last column that is not `-`.
        let python: [String]
        /// Where zeros are kept.
        let ours: [String]

        init(_ description: String, _ text: String, _ python: [String], ours: [String]? = nil) {
            testDescription = description
            self.text = text
            self.python = python
            self.ours = ours ?? python
        }
    }

    static let cases = [
        Case(
            "zeros",
            "version srcaddr dstaddr srcport dstport protocol packets bytes start end\n2 a b 0 0 1 4 336 0 5\n",
            ["2 - - a b - - 1 4 336 0 5"], ours: ["2 - - a b 0 0 1 4 336 0 5"]),
        Case(
            "numbers of odd spelling", "version srcport start end account-id packets\n+3 007 0005 -5 007 -0\n",
            ["3 007 - - - 7 - - - - 5 -5"], ours: ["3 007 - - - 7 - - 0 - 5 -5"]),
        Case(
            "milliseconds", "start end action\n1568300367123 1568300425999 ACCEPT\n2147483647 2147483648 x\n",
            ["- - - - - - - - - - 1568300367 1568300425 ACCEPT", "- - - - - - - - - - 2147483647 2147483 x"]),
        Case(
            "another order", "end start version packets bytes dstport foo srcport\n6 5 2 1 40 443 x 22\n",
            ["2 - - - - 22 443 - 1 40 5 6"]),
        // Ours alone: flowlogs_reader has no record without a start.
        Case("no printed column", "reject-reason foo\nBPA baz\n", ["-"]),
        Case("a carriage return within a line", "version account-id interface-id\n2\r1 eni-1\r\n", ["2 1 eni-1"]),
        Case("None", "start end action vpc-id srcport\n5 6 None - None\n", ["- - - - - - - - - - 5 6"]),
        Case("a short line", "version start end action log-status\n2 5 6\n", ["2 - - - - - - - - - 5 6"]),
        Case("a long line", "version start end\n2 5 6 7 8\n", ["2 - - - - - - - - - 5 6"]),
        Case("new fields", "version start end reject-reason foo-bar\n8 5 6 BPA baz\n", ["8 - - - - - - - - - 5 6"]),
        Case(
            "the ends of the calendar", "start end\n253402300799999 5\n-62135596800 5\n",
            ["- - - - - - - - - - 253402300799 5", "- - - - - - - - - - -62135596800 5"]),
        Case("the default format", defaultHeader + "\n" + defaultLine + "\n", [defaultLine]),
        Case(
            "the default format, cut", defaultHeader + "\n" + defaultLine.dropLast(10),
            [String(defaultLine.dropLast(10))]),
        Case(
            "the default format, None", "\(defaultHeader)\n2 None eni-1 - - - - - - - 5 6 - NODATA",
            ["2 - eni-1 - - - - - - - 5 6 - NODATA"]),
        Case(
            "the default format, zeros", "\(defaultHeader)\n2 0 0 0 0 0 0 1 00 1 0 0 0 0",
            ["2 0 0 0 0 - - 1 - 1 0 0 0 0"], ours: ["2 0 0 0 0 0 0 1 0 1 0 0 0 0"]),
        // Two blanks are a shift of columns for flowlogs_reader, in S3; and a tab is none.
        Case(
            "the default format, odd blanks",
            "\(defaultHeader)\n" + defaultLine.split(separator: " ").joined(separator: "\t "), [defaultLine]),
        Case(
            "the default format, tabs",
            "\(defaultHeader)\n" + defaultLine.split(separator: " ").joined(separator: "\t"), [defaultLine]),
        Case(
            "Transit Gateway",
            "version account-id tgw-id srcaddr packets-lost-no-route packets-lost-ttl-expired start end log-status type tcp-flags flow-direction region\n6 1 tgw-1 10.0.0.1 1 4 1700000000 1700000060 OK IPv4 2 ingress us-east-1",
            [
                "6 1 - 10.0.0.1 - - - - - - 1700000000 1700000060 - OK - - - 2 IPv4 - - us-east-1 - - - - - ingress - - "
                    + "tgw-1 - - - - - - - - - - - - 1 - - 4"
            ]),
    ]

    @Test(arguments: cases) func printsAsPython(_ test: Case) {
        let parsed = parse(test.text)
        #expect(parsed.lines == test.ours.map { padded($0) })
        let old = parsed.batches.map { printed($0, zeroAsDash: true) }.joined()
        #expect(old == test.python.map { padded($0) + "\n" }.joined())
        #expect(parsed.records.map(\.message) == parsed.lines)
    }

    @Test func printsTimesThatAreAbsent() {
        #expect(parse("version start end\n2 - -\n").lines == [padded("2")])
        #expect(parse("srcaddr\na\n").lines == [padded("- - - a")])
    }

    @Test func printsBatchesOfSeveralFormats() {
        let lines = parse("start end\n1 2\nend start action\n1 2 x\nstart end\n3 4").lines
        #expect(lines == ["1 2", "2 1 x", "3 4"].map { padded("- - - - - - - - - - " + $0) })
    }

    @Test func printsPartsOfABatch() {
        let batch = parse("start end\n1 2\n3 4\n5 6\n").batches[0]
        #expect(printed(batch.keepingFirst(1)) == padded("- - - - - - - - - - 1 2") + "\n")
        #expect(printed(batch.selecting { $0 == 2 }) == padded("- - - - - - - - - - 5 6") + "\n")
        #expect(batch.keepingFirst(0).isEmpty)
        #expect(batch.keepingFirst(9).count == 3)
        #expect(printed(FlowRecordBatch(batch)) == printed(batch))
        #expect(printed(FlowRecordBatch()) == "")
    }
}
