import CloudTrail
import Testing

/// The roots that files of events have, small and without the samples.
struct RootShapeTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let records: [String]
        var skipped: [CloudTrailSkipCause: Int] = [:]
    }

    static let a = #"{"eventVersion":"1.08","eventName":"A","list":[{"Records":[1]}]}"#
    static let b = #"{ "eventName" : "B\"}]", "eventVersion" : "1.09" }"#
    static let quotedA = #"{\"eventVersion\":\"1.08\",\"eventName\":\"A\",\"list\":[{\"Records\":[1]}]}"#

    static let shapes = [
        Shape(testDescription: "a log file", text: #"{"Records":[\#(a),\#(b)]}"#, records: [a, b]),
        Shape(testDescription: "white space", text: " {\r\n\t\"Records\" : [ \(a) , \(b) ] } \n", records: [a, b]),
        Shape(testDescription: "a byte order mark", text: "\u{FEFF}[\(a)]", records: [a]),
        Shape(
            testDescription: "members around the records",
            text: #"{"x":{"Records":[\#(b)]},"y":[1,[2]],"Records":[\#(a)],"z":null,"w":{"k":["]"]}}"#, records: [a]),
        Shape(testDescription: "records twice", text: #"{"Records":[\#(a)],"Records":[\#(b)]}"#, records: [a, b]),
        Shape(testDescription: "records with an escaped name", text: #"{"\u0052ecords":[\#(a)]}"#, records: [a]),
        Shape(testDescription: "no records", text: #"{"Records":[]}"#, records: []),
        Shape(testDescription: "a list", text: "[\(a), \(b)]\n", records: [a, b]),
        Shape(testDescription: "an empty list", text: "[ ]", records: []),
        Shape(testDescription: "an event", text: b, records: [b]),
        Shape(testDescription: "JSON Lines", text: "\(a)\n\(b)\n\(a)", records: [a, b, a]),
        Shape(testDescription: "files behind each other", text: #"{"Records":[\#(a)]}[\#(b)]"#, records: [a, b]),
        Shape(
            testDescription: "LookupEvents",
            text: #"{"NextToken":"n","Events":[{"EventId":"e","CloudTrailEvent":"\#(quotedA)"}]}"#, records: [a]),
        Shape(
            testDescription: "an entry of LookupEvents", text: #"{"EventId":"e","CloudTrailEvent":"\#(quotedA)"}"#,
            records: [a]),
        Shape(
            testDescription: "a subscription",
            text: #"{"owner":"1","logEvents":[{"id":"1","message":"\#(quotedA)"},{"message":"CWL CONTROL MESSAGE"}]}"#,
            records: [a], skipped: [.notAnObject: 1]),
        Shape(
            testDescription: "another service's log",
            text: #"{"logEvents":[{"message":"{\"level\":1}"},{"message":"{\"eventName\":tru}"},{"id":"3"}]}"#,
            records: [], skipped: [.notAnEvent: 2, .syntax: 1]),
        Shape(
            testDescription: "a digest", text: #"{"awsAccountId":"1","logFiles":[]}"#, records: [],
            skipped: [.notAnEvent: 1]),
        Shape(
            testDescription: "values that are no objects", text: #"{"Records":[null,[\#(a)],"x",-1.5e3,true,{}]}"#,
            records: ["{}"], skipped: [.notAnObject: 5]),
        Shape(
            testDescription: "records that are no list", text: #"{"eventName":"x","Records":{"a":[\#(a)]}}"#,
            records: [#"{"eventName":"x","Records":{"a":[\#(a)]}}"#]),
        Shape(testDescription: "nothing", text: "", records: []),
        Shape(testDescription: "white space alone", text: " \n", records: []),
    ]

    @Test(arguments: shapes) func isRead(_ shape: Shape) {
        for pieces in [[Int.max], [1], [2, 3], [64]] {
            let result = parse(shape.text, pieces: pieces)
            #expect(result.error == nil)
            #expect(result.records.map { text($0) } == shape.records)
            #expect(result.counters.skipped == shape.skipped)
            #expect(result.counters.events == shape.records.count)
            #expect(result.counters.bytes == shape.text.utf8.count)
        }
    }
}
