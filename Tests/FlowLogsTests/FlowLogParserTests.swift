import FlowLogs
import Testing
import Timestamps

@Suite struct FlowLogParserTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let records: Int
        var headers = 1
        var skipped: [FlowLogSkipCause: Int] = [:]

        init(
            _ description: String, _ text: String, records: Int, headers: Int = 1,
            skipped: [FlowLogSkipCause: Int] = [:]
        ) {
            testDescription = description
            self.text = text
            self.records = records
            self.headers = headers
            self.skipped = skipped
        }
    }

    static let tgwLine =
        "6 TransitGateway 1 tgw-1 tgw-attach-1 1 2 vpc-1 vpc-2 subnet-1 subnet-2 eni-1 eni-2 use1-az1 use1-az2 "
        + "tgw-attach-2 10.0.0.1 10.0.0.2 1 2 6 3 4 5 6 OK IPv4 0 0 0 0 2 us-east-1 ingress - S3"

    static let cases = [
        Case("nothing", "", records: 0, headers: 0),
        Case("one byte", "x", records: 0, headers: 0, skipped: [.noFormat: 1]),
        Case("a header alone", defaultHeader + "\n", records: 0),
        Case("a header without a line end", defaultHeader, records: 0),
        Case("a header and a line", defaultHeader + "\n" + defaultLine + "\n", records: 1),
        Case("no line end at the end", defaultHeader + "\n" + defaultLine, records: 1),
        Case("CRLF", defaultHeader + "\r\n" + defaultLine + "\r\n\r\n" + defaultLine + "\r\n", records: 2),
        Case("a byte order mark", "\u{FEFF}" + defaultHeader + "\n" + defaultLine + "\n", records: 1),
        Case("a byte order mark without a header", "\u{FEFF}" + defaultLine + "\n", records: 1, headers: 0),
        Case("a byte order mark alone", "\u{FEFF}\n\u{FEFF}", records: 0, headers: 0),
        Case("no header, the default format", defaultLine + "\n" + defaultLine, records: 2, headers: 0),
        Case("no header, the Transit Gateway format", tgwLine, records: 1, headers: 0),
        Case(
            "no header, a known line among unknown ones", "a b\n\(defaultLine)\n1 2 3", records: 1, headers: 0,
            skipped: [.noFormat: 2]),
        Case(
            "a header twice", "\(defaultHeader)\n\(defaultLine)\n\(defaultHeader)\n\(defaultLine)\n", records: 2,
            headers: 2),
        Case(
            "another header in the midst", "start end\n1 2\nend start srcaddr\n2 1 10.0.0.1\n", records: 2, headers: 2),
        Case(
            "a header with names of the future", "start colour end\n1 red 2\nstart colour end\n1 red 2", records: 2,
            headers: 2),
        Case("a header with a strange name", "version start Foo:Bar end\n2 1 x 2\n", records: 1),
        Case("a strange header of unknown names", "start Foo Bar\n", records: 0, headers: 0, skipped: [.noFormat: 1]),
        Case("a word as a number that 5.0.1 does not read", "start end encryption-status\n1 2 x\n", records: 1),
        Case("a header in underscores", "account_id start end\n1 2 3", records: 1),
        Case("words that could be a header", "srcaddr instance-tag region\nx start eu-1\nx2 y end\n", records: 2),
        Case("words one of which is a field", "region instance-tag\neu-west-1 start\n", records: 1),
        Case("empty lines", "\n\n  \n\(defaultHeader)\n\n\t\n\(defaultLine)\n\n", records: 1),
        Case("doubled blanks and tabs", "start  end\taction\n 1 \t 2  OK \n", records: 1),
        Case("a missing column at the end", "version start end action\n2 1 2\n", records: 1),
        Case("no end", "version start end action\n2 1\n", records: 0, skipped: [.truncatedLine: 1]),
        Case("no start", "end start\n2\n", records: 0, skipped: [.truncatedLine: 1]),
        Case("a format without times", "srcaddr dstaddr\n10.0.0.1\n", records: 1),
        Case("more columns than the header", "start end\n1 2 3 4 #comment\n", records: 1),
        Case("times that are dashes", "start end\n- -\nNone 5\n", records: 2),
        Case(
            "malformed numbers", "start end srcport\nx 1 1\n1 1 2x\n1 1 +\n1 1 1.5\n1 1 99999999999999999999\n",
            records: 0, skipped: [.malformedNumber: 5]),
        Case(
            "odd numbers", "start end srcport\n+1 001 -5\n1 1 9223372036854775807\n1 1 -9223372036854775808\n",
            records: 3),
        Case(
            "times outside the calendar", "start end\n253402300799999 1\n253402300800000 1\n-62135596801 1\n",
            records: 1, skipped: [.timeOutOfRange: 2]),
        Case(
            "records without data",
            "\(defaultHeader)\n2 1 eni-1 - - - - - - - 5 6 - NODATA\n2 1 eni-1 - - - - - - - 5 6 - SKIPDATA",
            records: 2),
        Case("NUL and other control characters", "start end action\n1 2 A\u{0}B\u{1}\u{1F}C\n", records: 1),
        Case("the header decides by its last name", "start start end\nx 1 2\n", records: 1),
    ]

    @Test(arguments: cases) func countsEveryLine(_ test: Case) {
        let counters = parse(test.text).counters
        #expect(counters.records == test.records)
        #expect(counters.headerLines == test.headers)
        #expect(counters.skipped == test.skipped)
        #expect(counters.bytes == test.text.utf8.count)
    }

    @Test(arguments: cases) func givesTheSameForEveryTwoChunks(_ test: Case) {
        let bytes = Array(test.text.utf8)
        let whole = parse(bytes)
        for cut in 0...bytes.count {
            for batchBytes in [1, 1 << 18] {
                let parts = parse(bytes, with: FlowLogParser(batchBytes: batchBytes), cutAt: [cut])
                #expect(parts.lines == whole.lines, "cut at \(cut)")
                #expect(parts.counters == whole.counters, "cut at \(cut)")
            }
        }
    }

    @Test func takesEveryBeginning() {
        let bytes = Array("\(defaultHeader)\r\n\(defaultLine)\n2 1 eni-1 - - - - - - - 5 6 - NODATA\n".utf8)
        for count in 0...bytes.count {
            let counters = parse(Array(bytes.prefix(count))).counters
            #expect(counters.records + counters.skippedRecords + counters.headerLines <= 3)
        }
    }

    @Test func takesByteByByte() {
        let bytes = Array("\(defaultHeader)\n\(defaultLine)\n\(defaultLine)".utf8)
        let parsed = parse(bytes, with: FlowLogParser(batchBytes: 1), cutAt: Array(1..<bytes.count))
        #expect(parsed.lines == parse(bytes).lines)
        #expect(parsed.counters.records == 2)
    }

    @Test(arguments: [99, 100, 101, 199, 200, 5000])
    func skipsLinesThatAreTooLong(length: Int) {
        let long = "1 2 " + String(repeating: "x", count: length - 4)
        let bytes = Array("start end action\n1 2 a\n\(long)\n1 2 b\n\(long)".utf8)
        for batchBytes in [1, 64, 1 << 18] {
            for cut in stride(from: 0, to: bytes.count, by: 7) {
                let parser = FlowLogParser(batchBytes: batchBytes, maximumLineBytes: 100)
                let parsed = parse(bytes, with: parser, cutAt: [cut])
                #expect(parsed.counters.records == (length > 100 ? 2 : 4))
                #expect(parsed.counters.skipped[.lineTooLong] == (length > 100 ? 2 : nil))
            }
        }
    }

    @Test func onlyTheEndOfALineThatIsTooLong() {
        var parser = FlowLogParser()
        #expect(parser.append([UInt8](repeating: 0x78, count: 350 << 10)).isEmpty)
        #expect(parser.finish().isEmpty)
        #expect(parser.counters.skipped == [.lineTooLong: 1])

        parser = FlowLogParser(batchBytes: 4, maximumLineBytes: 4)
        #expect(parser.append(Array("xxxxxxxx".utf8)).isEmpty)
        #expect(parser.append(Array("xxx\n".utf8)).isEmpty)
        #expect(parser.append(Array("yyyyyyyy".utf8)).isEmpty)
        #expect(parser.finish(isCutOff: true).isEmpty)
        #expect(parser.append(line: Array("zzzzzzzz".utf8)).isEmpty)
        #expect(parser.counters.skipped == [.lineTooLong: 3])
    }

    /// White space counts, however the text comes.
    @Test func aLineOfBlanksIsTooLong() throws {
        for blank in [" ", "\t", "\r"] {
            let text = "start end action\n1 2" + String(repeating: blank, count: 101) + "ACCEPT\n3 4 REJECT\n"
            for batchBytes in [1, 64, 1 << 18] {
                var parser = FlowLogParser(batchBytes: batchBytes, maximumLineBytes: 100)
                var records = parser.append(Array(text.utf8)).flatMap { Array($0) }
                records += parser.finish().flatMap { Array($0) }
                #expect(records.map(\.action) == ["REJECT"])
                #expect(parser.counters.skipped == [.lineTooLong: 1])
            }
            var columns = FlowLogTimeColumns()
            let long = text.replacing(
                String(repeating: blank, count: 101), with: String(repeating: blank, count: 257 << 10))
            #expect(columns.fields(in: Array(long.utf8)).map(\.number) == [3, 4])
        }
    }

    /// Whatever the line begins with.
    @Test func noneIsPrintedAsADash() {
        let text = "interface-id srcaddr packets log-status\neni-1 None 5 OK\neni-1 10.0.0.1 None None\n"
        let lines = parse(text).batches.map { printed($0) }.joined().split(separator: "\n")
        #expect(lines.allSatisfy { !$0.contains("None") && $0.contains("eni-1") })
        #expect(lines.count == 2)
    }

    @Test func headersMayBeAsManyAsLines() {
        let text = String(repeating: "start end\n1 2\nend start\n1 2\n", count: 300)
        let parsed = parse(text)
        #expect(parsed.counters.records == 600)
        #expect(parsed.counters.headerLines == 600)
        #expect(parsed.records.last?.end?.seconds == 1)
    }

    @Test func forgetsTheHeaderAtTheEndOfAFile() {
        var parser = FlowLogParser()
        _ = parser.append(Array("start end\n1 2\n".utf8))
        #expect(parser.finish().first?.count == 1)
        #expect(parser.append(Array("1 2\n".utf8)).isEmpty)
        #expect(parser.finish().isEmpty)
        #expect(parser.counters.skipped == [.noFormat: 1])
    }

    @Test func batchesAreOfTheSizeAskedFor() {
        let text = defaultHeader + "\n" + String(repeating: defaultLine + "\n", count: 2000)
        let batches = parse(text, with: FlowLogParser(batchBytes: 64 << 10)).batches
        #expect(batches.count == 4)
        #expect(batches.map(\.count).reduce(0, +) == 2000)
    }

    @Test func invalidUTF8IsPrintedAsItIs() {
        let bytes = Array("start end action\n1 2 ".utf8) + [0xFF, 0xC3, 0x0A]
        let parsed = parse(bytes)
        var output: [UInt8] = []
        for batch in parsed.batches { FlowRecordPrinter().append(batch, to: &output) }
        #expect(output.contains(0xFF))
        #expect(parsed.records.first?.action == "\u{FFFD}\u{FFFD}")
    }

    @Test func garbageIsAccountedFor() {
        var generator = SystemRandomNumberGenerator()
        let words = [
            "start", "end", "-", "None", "1", "version", "srcaddr", "\n", "\n", " ", "\t", "\r", "\u{FEFF}", "x",
            "99999999999999999999",
            "\u{0}", defaultLine, defaultHeader, "\n", " ", " ",
        ]
        for _ in 0..<300 {
            let text = (0..<60).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
            let parsed = parse(text)
            let blanks: Set<UInt8> = [0x20, 0x09, 0x0D]
            let lines = text.utf8.split(separator: 0x0A).filter { line in
                let used = line.drop { blanks.contains($0) }
                let rest = used.starts(with: [0xEF, 0xBB, 0xBF]) ? used.dropFirst(3) : used
                return !rest.allSatisfy { blanks.contains($0) }
            }
            let counters = parsed.counters
            #expect(counters.records + counters.skippedRecords + counters.headerLines == lines.count, "\(text)")
            #expect(parsed.lines.count == counters.records)
            _ = parsed.records.map(\.description)
        }
    }

    @Test func randomBytesDoNotTrap() {
        var generator = SystemRandomNumberGenerator()
        for count in [1, 10, 63, 64, 65, 1000] {
            for _ in 0..<50 {
                let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
                _ = parse(bytes).lines
                _ = parse(bytes, with: FlowLogParser(formats: [.default, .transitGatewayDefault])).lines
            }
        }
    }
}
