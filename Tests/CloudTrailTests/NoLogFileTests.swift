import CloudTrail
import Testing

/// Texts that are JSON, and no log files.
@Suite(.timeLimit(.minutes(15))) struct NoLogFileTests {
    @Test(arguments: [
        #"{"message":"Forbidden"}"#, "{}", #"{"Records":null}"#, #"{"records":[]}"#, "[]", " \n", "[1]",
        #"{"awsAccountId":"1","logFiles":[]}"#, "{}\n{}\n",
    ])
    func textWithoutEventsAndWithoutAListIsNone(text: String) throws {
        var parser = CloudTrailEventParser()
        try parser.parse(Array(text.utf8)) { _ in }
        #expect(throws: CloudTrailError(code: .noRecords, byteOffset: 0)) { try parser.finishLogFile() }
    }

    @Test(arguments: [
        #"{"Records":[]}"#, #"{"Records":[],"x":1}"#, #"{"Events":[]}"#, #"{"logEvents":[]}"#, #"{"Records":[1]}"#,
        #"[{"eventName":"x"}]"#, #"{"eventName":"x"}"#, "{}\n{\"eventName\":\"x\"}\n", "",
    ])
    func textWithAnEventOrAListIsOne(text: String) throws {
        for size in [1, text.utf8.count + 1] {
            var parser = CloudTrailEventParser()
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                try parser.parse(Array(rest.prefix(size))) { _ in }
                rest = rest.dropFirst(size)
            }
            #expect(throws: Never.self) { try parser.finishLogFile() }
        }
    }
}
