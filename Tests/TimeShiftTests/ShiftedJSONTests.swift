import JSON
import Testing
import TimeShift

@Suite struct ShiftedJSONTests {
    private static func shift(_ text: String, _ minutes: Int64, chunk: Int = .max) -> String {
        var json = ShiftedJSON(by: ShiftDelta(minutes: minutes))
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            output += json.append(Array(rest.prefix(chunk)))
            rest = rest.dropFirst(chunk)
        }
        output += json.finish()
        return String(decoding: output, as: UTF8.self)
    }

    /// Before and an hour later.
    static let times = [
        (#"{"eventTime":"2026-03-04T23:06:07Z"}"#, #"{"eventTime":"2026-03-05T00:06:07Z"}"#),
        (#"["2026-12-31T23:59:59.123456789Z", 1]"#, #"["2027-01-01T00:59:59.123456789Z", 1]"#),
        (#"{"a":{"b":["2024-02-28T23:30:00+00:00"]}}"#, #"{"a":{"b":["2024-02-29T00:30:00+00:00"]}}"#),
        (#"{"a":"2026-03-04T10:00:00-05:00"}"#, #"{"a":"2026-03-04T11:00:00-05:00"}"#),
        // Nested in a string, and in the midst of text.
        (#"{"Message":"{\"t\":\"2026-03-04T05:06:07Z\"}"}"#, #"{"Message":"{\"t\":\"2026-03-04T06:06:07Z\"}"}"#),
        (#"{"e":"expired (2026-03-04T05:06:07Z)."}"#, #"{"e":"expired (2026-03-04T06:06:07Z)."}"#),
        ("2026-03-04T05:06:07Z", "2026-03-04T06:06:07Z"),
    ]

    @Test(arguments: times) func timesMove(before: String, after: String) {
        for chunk in [1, 3, 50, .max] {
            #expect(Self.shift(before, 60, chunk: chunk) == after)
            #expect(Self.shift(after, -60, chunk: chunk) == before)
        }
    }

    @Test(arguments: [
        #"{"Version":"2012-10-17","t":1772600000,"name":"2026-03-04"}"#, #"{"t":"2026-03-04T05:06:07"}"#,
        #"{"t":"2026-02-30T05:06:07Z"}"#, #"{"id":"a2026-03-04T05:06:07Z"}"#, #"{"id":"x-2026-03-04T05:06:07Z"}"#,
        #"{"id":"2026-03-04T05:06:07Zulu"}"#, #"{"t":"2026-03-04 05:06:07Z"}"#, #"{"t":"Mar 4, 2026 5:06:07 AM"}"#, "",
        "{", #"{"t":"0001-01-01T00:00:00Z"}"#,
    ])
    func otherTextsStay(text: String) {
        for chunk in [1, .max] { #expect(Self.shift(text, -60, chunk: chunk) == text) }
    }

    @Test func manyEventsMove() throws {
        let events = (0..<500).map {
            JSONValue.object([.init("eventTime", .string("2026-03-04T05:06:07Z")), .init("n", .integer($0))])
        }
        let text = JSONValue.object([.init("Records", .array(events))]).text()
        let moved = Self.shift(text, 1, chunk: 997)
        #expect(moved == text.replacing("05:06:07", with: "05:07:07"))
        var json = ShiftedJSON(by: ShiftDelta(minutes: 1))
        _ = json.append(Array(text.utf8)) + json.finish()
        #expect(json.movedTimes == 500)
    }
}
