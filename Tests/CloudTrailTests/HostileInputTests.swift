import Testing

@testable import CloudTrail

struct HostileInputTests {
    struct Broken: Sendable, CustomTestStringConvertible {
        let record: String
        let cause: CloudTrailSkipCause
        var testDescription: String { record }
    }

    static let broken = [
        Broken(record: #"{"a":tru}"#, cause: .syntax), Broken(record: #"{"a":01}"#, cause: .syntax),
        Broken(record: #"{"a":1.}"#, cause: .syntax), Broken(record: #"{"a":-}"#, cause: .syntax),
        Broken(record: #"{"a":1e}"#, cause: .syntax), Broken(record: #"{"a":+1}"#, cause: .syntax),
        Broken(record: #"{"a" 1}"#, cause: .syntax), Broken(record: #"{"a":1,}"#, cause: .syntax),
        Broken(record: #"{"a":[1,]}"#, cause: .syntax), Broken(record: #"{,}"#, cause: .syntax),
        Broken(record: #"{a:1}"#, cause: .syntax), Broken(record: #"{"a":{"b":[}]}"#, cause: .syntax),
        Broken(record: #"{"a":"b" "c"}"#, cause: .syntax), Broken(record: "{\"a\":\u{1}1}", cause: .syntax),
        Broken(record: #"{"a":NaN}"#, cause: .syntax), Broken(record: "{'a':1}", cause: .syntax),
        Broken(record: #"nul"#, cause: .syntax), Broken(record: #"{"a":"\x"}"#, cause: .escape),
        Broken(record: #"{"a":"\u12G4"}"#, cause: .escape),
        Broken(record: "{\"a\":\"b\nc\"}", cause: .controlCharacter),
        Broken(record: "{\"a\":\"\u{0}\"}", cause: .controlCharacter),
    ]

    @Test(arguments: broken) func aBrokenRecordIsSkipped(_ broken: Broken) {
        let text = #"{"Records":[{"n":1},\#(broken.record),{"n":2}]}"#
        for pieces in [[Int.max], [1], [3, 5]] {
            let result = parse(text, pieces: pieces)
            #expect(result.error == nil)
            #expect(result.records.map { CloudTrailTests.text($0) } == [#"{"n":1}"#, #"{"n":2}"#])
            #expect(result.counters.skipped == [broken.cause: 1])
            #expect(result.counters.firstSkipOffset == 20)
        }
    }

    @Test func whatIsBrokenAroundTheRecordsEndsTheFile() {
        let cases: [(String, CloudTrailError.Code, Int)] = [
            (#"{"Records":[{"n":1}{"n":2}]}"#, .malformed, 19), (#"{"Records":[{"n":1}}"#, .malformed, 19),
            (#"{"Records":[{"n":1},]}"#, .malformed, 20), (#"[{"eventName":"1"},,]"#, .malformed, 19),
            (#"[{"eventName":"1"}]]"#, .notJSON, 19), ("<Error>", .notJSON, 0), ("\u{1F}\u{8B}", .notJSON, 0),
            ("\"text\"", .notJSON, 0), ("[,]", .malformed, 1),
        ]
        for (text, code, offset) in cases {
            for pieces in [[Int.max], [1]] {
                let result = parse(text, pieces: pieces)
                #expect(result.error == CloudTrailError(code: code, byteOffset: offset), "\(text)")
                #expect(result.events.count == (text.contains("1\"}") || text.contains("\"n\":1}") ? 1 : 0), "\(text)")
            }
        }
    }

    @Test func aTruncatedFileGivesItsCompleteRecords() {
        let records = [#"{"a":"\u00e9\\","b":[1.5,null]}"#, #"{"eventName":"B","c":{}}"#]
        let text = Array(#"{"x":1,"Records":[\#(records[0]),\#(records[1])],"y":"z"}"#.utf8)
        for end in 1..<text.count {
            for pieces in [[Int.max], [1]] {
                let result = parse(Array(text[..<end]), pieces: pieces)
                #expect(result.error == CloudTrailError(code: .truncated, byteOffset: end))
                #expect(result.records.map { CloudTrailTests.text($0) } == Array(records.prefix(result.events.count)))
                #expect(result.counters.skipped.isEmpty)
            }
        }
        #expect(parse(text).error == nil)
    }

    @Test func nestingHasALimit() {
        let limits = CloudTrailLimits(depth: 10)
        for (depth, isRead) in [(10, true), (11, false), (200, false), (100_000, false)] {
            let deep = String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
            let result = parse(#"[{"eventName":"a","d":\#(deep)},{"eventName":"b"}]"#, limits: limits)
            #expect(result.error == nil)
            #expect(result.events.map(\.eventName) == (isRead ? ["a", "b"] : ["b"]))
            #expect(result.counters.skipped == (isRead ? [:] : [.tooDeep: 1]))
        }
        let open = parse(String(repeating: "[", count: 1_000_000))
        #expect(open.error?.code == .truncated)
        #expect(parse(String(repeating: "{\"a\":", count: 100_000)).error?.code == .truncated)
        #expect(parse(String(repeating: "{\"a\":", count: 1_000_000)).error?.code == .malformed)
        let most = String(repeating: "{\"a\":", count: 120) + "1" + String(repeating: "}", count: 120)
        #expect(parse("{\"Records\":[\(most)]}", limits: CloudTrailLimits(depth: .max)).events.count == 1)
    }

    @Test func longRecordsAreSkippedAndNotKept() throws {
        let long = #"{"eventName":"long","k":"\#(String(repeating: #"\"x"#, count: 50_000))","n":[1,2]}"#
        let skipped = String(repeating: "z", count: 90_000)
        let text = Array(#"{"z":"\#(skipped)","Records":[{"a":1},\#(long),{"b":2}]}"#.utf8)
        for size in [1, 100, 5000, .max] {
            var parser = CloudTrailEventParser(limits: CloudTrailLimits(recordBytes: 1000))
            var records: [String] = []
            var position = 0
            while position < text.count {
                let count = min(size, text.count - position)
                try parser.parse(Array(text[position..<position + count])) {
                    records.append(CloudTrailTests.text($0.rawBytes))
                }
                position += count
            }
            try parser.finish()
            #expect(records == [#"{"a":1}"#, #"{"b":2}"#])
            #expect(parser.counters.skipped == [.tooLarge: 1])
            #expect(parser.mostPendingBytes <= 1000 + 4096)
        }
    }

    @Test func keepsNoMoreThanTheRecordUnderWay() throws {
        var parser = CloudTrailEventParser()
        var events = 0
        let longest = 3000
        let record = #"{"eventName":"\#(String(repeating: "e", count: longest - 16))"}"#
        try parser.parse(Array("{\"Records\":[\(record)".utf8)) { _ in events += 1 }
        for _ in 0..<3000 {
            let bytes = Array(",\(record)".utf8)
            try parser.parse(Array(bytes[..<1700])) { _ in events += 1 }
            try parser.parse(Array(bytes[1700...])) { _ in events += 1 }
        }
        try parser.parse(Array("]}".utf8)) { _ in events += 1 }
        try parser.finish()
        #expect(events == 3001)
        #expect(parser.counters.bytes > 9_000_000)
        #expect(parser.mostPendingBytes <= longest)
    }

    /// One break before the list must not hide a thousand records behind a count of one.
    @Test func aLongRootThatIsBrokenIsAnError() {
        let records = Array(repeating: #"{"eventName":"a"}"#, count: 100).joined(separator: ",")
        let text = #"{"x":tru,"Records":[\#(records)]}"#
        for pieces in [[Int.max], [1], [999]] {
            let result = parse(text, pieces: pieces, limits: CloudTrailLimits(recordBytes: 1000))
            #expect(result.error == CloudTrailError(code: .malformed, byteOffset: 5))
            #expect(result.events.isEmpty)
            let short = parse(text + "[{\"eventName\":\"b\"}]", pieces: pieces)
            #expect(short.error == nil)
            #expect(short.events.map(\.eventName) == ["b"])
            #expect(short.counters.skipped == [.syntax: 1])
        }
    }

    @Test func inflatedBytesHaveALimit() {
        let result = parse(
            #"{"Records":[{"a":1},{"b":2}]}"#, pieces: [20], limits: CloudTrailLimits(totalBytes: 25))
        #expect(result.error == CloudTrailError(code: .tooLarge, byteOffset: 25))
        #expect(result.events.count == 1)
    }

    @Test func anErrorStays() {
        var parser = CloudTrailEventParser()
        for _ in 0..<2 {
            #expect(throws: CloudTrailError(code: .notJSON, byteOffset: 0)) { try parser.parse([0x78]) { _ in } }
        }
        #expect(throws: CloudTrailError(code: .notJSON, byteOffset: 0)) { try parser.finish() }
    }

    @Test func illFormedUTF8IsKeptInTheBytesAndRepairedInTheText() throws {
        let record = Array(#"{"eventName":""#.utf8) + [0x41, 0xFF, 0xC3] + Array("\"}".utf8)
        let event = try #require(parse(Array("[".utf8) + record + Array("]".utf8)).events.first)
        #expect(Array(event.rawBytes) == record)
        #expect(event.eventName == "A\u{FFFD}\u{FFFD}")
    }
}
