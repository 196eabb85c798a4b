import AWSOperations
import HTTPMessages
import Testing

@Suite struct LogMessagePageTests {
    private func page(_ body: String) throws -> LogMessagePage {
        try LogMessagePage(from: HTTPResponse(status: 200, body: Array(body.utf8)))
    }

    /// The messages of a page, which leaves out events without one.
    private func messages(_ page: LogMessagePage) -> [String] {
        var start = 0
        return page.events.map { event in
            defer { start = event.messageEnd }
            return String(decoding: page.text[start..<event.messageEnd], as: UTF8.self)
        }
    }

    @Test func messagesAndIdsAreThoseOfTheOutput() throws {
        let ids = ["3" + String(repeating: "0", count: 54) + "7", String(repeating: "9", count: 56), "x", nil, "12"]
        let texts = ["2 - - a", "", "\"q\" \\ \n\u{1} é😀", "no id", nil]
        let output = FilterLogEvents.Output(
            events: zip(ids, texts).map { id, text in
                FilterLogEvents.Event(logStreamName: "s", timestamp: 1, message: text, ingestionTime: 2, eventID: id)
            }, searchedLogStreams: [], nextToken: "to\"ken")
        let page = try LogMessagePage(from: FilterLogEvents.httpResponse(output, requestID: "id"))
        #expect(messages(page) == texts.compactMap { $0 })
        #expect(page.events.map(\.id) == ids.prefix(4).map { $0.map { LogEventID(utf8: Array($0.utf8)) } })
        #expect(page.nextPageToken == "to\"ken")
    }

    /// A damaged page is an error, or what the definition reads; never more, never a trap.
    @Test func damagedPagesAreReadAsTheOperationReadsThem() throws {
        let id = String(repeating: "3", count: 56)
        let text =
            #"{"events":[{"logStreamName":"s","message":"a\u00e9\n","eventId":"\#(id)","timestamp":1},"#
            + #"{"message":"long enough for words of eight bytes","eventId":"x"}],"nextToken":"t"}"#
        let bytes = Array(text.utf8)
        for length in bytes.indices {
            #expect(throws: AWSCodingError.self) {
                try LogMessagePage(from: HTTPResponse(status: 200, body: Array(bytes[..<length])))
            }
        }
        var readByBoth = 0
        for position in bytes.indices {
            for byte in [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "}"), UInt8(ascii: "a"), 0x00, 0xFF] {
                var damaged = bytes
                damaged[position] = byte
                let response = HTTPResponse(status: 200, body: damaged)
                guard let page = try? LogMessagePage(from: response),
                    let output = try? FilterLogEvents.output(from: response)
                else { continue }
                readByBoth += 1
                #expect(messages(page) == (output.events ?? []).compactMap(\.message))
                #expect(page.nextPageToken == output.nextToken)
            }
        }
        #expect(readByBoth > 100)
    }

    @Test func idsAreEqualOnlyWhereTheirTextIs() {
        let texts = [
            "", "0", "00", String(repeating: "0", count: 55), String(repeating: "0", count: 56),
            String(repeating: "0", count: 57), String(repeating: "0", count: 55) + "1",
            "1" + String(repeating: "0", count: 55), String(repeating: "0", count: 55) + "x",
            String(repeating: "0", count: 55) + "\u{660}",
        ]
        #expect(Set(texts.map { LogEventID(utf8: Array($0.utf8)) }).count == texts.count)
    }

    @Test(arguments: ["{}", #"{"events":null,"nextToken":null,"more":{"a":[1]}}"#, #" { "events" : [ ] } "#])
    func pagesMayBeEmpty(body: String) throws {
        let page = try page(body)
        #expect(page.events.isEmpty && page.text.isEmpty && page.nextPageToken == nil)
    }

    @Test(
        arguments: [
            #"{"events":[{"message":"ab","message":"c"},{"message":"d"}]}"#,
            #"{"events":[{"message":"a"}],"events":[{"message":"b"}]}"#, #"{"events":[{"message":"a"}],"events":null}"#,
            #"{"nextToken":"t","nextToken":null}"#, #"{"nextToken":null,"nextToken":"t"}"#,
            #"{"events":[{"message":"a","message":null,"eventId":"1"}]}"#,
            #"{"events":[{"message":"a","eventId":"x","eventId":null}]}"#, #"{"events":[null,{"message":"a"},null]}"#,
            #"{"events":[{"eventId":"1","message":"a","eventId":"2"}]}"#,
        ])
    func whatComesTwiceOrIsNullIsWhatTheOperationMakesOfIt(body: String) throws {
        let page = try page(body)
        let output = try FilterLogEvents.output(from: HTTPResponse(status: 200, body: Array(body.utf8)))
        let events = (output.events ?? []).filter { $0.message != nil }
        #expect(messages(page) == events.compactMap(\.message))
        #expect(page.events.map(\.id) == events.map { $0.eventID.map { LogEventID(utf8: Array($0.utf8)) } })
        #expect(page.nextPageToken == output.nextToken)
    }

    @Test(
        arguments: [
            "", "[]", "{", #"{"events":{}}"#, #"{"events":[1]}"#, #"{"events":[{"message":5}]}"#,
            #"{"events":[{"message":"a"}"#, #"{"events":[{"eventId":5}]}"#, #"{"nextToken":5}"#, "{} x",
            #"{"events":[{"message":"a\u12"}]}"#, "<html>",
        ])
    func whatIsNoPageIsRefused(body: String) {
        let error = #expect(throws: AWSCodingError.self) { try page(body) }
        #expect(error?.code == .malformedJSON)
        #expect(error?.description.contains("FilterLogEvents") == true)
    }
}
