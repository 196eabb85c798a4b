import Testing

@testable import MockAWS

@Suite struct FilterJSONTests {
    static let event = #"""
        {"eventType": "UpdateTrail", "sourceIPAddress": "123.123.123.123", "arrayKey": ["value", "another value"],
         "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}], "SomeObject": null, "ThisFlag": true,
         "off": false, "bytes": 1500, "ratio": -0.5, "big": 1.5e3, "user": {"id": 1, "email": "J.Doe@example.com"},
         "cluster.name": "c", "text": "10", "empty": "", "a-b": 1}
        """#

    @Test(arguments: [
        "{ $.eventType = \"UpdateTrail\" }", "{$.eventType=UpdateTrail}", "{ $.eventType = \"*Trail\" }",
        "{ $.eventType = Up* }", "{ $.eventType != NoTrail }", "{ $.sourceIPAddress != 123.124.* }",
        "{ $.sourceIPAddress = 123.123.* }", "{ $.sourceIPAddress = %123\\.123% }", "{ $.arrayKey[0] = \"value\" }",
        "{ $.arrayKey[*] = \"another value\" }", "{ $.objectList[1].id = 2 }", "{ $.objectList[*].name = b }",
        "{ $.eventType = %Trail% }", "{ $.SomeObject IS NULL }", "{ $.ThisFlag IS TRUE }", "{ $.off IS FALSE }",
        "{ $.off is false }", "{ $.SomeOtherObject NOT EXISTS }", "{ $.bytes > 1000 }", "{ $.bytes >= 1500 }",
        "{ $.bytes < 2e3 }", "{ $.bytes = 1.5E3 }", "{ $.bytes = 15* }", "{ $.ratio < 0 }", "{ $.ratio = -0.5 }",
        "{ $.big = 1500 }", "{ $.user.id = 1 && $.user.email = \"J.Doe@example.com\" }",
        "{ ($.user.id = 2 || $.bytes = 1500) && $.off IS FALSE }",
        "{ $.user.id = 1 || $.bytes = 2 && $.bytes = 3 }", "{ $.['cluster.name'] = c }", "{ $['cluster.name'] = c }",
        "{ $.user.* = 1 }", "{ $.eventType = * }", "{ $.text = 10 }", "{ $.empty = \"\" }", "{ $.a-b = 1 }",
        "{ $.ThisFlag = true }", "{ $.user.id != 2 }", "{ $.arrayKey[*] != \"value\" }", "{ $.arrayKey[2] NOT EXISTS }",
    ])
    func patternsThatMatch(_ pattern: String) throws {
        #expect(try FilterPattern(pattern).matches(FilterJSONTests.event))
    }

    @Test(arguments: [
        "{ $.eventType = \"updateTrail\" }", "{ $.eventType = Trail }", "{ $.eventType != UpdateTrail }",
        "{ $.sourceIPAddress != 123.123.* }", "{ $.arrayKey = \"value\" }", "{ $.user = * }", "{ $.user != 1 }",
        "{ $.arrayKey[5] = value }", "{ $.absent = * }", "{ $.absent != 1 }", "{ $.absent IS NULL }",
        "{ $.ThisFlag IS FALSE }", "{ $.bytes IS TRUE }", "{ $.SomeObject NOT EXISTS }", "{ $.user NOT EXISTS }",
        "{ $.bytes > 1500 }", "{ $.bytes = \"1500\" }", "{ $.text > 9 }", "{ $.SomeObject = * }",
        "{ $.user.id = 1 && $.bytes = 2 }", "{ ($.user.id = 1 || $.bytes = 2) && $.bytes = 3 }",
        "{ $.eventType.x = 1 }",
    ])
    func patternsThatDoNot(_ pattern: String) throws {
        #expect(try !FilterPattern(pattern).matches(FilterJSONTests.event))
    }

    @Test(arguments: ["", "text", "{", "{\"a\":1} x", "1", "\"a\"", "{'a':1}"])
    func messagesThatAreNoJSONDoNotMatch(_ message: String) throws {
        #expect(try !FilterPattern("{ $.b NOT EXISTS }").matches(message))
    }

    @Test func theTopMayBeAnArray() throws {
        #expect(try FilterPattern("{ $[1].a = 2 }").matches(#" [{"a":1},{"a":2}] "#))
    }
}
