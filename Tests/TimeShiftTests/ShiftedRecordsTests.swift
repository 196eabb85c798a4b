import FlowLogs
import Testing
import TimeShift
import Timestamps

@Suite struct ShiftedRecordsTests {
    static let header =
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"

    static func line(_ start: String, _ end: String, port: String = "443") -> String {
        "2 123456789012 eni-0a 198.51.100.1 192.0.2.10 40001 \(port) 6 1 100 \(start) \(end) ACCEPT OK"
    }

    private static func shift(
        _ text: String, _ minutes: Int64, formats: [FlowLogFormat]? = nil, chunk: Int = .max
    ) -> String {
        let delta = ShiftDelta(minutes: minutes)
        var records = formats.map { ShiftedRecords(by: delta, formats: $0) } ?? ShiftedRecords(by: delta)
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            output += records.append(Array(rest.prefix(chunk)))
            rest = rest.dropFirst(chunk)
        }
        output += records.finish()
        return String(decoding: output, as: UTF8.self)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: String
        let after: String

        init(_ description: String, _ before: String, _ after: String) {
            testDescription = description
            self.before = before
            self.after = after
        }
    }

    /// Each moved by two minutes.
    static let cases = [
        Case("a header and lines", "\(header)\n\(line("1000", "1060"))\n", "\(header)\n\(line("1120", "1180"))\n"),
        Case("the default format", line("1772582410", "-"), line("1772582530", "-")),
        Case("CR LF", "\(header)\r\n\(line("7", "8"))\r\n", "\(header)\r\n\(line("127", "128"))\r\n"),
        Case("no line end", "\(header)\n\(line("7", "8"))", "\(header)\n\(line("127", "128"))"),
        Case("a byte order mark", "\u{FEFF}\(header)\n\(line("7", "8"))", "\u{FEFF}\(header)\n\(line("127", "128"))"),
        Case("blanks and tabs", "start   end\n  5\t\t6 \n", "start   end\n  125\t\t126 \n"),
        Case("milliseconds", "start end\n1772582410123 1772582415000", "start end\n1772582530123 1772582535000"),
        Case(
            "a second header", "start end\n5 6\nend bytes start\n7 8 9\n",
            "start end\n125 126\nend bytes start\n127 8 129\n"),
        Case("end before start", "end srcaddr start\n5 - 6\n", "end srcaddr start\n125 - 126\n"),
        Case("only one of them", "bytes end\n5 6\n", "bytes end\n5 126\n"),
        Case("none of them", "bytes packets\n5 6\n", "bytes packets\n5 6\n"),
        Case("absent ones", "start end\n- None\n", "start end\n- None\n"),
        Case(
            "malformed ones", "start end\nx 1_000\n5 99999999999999999999\n",
            "start end\nx 1_000\n125 99999999999999999999\n"),
        Case("a line that is cut off", "bytes start end\n1 2\n", "bytes start end\n1 2\n"),
        Case(
            "a malformed port", "\(header)\n\(line("5", "6", port: "https"))",
            "\(header)\n\(line("125", "126", port: "https"))"),
        Case("leading zeros and signs", "start end\n0005 +7\n-200 -3\n", "start end\n0125 +127\n-80 117\n"),
        Case("empty lines", "\n\nstart end\n\n5 6\n\n", "\n\nstart end\n\n125 126\n\n"),
        Case("no flow log", "hello world\n1 2 3\n", "hello world\n1 2 3\n"),
        Case("nothing", "", ""),
        Case("seconds that become too many", "start end\n2147483640 0", "start end\n2147483760000 120"),
    ]

    @Test(arguments: cases) func recordsMove(test: Case) {
        for chunk in [1, 2, 7, 64, .max] {
            #expect(Self.shift(test.before, 2, chunk: chunk) == test.after)
        }
    }

    @Test func linesOfGivenFormatsMove() throws {
        let short = try #require(FlowLogFormat("${srcaddr} ${end} ${start}"))
        #expect(
            Self.shift("192.0.2.1 1772582410 1772582400\n", 1, formats: [short]) == "192.0.2.1 1772582470 1772582460\n")
        // Of several formats each line has the one that it fits.
        let text = Self.line("1772582410", "1772582420") + "\n192.0.2.1 1772582410 1772582400\n"
        let moved = Self.line("1772582470", "1772582480") + "\n192.0.2.1 1772582470 1772582460\n"
        #expect(Self.shift(text, 1, formats: [.default, short]) == moved)
        #expect(
            Self.shift(text, 1, formats: []) == Self.line("1772582470", "1772582480")
                + "\n192.0.2.1 1772582410 1772582400\n")
    }

    @Test func messagesMove() throws {
        var records = ShiftedRecords(by: ShiftDelta(minutes: 1), formats: [.default])
        let message = Self.line("5", "6").replacing(" 6 1 ", with: "\n6 1 ")
        let moved = Self.line("65", "66").replacing(" 6 1 ", with: "\n6 1 ")
        #expect(String(decoding: records.message(Array(message.utf8)), as: UTF8.self) == moved)
        #expect(records.message([]).isEmpty)
        #expect(records.message(Array("ERROR".utf8)) == Array("ERROR".utf8))
    }

    @Test func longLinesPass() {
        let long = String(repeating: "x", count: 700_000)
        let text = "start end\n5 6\n\(long)\n7 8\n"
        for chunk in [10_000, 300_000, .max] {
            #expect(Self.shift(text, 1, chunk: chunk) == "start end\n65 66\n\(long)\n67 68\n")
        }
        #expect(Self.shift(long, 1, chunk: 300_000) == long)
    }

    @Test func recordsParseToTheSameButForTheirTimes() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<50 {
            let names = ["version", "srcaddr", "dstaddr", "srcport", "start", "end", "action", "bytes"].shuffled(
                using: &random)
            let times = (0..<40).map { _ in Int64.random(in: 1_000_000_000...2_000_000_000, using: &random) }
            let text =
                names.joined(separator: " ") + "\n"
                + times.map { time in
                    names.map { name -> String in
                        switch name {
                        case "start": time % 7 == 0 ? "-" : String(time)
                        case "end": String(time + 59) + (time % 5 == 0 ? "000" : "")
                        case "action": "ACCEPT"
                        case "srcaddr", "dstaddr": "192.0.2.1"
                        default: String(time % 60_000)
                        }
                    }.joined(separator: " ") + "\n"
                }.joined()
            let minutes = Int64.random(in: -1_000_000...1_000_000, using: &random)
            let moved = Self.shift(text, minutes, chunk: Int.random(in: 1...400, using: &random))
            #expect(Self.shift(moved, -minutes) == text)

            let before = Self.records(text)
            let after = Self.records(moved)
            #expect(before.count == 40 && after.count == 40)
            for (a, b) in zip(before, after) {
                #expect(b.start == a.start?.shifted(by: ShiftDelta(minutes: minutes)))
                #expect(b.end == a.end?.shifted(by: ShiftDelta(minutes: minutes)))
                for name in names where name != "start" && name != "end" {
                    #expect(a.dictionary[name] == b.dictionary[name])
                }
            }
        }
    }

    @Test func onlyTheEndOfALineThatIsTooLong() {
        var records = ShiftedRecords(by: ShiftDelta(minutes: 1))
        let long = [UInt8](repeating: 0x78, count: 300 << 10)
        var moved = records.append(long)
        moved += records.append(Array("x\n".utf8))
        moved += records.append(Array("start end\n60 120\n".utf8))
        moved += records.finish()
        #expect(moved == long + Array("x\nstart end\n120 180\n".utf8))
    }

    private static func records(_ text: String) -> [FlowRecord] {
        var parser = FlowLogParser()
        return (parser.append(Array(text.utf8)) + parser.finish()).flatMap { Array($0) }
    }
}
