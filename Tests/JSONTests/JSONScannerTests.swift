import JSON
import Testing

@Suite struct JSONScannerTests {
    @Test func goesThroughObjectsAndArrays() throws {
        var json = JSONScanner(Array(#" {"a" : [ 1 , -2.5 , [ ] ] , "b":{ "c" : null,"d":"é\n"},"e":true } "#.utf8))
        #expect(try json.next() == .object)
        try json.enter()
        #expect(try json.member() == "a")
        #expect(try json.next() == .array)
        try json.enter()
        #expect(try json.element())
        #expect(try json.number() == .integer(1))
        #expect(try json.element())
        #expect(try json.number() == .decimal(-2.5))
        #expect(try json.element())
        try json.enter()
        #expect(try !json.element())
        #expect(try !json.element())
        #expect(try json.member() == "b")
        try json.enter()
        #expect(try json.member() == "c")
        #expect(try json.next() == .null)
        try json.null()
        #expect(try json.member() == "d")
        #expect(try json.string() == "é\n")
        #expect(try json.member() == nil)
        #expect(try json.member() == "e")
        #expect(try json.next() == .boolean)
        #expect(try json.boolean())
        #expect(try json.member() == nil)
        try json.end()
    }

    @Test func tellsKnownNamesByTheirIndex() throws {
        var json = JSONScanner(Array(#"{"b":1,"a":2,"ab":3,"":4,"\u0061":5,"é":6}"#.utf8))
        let names: [StaticString] = ["a", "b", "é"]
        try json.enter()
        var found: [Int] = []
        while let index = try json.member(among: names) {
            found.append(index)
            try json.skip()
        }
        #expect(found == [1, 0, 3, 3, 0, 2])
        try json.end()
    }

    /// Text is looked at eight bytes at a time: every byte in every place, between others that are all alike.
    @Test(arguments: [UInt8(ascii: "a"), 0x21, 0x7E, 0x23]) func everyByteIsSeenInEveryPlace(filler: UInt8) throws {
        for position in 0..<17 {
            for byte in UInt8.min...UInt8.max {
                var text = [UInt8](repeating: filler, count: 17)
                text[position] = byte
                let expected = String(decoding: text, as: UTF8.self)
                var written: [UInt8] = []
                JSONText.append(utf8: text[...], to: &written)
                var other: [UInt8] = []
                JSONText.append(expected, to: &other)
                #expect(written == other)
                var json = JSONScanner(written)
                #expect(try json.string() == expected)
                try json.end()
                // As it is, it is a string unless it ends one, escapes something or controls.
                var raw = JSONScanner([0x22] + text + [0x22])
                let read = try? raw.string()
                if byte == UInt8(ascii: "\"") {
                    #expect(read?.utf8.count == position)
                } else if byte != UInt8(ascii: "\\") {
                    #expect(read == (byte < 0x20 ? nil : expected))
                }
            }
        }
    }

    @Test func whatNestsTooDeepIsNotSkipped() throws {
        var json = JSONScanner(Array(repeating: UInt8(ascii: "["), count: 100_000))
        #expect(throws: JSONError.self) { try json.skip() }
    }

    @Test func skipsWhateverComes() throws {
        var json = JSONScanner(Array(#"{"a":{"b":[1,{"c":"}]\""}],"e":-1.5e3,"f":null,"g":false},"d":2}"#.utf8))
        try json.enter()
        #expect(try json.member() == "a")
        try json.skip()
        #expect(try json.member() == "d")
        #expect(try json.value() == 2)
        #expect(try json.member() == nil)
        try json.end()
    }

    @Test(arguments: [#"{"a":1 "b":2}"#, #"{"a":1,}"#, "{,}", #"{"a" 1}"#, #"{"a":1]"#])
    func refusesObjects(text: String) throws {
        var json = JSONScanner(Array(text.utf8))
        try json.enter()
        #expect(throws: JSONError.self) {
            while try json.member() != nil { _ = try json.value() }
            try json.end()
        }
    }

    @Test(arguments: ["[1 2]", "[1,]", "[,]", "[1}", "[1", "[1]]"])
    func refusesArrays(text: String) throws {
        var json = JSONScanner(Array(text.utf8))
        try json.enter()
        #expect(throws: JSONError.self) {
            while try json.element() { _ = try json.value() }
            try json.end()
        }
    }
}
