import JSON
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "[1,-2,3.5]", "{\"b\":1,\"a\":[{}]}", "\"a\\\"\\\\\\n\\u0001é😀\"", "1e+20", "[]", "{}",
    ])
    func roundTrips(text: String) throws {
        #expect(try JSONValue(parsing: text).text() == text)
    }

    @Test func readsEscapesAndSurrogates() throws {
        #expect(try JSONValue(parsing: #""\ud83d\ude00\u00e9\/\b""#) == "😀é/\u{8}")
        #expect(try JSONValue(parsing: #""\ud83d x""#) == "\u{FFFD} x")
    }

    @Test func lastOfDuplicateMembersCounts() throws {
        let value = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
        #expect(value["a"] == 3)
        #expect(value.object?.count == 3)
    }

    @Test func keepsIntegersExact() throws {
        #expect(try JSONValue(parsing: "9223372036854775807") == .integer(.max))
        #expect(try JSONValue(parsing: "1.0").integer == 1)
        #expect(try JSONValue(parsing: "92233720368547758080").integer == nil)
    }

    @Test(arguments: [
        "", " ", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "01", "1.", "-", "\"a", "\"\u{1}\"", "nul", "1 2", "\"\\x\"",
        "\"\\u12\"", "\"\\u+123\"", "\"\\u-000\"",
    ])
    func refuses(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test func refusesDeepNesting() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
    }

    @Test func everyPrefixIsAnErrorNotATrap() throws {
        let text = #"{"a":[1,2.5e3,"x\u00e9\n",true,null],"b":{"c":-1}}"#
        for length in 0..<text.utf8.count {
            let prefix = Array(text.utf8.prefix(length))
            #expect(throws: JSONError.self) { try JSONValue(parsing: prefix) }
        }
    }
}
