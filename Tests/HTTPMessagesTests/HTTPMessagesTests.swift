import HTTPMessages
import Testing

@Suite struct HTTPMessagesTests {
    @Test(
        arguments: [
            ("", true), ("/a b+c", true), ("%C3%A9%2f", true), ("%00", true), ("%", false), ("%4", false),
            ("%4g", false),
            ("a%zz", false), ("%FF", false), ("%C3", false), ("%ED%A0%80", false),
        ] as [(String, Bool)])
    func escapesThatAreNoTextAreToldApart(text: String, isValid: Bool) {
        #expect(PercentEncoding.isValid(text) == isValid)
    }

    @Test func headersIgnoreCaseAndKeepOrder() {
        var headers: HTTPHeaders = ["Host": "a", "X-A": "1", "x-a": "2"]
        #expect(headers["HOST"] == "a")
        #expect(headers.values(of: "X-a") == ["1", "2"])
        headers["x-A"] = "3"
        #expect(headers.fields.map(\.name) == ["Host", "X-A"])
        #expect(headers["x-a"] == "3")
        headers["host"] = nil
        #expect(headers.fields.count == 1)
        #expect(!"a@".equalsIgnoringASCIICase("a`"))
    }

    @Test func percentEncodingRoundTrips() {
        #expect(PercentEncoding.encode("a b/ü~", keeping: "/") == "a%20b/%C3%BC~")
        #expect(PercentEncoding.decode("a%20b%2f%c3%bc%zz%4") == "a b/ü%zz%4")
        #expect(PercentEncoding.decode("a+b", plusIsSpace: true) == "a b")
    }

    @Test func queriesKeepOrderAndValuelessNames() {
        let query = QueryString(parsing: "list-type=2&prefix=a%2Fb&acl&x=")
        #expect(query["prefix"] == "a/b")
        #expect(query["acl"] == "")
        #expect(query.items[2].value == nil)
        #expect(query.encoded == "list-type=2&prefix=a%2Fb&acl&x=")
        #expect(QueryString(parsing: "").items.isEmpty)
    }
}
