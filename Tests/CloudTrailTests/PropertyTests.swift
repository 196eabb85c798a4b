import CloudTrail
import JSON
import TestSupport
import Testing

/// Random texts, seeded: what is read does not depend on the pieces, and is what a tree says.
struct PropertyTests {
    static let names = [
        "eventName", "eventTime", "userIdentity", "sessionContext", "sessionIssuer", "userName", "arn", "type",
        "additionalEventData", "MFAUsed", "responseElements", "ConsoleLogin", "readOnly", "Records", "errorCode", "x",
        #"event\u004eame"#, #"\"{"#, "é", "requestParameters", "eventVersion", "awsRegion", "resources", "userAgent",
        "accountId", "invokedBy", "principalId", "accessKeyId", "",
    ]
    static let scalars = [
        "1", "-0.5e+3", "true", "false", "null", #""""#, #""a\\""#, #""\"}]""#, #""{[""#, #""\ud83d\ude00é""#,
        #""long, longer text than eight bytes at a time""#, #""\ud83d""#, "[]", "{}",
    ]

    static func value(_ random: inout SeededGenerator, _ depth: Int) -> String {
        let space = ["", "", "", " ", "\n", "\r\n\t"].randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<(depth > 0 ? 6 : 3), using: &random) {
        case 3: return object(&random, depth - 1)
        case 4, 5:
            let elements = (0..<Int.random(in: 0..<3, using: &random)).map { _ in value(&random, depth - 1) }
            return elements.isEmpty || Bool.random(using: &random)
                ? object(&random, depth - 1) : "[" + elements.joined(separator: space + ",") + "]"
        default: return space + (scalars.randomElement(using: &random) ?? "1") + space
        }
    }

    static func object(_ random: inout SeededGenerator, _ depth: Int) -> String {
        let members = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
            "\"\(names.randomElement(using: &random) ?? "")\":" + value(&random, depth)
        }
        return "{" + members.joined(separator: ", ") + "}"
    }

    @Test(arguments: 0..<60 as Range<UInt64>) func anyPiecesGiveTheSameAndTheTree(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let records = (0..<Int.random(in: 0..<12, using: &random)).map { _ in Self.object(&random, 5) }
        let head = seed % 3 == 0 ? "" : "\"before\":" + Self.value(&random, 3) + ","
        let text = "{\(head)\"Records\": [" + records.joined(separator: " ,") + "], \"after\":1}"
        let whole = parse(text)
        #expect(whole.error == nil)
        #expect(whole.records.map { CloudTrailTests.text($0) } == records)
        for event in whole.events {
            try expectFieldsOfTree(event)
            try expectFieldsOfTree(event.detached())
            var line: [UInt8] = []
            event.appendLine(to: &line)
            #expect(line.firstIndex(of: 0x0A) == line.count - 1)
            #expect(try JSONValue(parsing: line) == JSONValue(parsing: Array(event.rawBytes)))
        }
        for _ in 0..<8 {
            let pieces = (0..<5).map { _ in Int.random(in: 1...40, using: &random) }
            let cut = parse(text, pieces: pieces)
            #expect(cut.records == whole.records)
            #expect(cut.counters == whole.counters)
            if !cut.events.isEmpty { try expectFieldsOfTree(cut.events[cut.events.count / 2]) }
        }
    }

    /// A byte is changed: nothing traps, pieces do not matter, and what comes out is JSON.
    @Test(arguments: 0..<60 as Range<UInt64>) func damageIsReadTheSameInAnyPieces(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 1000)
        let records = (0..<4).map { _ in Self.object(&random, 4) }
        let text = Array(("{\"Records\":[" + records.joined(separator: ",") + "]}").utf8)
        for _ in 0..<40 {
            var damaged = text
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: 0..<text.count, using: &random)] =
                    Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random)
                    : Array("{}[]\",:\\ 0".utf8).randomElement(using: &random) ?? 0
            }
            let limits = CloudTrailLimits(recordBytes: 200, depth: 6)
            let whole = parse(damaged, limits: limits)
            for event in whole.events { #expect(throws: Never.self) { try JSONValue(parsing: Array(event.rawBytes)) } }
            for pieces in [[1], [2, 7], [33]] {
                let cut = parse(damaged, pieces: pieces, limits: limits)
                #expect(cut.records == whole.records)
                #expect(cut.error == whole.error)
                #expect(cut.counters.skipped == whole.counters.skipped)
            }
        }
    }

    /// A text is an event exactly where a parser of trees takes it as an object.
    @Test(arguments: 0..<60 as Range<UInt64>) func takesWhatATreeTakes(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed &+ 2000)
        for _ in 0..<60 {
            var text = Array(Self.object(&random, 4).utf8)
            for _ in 0..<Int.random(in: 0...2, using: &random) where text.count > 2 {
                let place = Int.random(in: 1..<text.count, using: &random)
                let byte = Array("{}[]\",:\\ 01.-eEtu/\u{1F}\n".utf8).randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text[place] = byte
                case 1: text.insert(byte, at: place)
                default: text.remove(at: place)
                }
            }
            let tree = try? JSONValue(parsing: text)
            let event = try? CloudTrailEvent(parsing: text)
            #expect((event != nil) == (tree?.object != nil), "\(CloudTrailTests.text(text))")
        }
    }
}
