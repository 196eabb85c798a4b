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
